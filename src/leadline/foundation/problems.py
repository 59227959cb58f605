"""Refusals as programs read them."""

from http import HTTPStatus

from django.http import JsonResponse

from leadline.foundation.refusals import Refusal

TYPE = "application/problem+json"


def problem(refusal: Refusal) -> JsonResponse:
    """The refusal in the manner of RFC 9457."""
    answer = JsonResponse(
        refusal.as_json(), status=refusal.status, content_type=TYPE, headers=refusal.headers
    )
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
