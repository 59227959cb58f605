"""Pages: resolve the member, authorise the verb, enter the scope, then run the handler."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from leadline.foundation import clock
from leadline.foundation.forms import Form
from leadline.foundation.patience import patience
from leadline.foundation.refusals import Invalid, Refusal, Stale
from leadline.workspaces.doors import shell
from leadline.workspaces.doors.registry import Door, register
from leadline.workspaces.models import Event, Member, User
from leadline.workspaces.queries import member_of
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope

REDRAWN = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
VERBS = ("get", "post", "put", "patch", "delete")
Answer = HttpResponseBase


def came_from(request: HttpRequest) -> str:
    """The page of this house from which something was asked for; empty where there is none."""
    there = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if there.netloc != request.get_host() or not there.path.startswith("/") or there.path[1:2] in {"/", "\\"}:  # fmt: skip
        return ""
    address = f"{there.path}{'?' + there.query if there.query else ''}"
    return "" if address == request.get_full_path() else address


class PublicPage(View):
    """A page for whoever comes. Declares its verbs in `needs`, all with None."""

    kind: ClassVar[Any] = "public"
    needs: ClassVar[Mapping[str, Right | None]] = {}
    forms: ClassVar[Mapping[str, type[Form]]] = {}
    door: ClassVar[Door | None] = None
    request: HttpRequest
    form: Form | None = None

    def __init_subclass__(cls, abstract: bool = False, **options: Any) -> None:
        super().__init_subclass__(**options)
        if abstract:
            return
        verbs = {verb for verb in VERBS if hasattr(cls, verb)}
        if not verbs and not cls.needs:
            return
        if verbs != set(cls.needs):
            raise TypeError(f"{cls.__name__} answers {verbs} and declares {set(cls.needs)}.")
        writes = {verb: tuple(form.base_fields) for verb, form in cls.forms.items()}
        cls.door = register(Door(f"{cls.__module__}.{cls.__name__}", cls.kind, cls.needs, writes))

    def dispatch(self, request: HttpRequest, *arguments: Any, **url: Any) -> Answer:
        self.now: datetime = clock.now()
        try:
            with patience():
                return self.enter(request, **url)
        except Refusal as refusal:
            return self.refuse(refusal)

    def enter(self, request: HttpRequest, **url: Any) -> Answer:
        with patience():
            return super().dispatch(request, **url)

    @property
    def is_part(self) -> bool:
        """Whether a page that is open asks for a part of itself."""
        return bool(self.request.headers.get("HX-Request"))

    def refuse(self, refusal: Refusal) -> HttpResponse:
        """The refusal as people read it, with what its answer carries."""
        answer = self.drawn(refusal)
        for name, value in refusal.headers.items():
            answer.headers[name] = value
        return answer

    def drawn(self, refusal: Refusal) -> HttpResponse:
        """The form again with what is wrong beside its fields, or else the refusal as a page."""
        if self.form is None or refusal.status not in REDRAWN:
            return self.draw_refusal(refusal)
        if not isinstance(refusal, Stale):
            self.form.take(refusal)
        return self.redraw(self.form, refusal)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        """The page with its form, for pages that have one; they override this."""
        return self.draw_refusal(refusal)

    def draw_refusal(self, refusal: Refusal) -> HttpResponse:
        """The refusal as a page, or as a fragment for a part of one."""
        template = "design/problem.html" if self.is_part else "design/refusal.html"
        named: dict[str, Any] = {"refusal": refusal, "back_url": came_from(self.request)}
        if self.form or self.request.method == "POST":
            # A button without fields has none to name.
            named["labels"] = self.form.labels_of_fields if self.form else {}
        return self.draw(template, named, status=refusal.status)

    def draw(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        named = {"now": self.now, "shell": self.shell()} | (context or {})
        return render(self.request, template, named, status=status)

    def shell(self) -> Any:
        return shell.of_stranger(self.request)

    def taken(self, form: type[Form], **options: Any) -> dict[str, Any]:
        """The fields of a form, or a refusal that names what is wrong."""
        self.form = form(self.request.POST, self.request.FILES, **options)
        if not self.form.is_valid():
            raise self.form.refusal()
        return self.form.cleaned_data


class PersonPage(PublicPage):
    """A page for a person who is signed in, in whatever workspace."""

    kind = "person"

    def enter(self, request: HttpRequest, **url: Any) -> Answer:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().enter(request, **url)

    @property
    def person(self) -> User:
        """Who is signed in."""
        assert isinstance(self.request.user, User)
        return self.request.user


class Page(PublicPage):
    """A page of a workspace: `/w/<slug>/…`. Handlers find `self.member` and are in scope."""

    kind = "page"
    place: str = ""
    tab: ClassVar[str] = ""
    member: Member | None = None

    def enter(self, request: HttpRequest, **url: Any) -> Answer:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.member = member_of(request.user, url.pop("slug"))
        self.member.note_visit(self.now)
        zone = timezone.override(self.member.workspace.time_zone)
        with scope(self.member.workspace_id), zone:
            return self.authorise(request, **url)

    def authorise(self, request: HttpRequest, **url: Any) -> Answer:
        member = self.acting
        needed = self.needs.get("get" if request.method == "HEAD" else request.method.lower())  # type: ignore[union-attr]
        if needed is not None:
            member.must(needed)
        try:
            return super().enter(request, **url)
        except Refusal as refusal:
            return self.refuse(refusal)

    @property
    def acting(self) -> Member:
        assert self.member is not None
        return self.member

    def shell(self) -> Any:
        return (
            shell.of_member(self.request, self.member, self.place, self.tab)
            if self.member
            else super().shell()
        )

    def draw(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        if self.member is None:
            return super().draw(template, context, status)
        with scope(self.member.workspace_id):
            return super().draw(template, {"member": self.member} | (context or {}), status)

    def version(self) -> int:
        """The version that the form was drawn from."""
        given = self.request.POST.get("version", "")
        if not given.isdecimal() or len(given) > 9:
            raise Invalid("The form does not say which version it changes.", field="version", remedy="Load the page again.")  # fmt: skip
        return int(given)

    def done(self, text: str, to: str, event: Event | None = None) -> HttpResponse:
        """Say what happened, offer undo where there is an event, and go on to a page."""
        say(self.request, text, event)
        return self.go_to(to)

    def go_to(self, to: str) -> HttpResponse:
        """On to a page, from a whole one or from a part of one."""
        if self.is_part:
            return HttpResponse(status=204, headers={"HX-Redirect": to})
        return HttpResponseRedirect(to)


def say(request: HttpRequest, text: str, event: Event | None = None) -> None:
    """A toast on the next page, with undo when there is an event to undo."""
    undo: UUID | str = event.id if event and event.changes else ""
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")
