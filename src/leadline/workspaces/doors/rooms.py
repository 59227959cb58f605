"""What the pages of every room share: its routes, today, what the address asks, and the form of a record."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form, RecordForm
from leadline.foundation.refusals import Invalid, Refusal, Stale
from leadline.foundation.replayed import Replayed
from leadline.workspaces.doors.pages import Answer, Page
from leadline.workspaces.models import Event, Record
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

MOST_ASKED = 200


class RoomPage(Page):
    """A page of a room; subclasses name the room and what its templates say things with."""

    room: ClassVar[str]
    """The namespace of the room's routes."""
    vocabulary: ClassVar[Mapping[str, Any]] = {}
    choose: ClassVar[Callable[..., Any] | None] = None
    """Gathers, by member, the rows that menus of the room offer."""

    def url(self, name: str, **named: Any) -> str:
        return reverse(f"{self.room}:{name}", kwargs={"slug": self.acting.workspace.slug, **named})

    @cached_property
    def today(self) -> date:
        """Today in the workspace."""
        return self.acting.workspace.today(self.now)

    @cached_property
    def choices(self) -> Any:
        """The rows that the menus offer."""
        choose = type(self).choose
        return choose(self.acting) if choose else None

    def asked(self, name: str, offered: Iterable[object] = (), usual: str = "") -> str:
        """What the address asks for; raises `Invalid` for what is not offered, if anything is."""
        wanted = self.request.GET.get(name, "")[:MOST_ASKED] or usual
        choices = [str(each) for each in offered]
        if wanted and choices and wanted not in choices:
            raise Invalid(_("“%(given)s” is not offered here.") % {"given": wanted[:40]}, field=name, remedy=_("Choose one of the menu."))  # fmt: skip
        return wanted

    def key(self, name: str) -> UUID | None:
        """A key in the address; raises `Invalid` for what is none."""
        given = self.asked(name)
        try:
            return UUID(given) if given else None
        except ValueError as error:
            raise Invalid(_("This is no key."), field=name, remedy=_("Choose one of the menu.")) from error  # fmt: skip

    def back(self, otherwise: str) -> str:
        """Where the form says to go on to, if that is a page of ours."""
        wanted = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if ours and wanted.startswith("/") else otherwise

    def around(self) -> dict[str, Any]:
        """What every template of the room may ask for."""
        return {
            **self.vocabulary,
            "slug": self.acting.workspace.slug,
            "today": self.today,
            "may_contribute": self.acting.may(Right.CONTRIBUTE),
            "may_plan": self.acting.may(Right.PLAN),
        }

    def draw(self, template: str, context: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        around = self.around() if self.member else {}
        return super().draw(template, around | dict(context or {}), status)

    def undo_url(self, event: Event | None) -> str:
        """Where undoing an event posts; empty where there is nothing to undo."""
        if event is None or not event.changes:
            return ""
        return reverse("home:undo", kwargs={"slug": self.acting.workspace.slug, "pk": event.id})

    def on_to(self, record: Record, text: str, event: Event | None = None, part: str = "") -> Answer:  # fmt: skip
        """On to a record, saying what happened; with undo where it can be undone."""
        undoable = None if event is None or event.facts.get("final") else event
        return self.done(text, record.page_url() + (f"#{part}" if part else ""), undoable)


class FormPage(RoomPage):
    """A page with the form of a record, a new one or one that is there."""

    form_class: ClassVar[type[RecordForm]]
    template: ClassVar[str] = "design/record_form.html"
    home: ClassVar[str]
    """The list that one comes back to from the form of a new one."""
    titles: ClassVar[tuple[Any, ...]] = ()
    """What the page is called for a new one, and what the button says."""
    by_id: ClassVar[Callable[..., Any] | None] = None
    """Finds a record by member and key, with what its form shows."""
    record: Any = None

    def enter_record(self, key: UUID) -> Any:
        find = type(self).by_id
        self.record = find(self.acting, key) if find else self._found(type(self.record), key)
        return self.record

    def under(self, **url: Any) -> dict[str, Any]:
        """Enters the rows under which the address puts the record; what the operation of a new one takes of them."""
        return {}

    def enter_last(self, url: dict[str, Any]) -> dict[str, Any]:
        """Enters the record, the last that the address names, and calls it as the operation does."""
        *above, (noun, key) = url.items()
        self.under(**dict(above))
        return {noun: self.enter_record(key)}

    def blank(self, **initial: Any) -> HttpResponse:
        """The form with the record's values, or with what a new one begins with."""
        return self.page(self.form_of(initial=self.filled() if self.record else initial))

    def fields(self) -> dict[str, Any]:
        return self.taken(self.form_class, **self.offered())

    def form_of(self, **options: Any) -> Form:
        return self.form_class(**self.offered(), **options)

    def offered(self) -> dict[str, Any]:
        """What the form is made with beside what was typed."""
        return {"choices": self.choices, "also": self.record}

    def theirs(self) -> Mapping[str, Any]:
        """The record's values as its form cleans to them."""
        return self.form_class.values_of(self.record)

    def filled(self) -> dict[str, Any]:
        """The same as a form begins with it."""
        return self.form_class.filled(self.record)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "record": self.record, "titles": self.titles, "cancel_url": self.cancel_url()}  # fmt: skip
        return self.draw(self.template, context | self.more(form), status)

    def more(self, form: Form) -> dict[str, Any]:
        """What else the template asks for."""
        return {}

    def cancel_url(self) -> str:
        return str(self.record.page_url()) if self.record else self.url(self.home)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if self.record:
            self.enter_record(self.record.pk)
            if isinstance(refusal, Stale):
                form.show_theirs(self.theirs(), self.record.version)
        return self.page(form, refusal.status)

    def _found(self, model: Any, key: UUID) -> Any:
        return one(model.objects.select_related("workspace"), pk=key)


def replay_words(told: Replayed[Any]) -> str:
    """What came of computing it again."""
    if told.same:
        return _("Computed again from its kept inputs: the very same answer.")
    if told.is_same_method:
        return _("The answer differs from the kept one. This is a defect; please report it.")
    return _("The method has a newer version (%(now)s) and answers otherwise now.") % {"now": told.version_now}  # fmt: skip
