"""What the pages of this room have in common."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal, Stale
from leadline.market.forms import MarketForm, filled, values_of
from leadline.market.queries import Frame, frame_of
from leadline.workspaces.doors import Page
from leadline.workspaces.models import Record
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


class MarketPage(Page):
    """A page of the market."""

    place = "market"

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.acting)

    @cached_property
    def today(self) -> date:
        """Today in the workspace."""
        return self.acting.workspace.today(self.now)

    def url(self, name: str, **named: Any) -> str:
        return reverse(f"market:{name}", kwargs={"slug": self.acting.workspace.slug, **named})

    def back(self, otherwise: str) -> str:
        """Where the form says to go on to, if that is a page of ours."""
        wanted = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if ours and wanted.startswith("/") else self.url(otherwise)

    def around(self) -> dict[str, Any]:
        """What every template of this room may ask for."""
        return {
            "slug": self.acting.workspace.slug,
            "may_edit": self.acting.may(Right.CONTRIBUTE),
            "may_plan": self.acting.may(Right.PLAN),
        }

    def draw(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:  # fmt: skip
        around = self.around() if self.member else {}
        return super().draw(template, around | (context or {}), status)


class FormPage(MarketPage):
    """A page with the form of a record, a new one or one that is there."""

    form_class: ClassVar[type[MarketForm]]
    home: ClassVar[str]
    titles: ClassVar[tuple[Any, Any]]
    """What the page is called for a new one, and what the button says."""
    record: Record | None = None

    def blank(self, **initial: Any) -> HttpResponse:
        """The form with the record's values, or with what a new one begins with."""
        values = filled(self.record) if self.record else initial
        return self.page(self.form_class(frame=self.frame, also=self.record, initial=values))

    def fields(self) -> dict[str, Any]:
        return self.taken(self.form_class, frame=self.frame, also=self.record)

    def cancel_url(self) -> str:
        return self.record.page_url() if self.record else self.url(self.home)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "record": self.record, "titles": self.titles, "cancel_url": self.cancel_url()}  # fmt: skip
        return self.draw("market/form.html", context, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale) and self.record:
            kind = type(self.record)
            self.record = one(kind.objects.select_related("workspace"), pk=self.record.pk)
            form.show_theirs(values_of(self.record), self.record.version)
        return self.page(form, refusal.status)


def alive(row: Record | None) -> Any:
    """The row, unless it lies in the trash."""
    return None if row is None or row.trashed_at else row
