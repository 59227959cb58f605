"""Bars: adding, moving, editing, and what they wait for."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.products.queries import MOST
from leadline.roadmap.forms import (
    BarForm,
    MovingForm,
    NewBarForm,
    ReasonForm,
    WaitForm,
)
from leadline.roadmap.models import Bar, Roadmap
from leadline.roadmap.operations import (
    add_dependency,
    change_bar,
    create_bar,
    explain_move,
    remove_dependency,
    trash_bar,
)
from leadline.roadmap.queries import (
    bar_by_id,
    chance_of,
    dependencies_of,
    dependency_by_id,
    latest_forecast,
    move_by_id,
    moves_of,
    plan_of,
    roadmap_by_id,
    team_of_bet,
    unexplained,
)
from leadline.roadmap.views.base import OfBar, RoadmapRoomFormPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.rights import Right


class BarFormPage(RoadmapRoomFormPage):
    template, by_id = "roadmap/bar_form.html", bar_by_id
    roadmap: Roadmap

    def more(self, form: Form) -> dict[str, Any]:
        return {"roadmap": self.record.roadmap if self.record else self.roadmap}


class NewBar(Making, BarFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    form_class, run = NewBarForm, create_bar
    said = gettext_lazy("Added %(name)s.")

    def under(self, **url: Any) -> dict[str, Any]:
        self.roadmap = roadmap_by_id(self.acting, url["roadmap"])
        return {"roadmap": self.roadmap}

    def first(self) -> dict[str, Any]:
        bet = self.key("bet")
        return {"bet": bet or "", "team": team_of_bet(self.acting, bet) if bet else None}

    def cancel_url(self) -> str:
        return self.roadmap.page_url()

    def made(self, record: Any) -> Answer:
        return self.done(self.told(record), self.roadmap.page_url())


class BarEditing(Editing, BarFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    form_class, run = BarForm, change_bar


class BarTrashing(Trashing, BarFormPage):
    needs = {"post": Right.PLAN}
    run = trash_bar
    said = gettext_lazy("Took %(name)s off the roadmap.")

    def after(self, record: Any) -> str:
        return str(record.roadmap.page_url())


class BarPage(OfBar):
    """A bar: its days, what is likely, how it moved, what it waits for."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, bar: UUID) -> Answer:
        found = self.enter_bar(bar)
        told = latest_forecast(self.acting, found)
        return self.draw("roadmap/bar.html", {
            "bar": found, "told": told, "holds": chance_of(self.acting, found, told), "moves": moves_of(self.acting, found),
            "waits": dependencies_of(self.acting, found), "others": self.others(found),
        })  # fmt: skip

    def others(self, bar: Bar) -> list[Bar]:
        """The bars that it may be made to wait for."""
        rows = Bar.objects.filter(roadmap=bar.roadmap).exclude(pk=bar.pk)
        return list(rows.select_related("bet", "item").order_by("rank", "id")[:MOST])


class BarMoving(OfBar):
    """Some fields of a bar, changed where they stand: by drag, by key, or in the table."""

    needs = {"post": Right.PLAN}
    forms = {"post": MovingForm}

    def post(self, request: HttpRequest, bar: UUID) -> Answer:
        found = self.enter_bar(bar)
        sent = self.taken(MovingForm, choices=self.choices, also=found)
        fields = {name: value for name, value in sent.items() if name in request.POST}
        reason = fields.pop("reason", "")
        event = change_bar(by=self.acting, now=self.now, bar=found, version=self.version(), reason=reason, **fields)  # fmt: skip
        if not self.is_part:
            return self.done(_("Moved %(name)s.") % {"name": found}, found.page_url(), event)
        lines = plan_of(self.acting, found.roadmap).lines
        line = next(each for each in lines if each.id == found.pk)
        asked = unexplained(self.acting, found, self.now) if event else None
        return self.draw("roadmap/_moved.html", {"line": line, "event": event, "asked": asked})


class MoveExplaining(OfBar):
    """Why a bar was moved, said when it has been."""

    needs = {"post": Right.PLAN}
    forms = {"post": ReasonForm}

    def post(self, request: HttpRequest, bar: UUID, move: UUID) -> Answer:
        found = move_by_id(self.acting, self.enter_bar(bar), move)
        reason = self.taken(ReasonForm)["reason"]
        event = explain_move(by=self.acting, now=self.now, move=found, reason=reason)
        if self.is_part:
            return self.draw("roadmap/_explained.html", {"event": event})
        return self.done(_("Kept the reason."), self.bar.page_url(), event)


class Waits(OfBar):
    """One more bar that it waits for."""

    needs = {"post": Right.PLAN}
    forms = {"post": WaitForm}

    def post(self, request: HttpRequest, bar: UUID) -> Answer:
        found = self.enter_bar(bar)
        blocker = bar_by_id(self.acting, self.taken(WaitForm)["blocker"])
        event = add_dependency(by=self.acting, now=self.now, blocker=blocker, blocked=found)
        return self.done(_("It waits for %(name)s.") % {"name": blocker}, found.page_url(), event)


class WaitRemoval(OfBar):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, bar: UUID, dependency: UUID) -> Answer:
        found = dependency_by_id(self.acting, self.enter_bar(bar), dependency)
        event = remove_dependency(by=self.acting, now=self.now, dependency=found)
        return self.done(_("It waits no longer."), self.bar.page_url(), event)
