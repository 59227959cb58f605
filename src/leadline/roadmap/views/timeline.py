"""The timeline of a roadmap, and that of all of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.backlog.queries import milestones_between
from leadline.foundation.refusals import Invalid
from leadline.roadmap.models import Roadmap
from leadline.roadmap.pictures import packed, reach, strips
from leadline.roadmap.queries import (
    Plan,
    Stood,
    baseline_by_id,
    baselines,
    is_under_way,
    plan_of,
    roadmaps,
    stood_in,
    stood_on,
)
from leadline.roadmap.queries.groups import in_rows, looks, names_of, part_of
from leadline.roadmap.queries.past import day_in
from leadline.roadmap.views.base import RoadmapRoom, ViewOfRoadmap
from leadline.roadmap.words import STATES
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

ZOOMS = ("month", "quarter", "year")
CUTS = ("", "objective", "team", "product", "theme")
WHOLE = "roadmap"


class TimelinePage(RoadmapRoom):
    """What is drawn over time, cut and beside what it was."""

    cuts: tuple[str, ...] = CUTS

    def of_plan(self, plan: Plan, cut: str, old: dict[str, Stood]) -> dict[str, Any]:
        """Everything that a timeline shows of a plan."""
        rows = in_rows(plan.lines, cut)
        colours, names = looks(rows, cut), names_of(rows, cut, _("None"))
        part = part_of(rows, self.request.GET.get("after", ""))
        product = plan.roadmap.product if plan.roadmap else None
        marks = milestones_between(self.acting, self.today, *reach(rows, old, self.today), product)
        return {
            "part": part, "strips": strips(part.rows, old, colours, self.today, marks), "milestones": marks, "names": names, "group": cut,
            "packed": packed(rows, names, old, colours, self.today, milestones=marks), "zoom": self.asked("zoom", ZOOMS, "quarter"),
            "milestone_states": STATES, "undated": sum(1 for line in rows if line.from_on is None), "old": old,
        }  # fmt: skip


class Timeline(ViewOfRoadmap, TimelinePage):
    """The bars of a roadmap over time, with what is likely, promised, and was planned before."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        plan = self.enter_roadmap()
        if plan is None:
            return self.nothing(_("Roadmap"))
        assert plan.roadmap is not None
        against = request.GET.get("against", "")
        context = self.of_plan(plan, self.asked("group", self.cuts, ""), self.old(plan.roadmap, against))  # fmt: skip
        return self.view("roadmap/timeline.html", plan, context | {
            "against": against, "baselines": baselines(self.acting, plan.roadmap), "waiting": is_under_way(self.acting, plan.roadmap),
        })  # fmt: skip

    def old(self, roadmap: Roadmap, against: str) -> dict[str, Stood]:
        """How the bars stood in a baseline, or at the end of a day; nothing without either."""
        if not against:
            return {}
        day = day_in(against)
        if day:
            return {each.id: each for each in stood_on(self.acting, roadmap, day)}
        return {each.id: each for each in stood_in(baseline_by_id(self.acting, key_in(against)))}


class Portfolio(TimelinePage):
    """The bars of all roadmaps over time."""

    tab = "portfolio"
    needs = {"get": Right.SEE}
    cuts = ("product", "roadmap", "objective", "team", "theme")

    def get(self, request: HttpRequest) -> Answer:
        plan = plan_of(self.acting, None)
        if not plan.lines:
            return self.empty()
        context = self.of_plan(plan, self.asked("group", self.cuts, "product"), {})
        named = {"plan": plan, "roadmap": None, "staleness": "", "roadmaps": roadmaps(self.acting)}
        return self.draw("roadmap/portfolio.html", named | context)

    def empty(self) -> HttpResponse:
        return self.draw("roadmap/nothing.html", {"title": _("Portfolio")})


def key_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid(
            "This is no baseline.", field="against", remedy="Choose one of the menu."
        ) from error
