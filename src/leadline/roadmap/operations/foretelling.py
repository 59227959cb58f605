"""Asking for forecasts of whole roadmaps, and keeping them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from leadline.foundation import jobs
from leadline.foundation.keys import new_key
from leadline.foundation.models import Job
from leadline.foundation.refusals import Refusal
from leadline.foundation.replayed import Replayed
from leadline.roadmap.models import Bar, BarForecast, Roadmap, RoadmapRun
from leadline.roadmap.queries.bars import chance_by
from leadline.roadmap.queries.foretelling import (
    METHOD,
    VERSION,
    BarAnswer,
    BarInput,
    PlanInputs,
    foretell,
)
from leadline.roadmap.queries.inputs import inputs_of
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right

FORETELL = "roadmap.foretell"
BATCH = 200


class NothingToForetell(Refusal):
    """The roadmap has no bars."""


@dataclass(frozen=True)
class Answered:
    """An answer with what it rests on, not kept yet."""

    inputs: PlanInputs
    answers: dict[str, BarAnswer]
    basis: str


@operation(needs=Right.PLAN)
def ask_for_forecast(*, by: Member, now: datetime, roadmap: Roadmap) -> Job:
    """Have all bars forecast in the background; the job that waits already, where one does."""
    if not Bar.objects.filter(roadmap=roadmap).exists():
        raise NothingToForetell(remedy="Add a bar first.")
    waiting = Job.objects.filter(name=FORETELL, workspace_id=by.workspace_id).waiting()
    for job in waiting:
        if job.arguments["roadmap"] == str(roadmap.pk):
            return job
    record(by, now, "roadmap.forecast_asked", subject=roadmap, facts={"final": True})
    arguments = {"roadmap": str(roadmap.pk), "member": str(by.pk)}
    return jobs.ask(FORETELL, arguments, now=now, workspace_id=by.workspace_id)


def answer(member: Member, roadmap: Roadmap, now: datetime) -> Answered:
    """Compute the forecast without keeping it; takes seconds, so outside of any transaction."""
    inputs, basis = inputs_of(member, roadmap, now)
    return Answered(inputs, foretell(inputs), basis)


@operation(needs=Right.PLAN)
def keep_forecast(*, by: Member, now: datetime, roadmap: Roadmap, answered: Answered) -> RoadmapRun:
    """Write a forecast down, with everything that it rests on."""
    return write(by, now, roadmap, answered)


def write(by: Member | None, now: datetime, roadmap: Roadmap, answered: Answered) -> RoadmapRun:
    """The rows of a run and its event; by nobody where it is one of every day."""
    run = RoadmapRun(
        id=new_key(now), workspace_id=roadmap.workspace_id, roadmap=roadmap, method=METHOD, method_version=VERSION,
        inputs=answered.inputs.as_json(), answer={key: _short(each) for key, each in answered.answers.items()}, basis=answered.basis,
    )  # fmt: skip
    run.stamp(by, now)
    run.save(force_insert=True)
    rows = [_row(run, bar, answered.answers[bar.id], answered.inputs) for bar in answered.inputs.bars]  # fmt: skip
    BarForecast.objects.bulk_create(rows, batch_size=BATCH)
    facts = {"run": str(run.pk), "bars": len(rows), "final": True}
    record(by, now, "roadmap.forecast_kept", subject=roadmap, facts=facts, workspace_id=roadmap.workspace_id)  # fmt: skip
    return run


def _short(told: BarAnswer) -> dict[str, Any]:
    return {name: value for name, value in asdict(told).items() if name != "chances"}


def _row(run: RoadmapRun, bar: BarInput, told: BarAnswer, inputs: PlanInputs) -> BarForecast:
    starts_on = date.fromisoformat(inputs.starts_on)
    promised = date.fromisoformat(bar.promised_on) if bar.promised_on else None
    return BarForecast(
        id=new_key(run.at), workspace_id=run.workspace_id, run=run, bar_id=UUID(bar.id), lacks=told.lacks,
        p50_on=_day(starts_on, told.p50), p85_on=_day(starts_on, told.p85), promised_on=promised,
        holds=chance_by(told.chances, starts_on, promised), chances=list(told.chances), waits=list(bar.waits),
    )  # fmt: skip


def _day(starts_on: date, weeks: int | None) -> date | None:
    return None if weeks is None else starts_on + timedelta(weeks=weeks)


@operation(needs=Right.SEE)
def replay(*, by: Member, now: datetime, run: RoadmapRun) -> Replayed[RoadmapRun]:
    """Compute a kept run again from what it kept; nothing is written but that it was done."""
    again = foretell(PlanInputs.from_json(run.inputs))
    rows = BarForecast.objects.filter(run=run).values_list("bar_id", "chances")
    curves = {str(bar): tuple(chances) for bar, chances in rows}
    same = {key: _plain(_short(each)) for key, each in again.items()} == run.answer
    same = same and {key: each.chances for key, each in again.items()} == curves
    record(by, now, "roadmap.forecast_replayed", facts={"run": str(run.pk), "same": same, "final": True})  # fmt: skip
    return Replayed(run, same, VERSION)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"notes": list(told["notes"])}
