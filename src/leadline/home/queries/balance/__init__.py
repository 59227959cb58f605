"""Whether strategy and execution are both kept up: what was owed, and what of it was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leadline.foundation.refusals import Invalid, NotFound
from leadline.home.models import BalanceRun
from leadline.home.queries.balance import execution, strategy
from leadline.home.queries.balance.owed import Owed, Reader
from leadline.workspaces.models import Member
from leadline_science.calibration import Balance, Half, balance
from leadline_science.refusals import Refused

__all__ = ["READERS", "SORTS", "BalanceRun", "CannotWeigh", "Owed", "Part", "answer_of", "kept_answer", "last_run", "owed", "parts_of", "run_called", "runs"]  # fmt: skip

SHOWN = 24
SORTS: Mapping[str, Promise | str] = {
    "looks": _("claims looked at again"), "check-ins": _("key results checked in"), "decisions": _("decisions reviewed"),
    "grounds": _("bets committed on evidence and for a goal"), "sprints": _("sprints that kept four fifths of what they committed to"),
}  # fmt: skip
READERS: list[Reader] = [strategy.looks, strategy.check_ins, strategy.reviews, strategy.grounds, execution.sprints]  # fmt: skip


class CannotWeigh(Invalid):
    """Nothing was owed of one of the halves."""


@dataclass(frozen=True)
class Part:
    """What was owed of one sort: how many, how many kept, and the last that were not."""

    half: str
    sort: str
    words: Promise | str
    owed: int
    kept: int
    missed: Sequence[Owed]


def owed(today: date) -> list[Owed]:
    """All that was owed in the year before a day in the workspace, from a constant number of statements."""
    return [each for reader in READERS for each in reader(today)]


def answer_of(duties: Sequence[Owed], today: date) -> Balance:
    """The balance of the duties; raises `CannotWeigh`."""
    missing = {half.value for half in Half} - {each.half for each in duties}
    if missing:
        raise CannotWeigh(f"Nothing of {' and '.join(sorted(missing))} was owed in the last year.", remedy="Give it a date first: a claim a half-life, a key result a cycle, a sprint an end.")  # fmt: skip
    try:
        return balance(each.as_duty(today) for each in duties)
    except Refused as refused:
        raise CannotWeigh(refused.what, remedy=refused.remedy) from refused


def kept_answer(run: BalanceRun) -> Balance:
    """The answer as it was given."""
    from leadline_science.catalogue import restore

    found: Any = restore(run.answer)
    assert isinstance(found, Balance)
    return found


def parts_of(run: BalanceRun, missed: int = 5) -> list[Part]:
    """What was owed, by sort."""
    duties = [Owed.from_json(each) for each in run.inputs["duties"]]
    found = []
    for sort, words in SORTS.items():
        mine = [each for each in duties if each.sort == sort]
        late = sorted((each for each in mine if not each.kept), key=lambda each: each.on, reverse=True)  # fmt: skip
        if mine:
            found.append(Part(mine[0].half, sort, words, len(mine), len(mine) - len(late), late[:missed]))  # fmt: skip
    return found


def last_run(member: Member) -> BalanceRun | None:
    """The newest balance."""
    found: BalanceRun | None = BalanceRun.objects.select_related("workspace", "by__user").order_by("-at", "-id").first()  # fmt: skip
    return found


def runs(member: Member) -> list[BalanceRun]:
    """The newest balances, the last first, without what they rest on."""
    rows = BalanceRun.objects.select_related("workspace").defer("inputs")
    return list(rows.order_by("-at", "-id")[:SHOWN])


def run_called(member: Member, pk: Any) -> BalanceRun:
    found: BalanceRun | None = BalanceRun.objects.select_related("workspace", "by__user").filter(pk=pk).first()  # fmt: skip
    if found is None:
        raise NotFound
    return found
