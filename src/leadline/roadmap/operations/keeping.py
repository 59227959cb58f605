"""Freezing a roadmap as it stands, and telling it to an audience."""

from datetime import datetime

from leadline.foundation.refusals import Refusal
from leadline.roadmap.models import Audience, Baseline, Publication, Roadmap
from leadline.roadmap.queries.bars import plan_of
from leadline.roadmap.queries.past import stood_now
from leadline.roadmap.queries.projections import snapshot_of
from leadline.workspaces.models import Member
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class NothingToTell(Refusal):
    """No bar of this roadmap may be told to this audience."""


@operation(needs=Right.PLAN)
def freeze(*, by: Member, now: datetime, roadmap: Roadmap, name: str) -> Baseline:
    """Keep the bars as they stand, under a name."""
    bars = [each.as_json() for each in stood_now(plan_of(by, roadmap).lines)]
    baseline, _change = Baseline.create(by=by, now=now, roadmap=roadmap, name=name, bars=bars)
    facts = {"baseline": str(baseline.pk), "name": name, "bars": len(bars), "final": True}
    record(by, now, "baseline.frozen", subject=roadmap, facts=facts)
    return baseline


@operation(needs=Right.PLAN)
def publish(*, by: Member, now: datetime, roadmap: Roadmap, audience: Audience) -> Publication:
    """Write down what an audience may see, numbered; raises `NothingToTell`."""
    snapshot = snapshot_of(plan_of(by, roadmap), audience, by.workspace.today(now))
    if not snapshot["bars"]:
        raise NothingToTell(remedy="Say on its bars whom they may be told to.", field="audience")
    last = Publication.objects.filter(roadmap=roadmap).order_by("-number").values_list("number", flat=True).first()  # fmt: skip
    made, _change = Publication.create(
        by=by, now=now, roadmap=roadmap, audience=audience, number=(last or 0) + 1, snapshot=snapshot,
    )  # fmt: skip
    facts = {"publication": str(made.pk), "number": made.number, "audience": audience, "final": True}  # fmt: skip
    record(by, now, "roadmap.published", subject=roadmap, facts=facts)
    return made
