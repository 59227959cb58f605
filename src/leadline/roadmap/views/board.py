"""Now, next and later; by objective; by team; and moves between them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid, NotFound
from leadline.roadmap.forms import PlaceForm
from leadline.roadmap.models import Bar, Bucket
from leadline.roadmap.operations import place_bars
from leadline.roadmap.queries import bars_by_ids
from leadline.roadmap.queries.groups import aims_without_bars, columns, groups
from leadline.roadmap.views.base import RoadmapRoom, ViewOfRoadmap
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

MOST_CARDS, MOST_LINES = 100, 300


class Board(ViewOfRoadmap):
    """How soon, for those who give no days."""

    tab = "board"
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        plan = self.enter_roadmap()
        if plan is None:
            return self.nothing(_("Now, next, later"))
        return self.view("roadmap/board.html", plan, {"columns": columns(plan.lines, MOST_CARDS)})


class ByObjective(ViewOfRoadmap):
    """Which bars serve which aim, and which aims have none."""

    tab = "objectives"
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        plan = self.enter_roadmap()
        if plan is None:
            return self.nothing(_("By objective"))
        gaps = aims_without_bars(self.acting, plan.lines, self.today)
        lines = plan.lines[:MOST_LINES]
        return self.view("roadmap/objectives.html", plan, {"groups": groups(lines, "objective"), "gaps": gaps, "most": MOST_LINES})  # fmt: skip


class ByTeam(ViewOfRoadmap):
    """The queue of each team, in the order in which it is taken up."""

    tab = "teams"
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        plan = self.enter_roadmap()
        if plan is None:
            return self.nothing(_("By team"))
        lines = plan.lines[:MOST_LINES]
        return self.view("roadmap/teams.html", plan, {"groups": groups(lines, "team"), "most": MOST_LINES})  # fmt: skip


class Placing(RoadmapRoom):
    """A move of bars on the board, or in the queue of a team."""

    needs = {"post": Right.PLAN}
    forms = {"post": PlaceForm}

    def post(self, request: HttpRequest) -> Answer:
        sent = self.taken(PlaceForm)
        bars = bars_by_ids(self.acting, sent["item"])
        if len(bars) < len(sent["item"]):
            raise NotFound
        self.place_them(bars, sent)
        return self.draw("roadmap/_placed.html", {"bars": bars})

    def place_them(self, bars: list[Bar], sent: dict[str, Any]) -> None:
        bucket = sent["list"]
        if bucket and bucket not in Bucket.values:
            raise Invalid(
                "There is no such column.",
                field="list",
                remedy=f"Take one of: {', '.join(Bucket.values)}.",
            )
        place_bars(
            by=self.acting, now=self.now, bars=bars, bucket=bucket, version=self.version() if len(bars) == 1 else None,
            before=self.near(sent["before"]), after=None if sent["before"] else self.near(sent["after"]),
        )  # fmt: skip

    def near(self, key: UUID | None) -> Bar | None:
        found = bars_by_ids(self.acting, [key]) if key else []
        return found[0] if found else None
