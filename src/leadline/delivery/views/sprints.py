"""Planning, running and reading sprints."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from leadline.delivery import findings
from leadline.delivery import sprint_words as words
from leadline.delivery.forms import ClosingForm, ReviewForm, SprintForm
from leadline.delivery.models import Sprint
from leadline.delivery.operations import (
    change_sprint,
    close_sprint,
    plan_sprint,
    reopen_sprint,
    start_sprint,
    trash_sprint,
)
from leadline.delivery.pictures import sprints as pictures
from leadline.delivery.queries import sprints as queries
from leadline.delivery.queries.story import SprintStory, story_of
from leadline.delivery.views.choice import ChoicePage, products, teams
from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer
from leadline.workspaces.models.base import StaleRow
from leadline.workspaces.rights import Right

TWO_WEEKS = timedelta(days=13)
EDITABLE = ("team", "product", "name", "goal", "starts_on", "ends_on", "unit", "capacity")


class SprintPage(ChoicePage):
    """What the pages of sprints share."""

    tab = "sprints"

    def sprint(self, key: UUID) -> Sprint:
        return queries.sprint(self.acting, key)

    def to_list(self) -> str:
        return reverse("delivery:sprints", kwargs={"slug": self.acting.workspace.slug})

    def form_options(self) -> dict[str, Any]:
        return {"teams": teams(), "products": products()}


class Sprints(SprintPage):
    """All sprints, with velocity and say/do over time."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        team, key = self.team(), self.asked("product")
        product = self.product() if key and key != "*" else None
        page = queries.sprints(self.acting, team=team, product=product, after=self.asked("after"))
        closed = queries.latest_closed(self.acting, team=team, product=product)
        said = queries.say_do_of(closed)
        return self.draw("delivery/sprints.html", {
            "page": page, "closed": closed, "team": team, "product": product,
            "teams": [("", _("All teams")), *((str(each.id), each.name) for each in teams())],
            "products": [("", _("All products")), *((each.key, each.name) for each in products())],
            "velocity": pictures.velocity(closed) if closed else None,
            "velocity_title": words.velocity_title(closed), "velocity_rows": words.velocity_rows(closed),
            "said_rows": words.said_rows(closed),
            "say_do": pictures.say_do(closed) if said else None,
            "said": findings.say_do(said) if said else None,
            "columns": sprint_columns(),
            "may_plan": self.acting.may(Right.PLAN),
        })  # fmt: skip


def sprint_columns() -> Sequence[Any]:
    return (
        Column("name", _("Sprint")),
        Column("state", _("State")),
        Column("days", _("Days"), narrow=False),
        Column("team", _("Team"), narrow=False),
        Column("said", _("Committed"), number=True, narrow=False),
        Column("added", _("Added"), number=True, narrow=False),
        Column("removed", _("Removed"), number=True, narrow=False),
        Column("velocity", _("Done"), number=True),
        Column("kept", _("Say/do"), number=True),
    )


class SprintPlanning(SprintPage):
    """A new sprint."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": SprintForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(SprintForm(initial=self.proposal(), **self.form_options()))

    def post(self, request: HttpRequest) -> Answer:
        values = self.taken(SprintForm, **self.form_options())
        sprint = plan_sprint(by=self.acting, now=self.now, **values)
        return self.done(_("%(name)s is planned.") % {"name": sprint.name}, sprint.page_url())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        has_team = bool(teams())
        return self.draw(
            "delivery/sprint_planning.html", {"form": form, "has_team": has_team}, status
        )

    def proposal(self) -> dict[str, Any]:
        """The days after the team's last sprint, as long as that one."""
        today = self.acting.workspace.today(self.now)
        before = Sprint.objects.order_by("-ends_on", "-id").first()
        if before is None:
            return {"starts_on": today, "ends_on": today + TWO_WEEKS, "unit": Sprint.Unit.POINTS}
        start = max(before.ends_on + timedelta(days=1), today)
        return {
            "team": before.team_id, "product": before.product_id, "unit": before.unit,
            "capacity": before.capacity, "starts_on": start,
            "ends_on": start + timedelta(days=before.days - 1),
        }  # fmt: skip


