"""Forecasts, baselines and publications: asking, freezing, telling, and reading what was kept."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid
from leadline.roadmap.forms import FreezeForm, PublishForm
from leadline.roadmap.models import Audience, Publication, Roadmap
from leadline.roadmap.operations import ask_for_forecast, freeze, publish, replay
from leadline.roadmap.queries import (
    Compared,
    Stood,
    baseline_by_id,
    baselines,
    compared,
    is_under_way,
    moves_since,
    plan_of,
    publication_by_id,
    publications,
    run_by_id,
    runs_of,
    stood_in,
    stood_now,
    stood_on,
)
from leadline.roadmap.queries.past import day_in, end_of
from leadline.roadmap.queries.projections import may_see, snapshot_of
from leadline.roadmap.sheets import as_page
from leadline.roadmap.telling import as_csv, as_markdown, told_of
from leadline.roadmap.views.base import OfRoadmap, RoadmapRoom
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.rooms import replay_words
from leadline.workspaces.rights import Right

MOST_SHOWN = 200


class Forecasting(OfRoadmap):
    """Having a whole roadmap forecast; and how far that is."""

    needs = {"get": Right.SEE, "post": Right.PLAN}

    def get(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        # Alone it is no page: whether a forecast is on its way is told above the timeline.
        if not self.is_part:
            return HttpResponseRedirect(found.page_url())
        if not is_under_way(self.acting, found):
            return HttpResponse(status=204, headers={"HX-Trigger": "forecast"})
        return self.draw("roadmap/_progress.html", {"roadmap": found})

    def post(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        ask_for_forecast(by=self.acting, now=self.now, roadmap=found)
        return self.done(_("The forecast is being computed."), found.page_url())


class Run(RoadmapRoom):
    """A kept forecast: how it was computed, from what, and what it says of each bar."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, run: UUID) -> Answer:
        found = run_by_id(self.acting, run)
        start = self.asked_number("from")
        bars = found.inputs["bars"][start : start + MOST_SHOWN]
        more = start + MOST_SHOWN if start + MOST_SHOWN < len(found.inputs["bars"]) else 0
        others = runs_of(self.acting, found.roadmap)
        return self.draw("roadmap/run.html", {"run": found, "bars": bars, "more": more, "others": others, "starts_on": day_in(found.inputs["starts_on"])})  # fmt: skip

    def asked_number(self, name: str) -> int:
        given = self.request.GET.get(name, "") or "0"
        if not given.isdecimal() or len(given) > 6:
            raise Invalid(
                "This is no place in the list.",
                field=name,
                remedy="Go back to the beginning of the list.",
            )
        return int(given)


class Replay(RoadmapRoom):
    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        told = replay(by=self.acting, now=self.now, run=run_by_id(self.acting, run))
        return self.done(replay_words(told), told.run.page_url())


class Baselines(OfRoadmap):
    """What was frozen of a roadmap, and what moved since a day."""

    needs = {"get": Right.SEE, "post": Right.PLAN}
    forms = {"post": FreezeForm}

    def get(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        since = day_in(request.GET.get("since", ""))
        context: dict[str, Any] = {"roadmap": found, "baselines": baselines(self.acting, found), "since": since}  # fmt: skip
        if since:
            old = stood_on(self.acting, found, since)
            moves = moves_since(self.acting, found, end_of(self.acting, since))
            context |= {"told": self.told(found, old, moves)}
        return self.draw("roadmap/baselines.html", context)

    def told(self, roadmap: Roadmap, old: list[Stood], moves: Any) -> Compared:
        return compared(old, stood_now(plan_of(self.acting, roadmap).lines), moves)

    def post(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        made = freeze(by=self.acting, now=self.now, roadmap=found, name=self.taken(FreezeForm)["name"])  # fmt: skip
        return self.done(_("Froze %(name)s.") % {"name": made.name}, made.page_url())


class BaselinePage(RoadmapRoom):
    """What moved since a baseline, and why."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, baseline: UUID) -> Answer:
        found = baseline_by_id(self.acting, baseline)
        moves = moves_since(self.acting, found.roadmap, found.at)
        told = compared(stood_in(found), stood_now(plan_of(self.acting, found.roadmap).lines), moves)  # fmt: skip
        return self.draw("roadmap/baseline.html", {"baseline": found, "told": told})


class Publishing(OfRoadmap):
    """What an audience would see, before it does; and what was published before."""

    needs = {"get": Right.SEE, "post": Right.PLAN}
    forms = {"post": PublishForm}

    def get(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        audience = Audience(self.asked("audience", Audience.values, Audience.INTERNAL))
        plan = plan_of(self.acting, found)
        snapshot = snapshot_of(plan, audience, self.today)
        heads, rows = told_of(snapshot)
        return self.draw("roadmap/publishing.html", {
            "roadmap": found, "audience": audience, "audiences": Audience.choices, "snapshot": snapshot, "heads": heads,
            "rows": rows, "kept_in": [line for line in plan.lines if not may_see(line, audience)],
            "publications": publications(self.acting, found),
        })  # fmt: skip

    def post(self, request: HttpRequest, roadmap: UUID) -> Answer:
        found = self.enter_roadmap(roadmap)
        audience = Audience(self.taken(PublishForm)["audience"])
        made = publish(by=self.acting, now=self.now, roadmap=found, audience=audience)
        return self.done(_("Published number %(number)s.") % {"number": made.number}, made.page_url())  # fmt: skip


class PublicationPage(RoadmapRoom):
    """A publication as its audience reads it; everything on it comes from the snapshot."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, publication: UUID) -> Answer:
        found = publication_by_id(self.acting, publication)
        heads, rows = told_of(found.snapshot)
        named = {"publication": found, "snapshot": found.snapshot, "heads": heads, "rows": rows}
        return self.draw("roadmap/publication.html", named)


class PublicationFile(RoadmapRoom):
    """A publication as a file: CSV, Markdown, or HTML that needs nothing else."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, publication: UUID, form: str) -> Answer:
        found = publication_by_id(self.acting, publication)
        text, kind = self.written(found, form)
        name = f"roadmap-{found.audience}-{found.number}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)

    def written(self, told: Publication, form: str) -> tuple[str, str]:
        if form == "html":
            return as_page(told.snapshot, told.get_audience_display(), told.number), "text/html"
        if form == "csv":
            return as_csv(told.snapshot), "text/csv"
        return as_markdown(told.snapshot), "text/markdown"
