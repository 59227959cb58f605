"""What adding readings would do: the dry run, which the operation follows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leadline.design import dates
from leadline.foundation.refusals import Invalid, Refusal
from leadline.metrics.models import Metric, Reading
from leadline.metrics.pasted import Draft, RowProblem
from leadline.workspaces.models import Member

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Plan:
    """Days that are new, those whose value changes (with what stands there now), and the same ones."""

    added: tuple[Draft, ...]
    changed: tuple[tuple[Reading, Draft], ...]
    same: int
    problems: tuple[RowProblem, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed)


def plan_of(member: Member, metric: Metric, drafts: Sequence[Draft], today: date) -> Plan:
    """What writing the drafts would do, from one query."""
    return planned(metric, drafts, today, _there(metric, drafts))


def planned(metric: Metric, drafts: Sequence[Draft], today: date, there: Mapping[date, Reading]) -> Plan:  # fmt: skip
    """What writing the drafts would do beside the readings that are there."""
    problems = tuple(_problems(metric, drafts, today))
    if problems:
        return Plan((), (), 0, problems)
    added = tuple(each for each in drafts if each.on not in there)
    known = [(there[each.on], each) for each in drafts if each.on in there]
    changed = tuple((row, each) for row, each in known if _differs(row, each))
    return Plan(added, changed, len(known) - len(changed), ())


def _there(metric: Metric, drafts: Sequence[Draft]) -> dict[date, Reading]:
    if not drafts:
        return {}
    first, last = min(each.on for each in drafts), max(each.on for each in drafts)
    rows = Reading.objects.filter(metric=metric, on__range=(first, last))
    return {row.on: row for row in rows}


def _differs(row: Reading, draft: Draft) -> bool:
    return row.value != draft.value or bool(draft.note and draft.note != row.note)


def _problems(metric: Metric, drafts: Sequence[Draft], today: date) -> Iterator[RowProblem]:
    seen: dict[date, int] = {}
    for draft in drafts:
        try:
            refuse_day(metric, draft.on, today)
            metric.refuse_value(draft.value)
        except Refusal as refusal:
            told = refusal.problems[0]
            yield RowProblem(draft.row, told.reason, told.remedy)
        if seen.setdefault(draft.on, draft.row) != draft.row:
            yield RowProblem(draft.row, _("%(day)s is given twice.") % {"day": draft.on}, _("Keep one value for each day."))  # fmt: skip


def refuse_day(metric: Metric, on: date, today: date) -> None:
    """Raise `Invalid` for a day that a reading cannot have: to come, long past, before the product's birth."""
    refuse_odd_day(on)
    if on > today:
        raise Invalid(
            f"{dates.day(on)} is still to come.", field="on", remedy="Take today or a day before."
        )
    born = metric.product.born_on if metric.product else None
    if born and on < born:
        raise Invalid(f"{dates.day(on)} lies before {metric.product} was first sold, on {dates.day(born)}.", field="on", remedy="Correct the day, or take the metric off the product.")  # fmt: skip


def refuse_odd_day(on: date) -> None:
    if on < EARLIEST:
        raise Invalid(f"{dates.day(on)} lies before 1900.", field="on", remedy="Correct the year.")