class SprintRecord(SprintPage):
    """One sprint: its scope, its burn-up, its items, its review."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, sprint: UUID) -> Answer:
        found = self.sprint(sprint)
        story = story_of(self.acting, found, self.now)
        return self.draw("delivery/sprint.html", {
            "sprint": found, "story": story, "line": story.line, "scope": story.scope,
            "burn_up": pictures.burn_up(story), "may_plan": self.acting.may(Right.PLAN),
            **self.words(story),
        })  # fmt: skip

    def words(self, story: SprintStory) -> dict[str, Any]:
        today = self.acting.workspace.today(self.now)
        return {
            "capacity_note": words.capacity_note(story.line),
            "over_capacity": words.over_capacity(story.line),
            "unestimated": words.unestimated(story),
            "burn_title": words.burn_title(story, today),
            "burn_reading": words.burn_reading(story),
            "burn_rows": words.burn_rows(story),
        }


class SprintEditing(SprintPage):
    """Changing goal, days, capacity."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": SprintForm}

    def get(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        initial = {name: getattr(self.chosen, name) for name in EDITABLE}
        initial |= {"team": self.chosen.team_id, "product": self.chosen.product_id}
        return self.page(SprintForm(initial=initial, **self.form_options()))

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        values = self.taken(SprintForm, **self.form_options())
        event = change_sprint(by=self.acting, now=self.now, sprint=self.chosen, version=self.version(), **values)  # fmt: skip
        return self.done(_("Saved."), self.chosen.page_url(), event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, StaleRow):
            theirs = self.sprint(self.chosen.id)
            form.show_theirs({name: getattr(theirs, name) for name in EDITABLE}, theirs.version)
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "sprint": self.chosen, "version": form.version or self.chosen.version}  # fmt: skip
        return self.draw("delivery/sprint_editing.html", context, status)


class SprintStart(SprintPage):
    """Starting a sprint."""

    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        found = self.sprint(sprint)
        event = start_sprint(by=self.acting, now=self.now, sprint=found, version=self.version())
        return self.done(_("%(name)s runs.") % {"name": found.name}, found.page_url(), event)


class SprintClosing(SprintPage):
    """Closing a sprint, and where its unfinished items go."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ClosingForm}

    def get(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        places = self.places()
        return self.page(ClosingForm(places=places, initial={"to": places[0][0]}))

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        to = self.taken(ClosingForm, places=self.places())["to"]
        kind, _dot, key = to.partition(":")
        rows: dict[str, Any] = {str(each.id): each for each in self.rows(kind)}
        where = {"sprint": "to_sprint", "list": "to_list"}.get(kind)
        chosen = {where: rows[key]} if where else {}
        event = close_sprint(by=self.acting, now=self.now, sprint=self.chosen, version=self.version(), **chosen)  # fmt: skip
        return self.done(_("%(name)s is closed.") % {"name": self.chosen.name}, self.chosen.page_url(), event)  # fmt: skip

    def rows(self, kind: str) -> Sequence[Any]:
        if kind == "sprint":
            return queries.next_sprints(self.acting, self.chosen)
        return queries.lists_of(self.acting, self.chosen) if kind == "list" else ()

    def places(self) -> list[tuple[str, Any]]:
        following = [(f"sprint:{each.id}", _("the sprint “%(name)s”") % {"name": each.name}) for each in self.rows("sprint")]  # fmt: skip
        lists = [
            (f"list:{each.id}", _("the top of “%(list)s” of %(product)s") % {"list": each.name, "product": each.product.name})
            for each in self.rows("list")
        ]  # fmt: skip
        return [*following, *lists, ("stay", _("nowhere: they stay where they are in their lists"))]

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        story = story_of(self.acting, self.chosen, self.now)
        context = {"form": form, "sprint": self.chosen, "scope": story.scope, "line": story.line}
        return self.draw("delivery/sprint_closing.html", context, status)


class SprintReopening(SprintPage):
    """Running a closed sprint on."""

    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        found = self.sprint(sprint)
        event = reopen_sprint(by=self.acting, now=self.now, sprint=found, version=self.version())
        return self.done(_("%(name)s runs again.") % {"name": found.name}, found.page_url(), event)


class SprintTrash(SprintPage):
    """Putting a planned sprint into the trash."""

    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        found = self.sprint(sprint)
        event = trash_sprint(by=self.acting, now=self.now, sprint=found, version=self.version())
        return self.done(_("%(name)s is in the trash.") % {"name": found.name}, self.to_list(), event)  # fmt: skip


class SprintReview(SprintPage):
    """The notes of a sprint's review."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ReviewForm}

    def get(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        return self.page(ReviewForm(initial={"review": self.chosen.review}))

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        self.chosen = self.sprint(sprint)
        review = self.taken(ReviewForm)["review"]
        event = change_sprint(by=self.acting, now=self.now, sprint=self.chosen, version=self.version(), review=review)  # fmt: skip
        return self.done(_("The notes are saved."), self.chosen.page_url(), event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, StaleRow):
            theirs = self.sprint(self.chosen.id)
            form.show_theirs({"review": theirs.review}, theirs.version)
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "sprint": self.chosen, "version": form.version or self.chosen.version}  # fmt: skip
        return self.draw("delivery/sprint_review.html", context, status)
