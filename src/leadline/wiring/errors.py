"""Errors outside any page of ours, drawn like the rest."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leadline.foundation import clock
from leadline.foundation.patience import busy, was_locked
from leadline.foundation.problems import problem
from leadline.foundation.refusals import Invalid, NotAllowed, NotFound, Refusal, TooManyAttempts
from leadline.workspaces.doors import shell


class Broken(Refusal):
    """Nothing was saved."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal in the manner of whoever asks: JSON for programs, a page for people."""
    if request.path.startswith("/api/"):
        return problem(refusal)
    part = bool(request.headers.get("HX-Request"))
    template = "design/problem.html" if part else "design/refusal.html"
    context = {"refusal": refusal, "now": clock.now(), "shell": shell.of_stranger(request)}
    answer = render(request, template, context, status=refusal.status)
    for name, value in refusal.headers.items():
        answer.headers[name] = value
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(
        request,
        Invalid(
            "The request could not be understood.",
            remedy="Go back, load the page anew, and send it again.",
        ),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotFound(remedy="Check the address, or search with ⌘K."))


def too_many_attempts(request: HttpRequest) -> HttpResponse:
    """The answer of allauth's limits, which all count within a minute."""
    seconds = TooManyAttempts.retry_after
    return refused(request, TooManyAttempts(remedy=f"Wait {seconds} seconds and try again."))


def broken(request: HttpRequest) -> HttpResponse:
    # Doors see to it themselves; this is for what is written around them, such as sessions.
    if was_locked(sys.exception()):
        return refused(request, busy())
    return refused(
        request, Broken(remedy="Try again; if it stays so, the server’s log has the details.")
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose CSRF token is missing or old."""
    return refused(request, NotAllowed("This form is too old or came from another site.", remedy="Load the page again and repeat."))  # fmt: skip
