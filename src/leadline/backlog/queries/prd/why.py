"""Why: the problem, for whom, what is believed, what it is to change, and what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.papers import Block, Line, Lines, Prose, Quote, Section, Table
from leadline.design.dates import day
from leadline.design.numbers import percent
from leadline.evidence.models import Stance
from leadline.planning.models import (
    Bet,
    BetEffect,
    KillCriterion,
    Opportunity,
    OpportunityEvidence,
)
from leadline.planning.queries import Doubt, Parts
from leadline.planning.queries.promises import effect_words
from leadline.planning.queries.standing import STANDING
from leadline.strategy.models import KeyResult

QUOTES, MOST_HEARD = 3, 2_000
VOICE = ("passage__feedback__customer", "passage__feedback__workspace", "passage__workspace", "claim__workspace")  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """An opportunity with what was heard and claimed about it, the strongest first."""

    opportunity: Opportunity
    rows: Sequence[OpportunityEvidence]

    @property
    def supports(self) -> list[OpportunityEvidence]:
        return [row for row in self.rows if row.stance == Stance.SUPPORTS]

    @property
    def customers(self) -> int:
        said = (row.passage.feedback.customer_id for row in self.supports if row.passage)
        return len({key for key in said if key})


def heard_about(promised: Parts) -> list[Heard]:
    """The opportunities that a bet answers, with their evidence, in one statement."""
    answered = [row.opportunity for row in promised.opportunities if not row.opportunity.trashed_at]
    found: dict[UUID, list[OpportunityEvidence]] = defaultdict(list)
    rows = OpportunityEvidence.objects.filter(STANDING, opportunity__in=answered)
    for row in rows.select_related(*VOICE).order_by("-strength", "-id")[:MOST_HEARD]:
        found[row.opportunity_id].append(row)
    return [Heard(each, found[each.pk]) for each in answered]


def problem(heard: Sequence[Heard]) -> Section:
    missing = _("No opportunity says yet which need this answers.")
    return Section(_("Problem"), under=[_need(each) for each in heard], missing=missing)


def _need(heard: Heard) -> Section:
    blocks: list[Block] = [Prose(heard.opportunity.problem)] if heard.opportunity.problem.strip() else []  # fmt: skip
    blocks.append(Lines([_counted(heard)]))
    quotes = [row for row in heard.supports if row.passage][:QUOTES]
    blocks += [Quote(row.passage.quote, _voice(row), row.passage.page_url()) for row in quotes if row.passage]  # fmt: skip
    return Section(heard.opportunity.name, blocks)


def _counted(heard: Heard) -> Line:
    supports, against = len(heard.supports), len(heard.rows) - len(heard.supports)
    if not heard.rows:
        return Line(_("Nobody has linked anything heard to it yet."), is_gap=True)
    told = [ngettext("%(n)s piece of evidence for it", "%(n)s pieces of evidence for it", supports) % {"n": supports}]  # fmt: skip
    if heard.customers:
        told.append(ngettext("from %(n)s customer", "from %(n)s customers", heard.customers) % {"n": heard.customers})  # fmt: skip
    if against:
        told.append(_("%(n)s against it") % {"n": against})
    return Line(", ".join(told))


def _voice(row: Any) -> str:
    feedback = row.passage.feedback
    said = [feedback.customer.name] if feedback.customer and not feedback.customer.trashed_at else []  # fmt: skip
    return ", ".join([*said, feedback.get_channel_display(), day(feedback.heard_on)])


def audience(bet: Bet) -> Section:
    told = ((_("Segment"), bet.segment), (_("Persona"), bet.persona))
    lines = [Line(f"{label}: {row}", href=row.page_url()) for label, row in told if row]
    blocks: list[Block] = [Prose(bet.audience)] if bet.audience.strip() else []
    return Section(_("Who it is for"), [*blocks, *([Lines(lines)] if lines else [])], _("Nobody has said yet whom this serves."))  # fmt: skip


def hypothesis(bet: Bet) -> Section:
    told = ((_("We believe that"), bet.belief), (_("for"), bet.audience), (_("will"), bet.outcome))
    sentence = " ".join(f"{label} {' '.join(text.split())}" for label, text in told if text.strip())
    said = [Prose(f"{sentence}.")] if bet.belief.strip() or bet.outcome.strip() else []
    return Section(_("Hypothesis"), said, _("Nobody has said yet what we believe."))


def written(description: str) -> Section:
    blocks = [Prose(description)] if description.strip() else []
    return Section(_("Problem"), blocks, _("Nobody has said yet who needs this, and why."))


def effects(rows: Sequence[BetEffect]) -> Section:
    told = [[str(row.metric), effect_words(_effect(row))] for row in rows if not row.metric.trashed_at]  # fmt: skip
    blocks = [Table([_("Metric"), _("Change: likely · low–high")], told)] if told else []
    return Section(_("Expected effects"), blocks, _("No effect on a metric is promised yet."))


def _effect(row: BetEffect) -> dict[str, Any]:
    metric = row.metric
    ends = {name: str(getattr(row, name)) for name in ("low", "likely", "high")}
    return ends | {"by_on": str(row.by_on), "unit": metric.unit, "kind": metric.metric_kind, "decimals": row.decimals}  # fmt: skip


def goals(served: Iterable[tuple[KeyResult, int]]) -> Section:
    told = [[str(result), str(result.objective), percent(share / 10_000)] for result, share in served if not result.trashed_at]  # fmt: skip
    blocks = [Table([_("Key result"), _("Objective"), _("Share")], told)] if told else []
    return Section(_("Goals served"), blocks, _("It serves no key result yet."))


def assumptions(doubts: Sequence[Doubt]) -> Section:
    told = [
        [doubt.claim.statement, doubt.claim.get_nature_display(), f"{doubt.importance} / 5", _sure(doubt)]
        for doubt in doubts
    ]  # fmt: skip
    blocks = [Table([_("Claim"), _("Kind"), _("Importance"), _("How sure")], told)] if told else []
    return Section(_("Assumptions"), blocks, _("Nobody has said yet what must be true for this to work."))  # fmt: skip


def _sure(doubt: Doubt) -> str:
    return f"{percent(doubt.sure)}, {_('due for a fresh look')}" if doubt.is_due else percent(doubt.sure)  # fmt: skip


def kill_criteria(rows: Sequence[KillCriterion]) -> Section:
    told = [[row.what, row.threshold, day(row.due_on), row.get_state_display()] for row in rows]
    blocks = [Table([_("We stop if"), _("Threshold"), _("Looked at on"), _("Found")], told)] if told else []  # fmt: skip
    return Section(_("Kill criteria"), blocks, _("Nothing is named yet that would end it."))
