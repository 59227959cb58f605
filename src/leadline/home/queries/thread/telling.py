"""A walked thread with the names, days and amounts of what lies on it: one statement for all kinds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Left, NullIf

from leadline.foundation.money import Money
from leadline.foundation.refusals import NotFound
from leadline.home.queries.thread.gaps import Gap, gaps_of
from leadline.home.queries.thread.lines import LINES
from leadline.home.queries.thread.nouns import STAGES, Noun, Stage, noun_of, nouns_of
from leadline.home.queries.thread.walking import STEPS, Strand, Walk, walk
from leadline.workspaces.models import Member
from leadline.workspaces.records import model_of

LONGEST = 300
_UNTOLD: Mapping[str, Any] = {
    "detail": CharField(), "on": DateField(), "amount": BigIntegerField(), "currency": CharField(), "fades": DateField(),
}  # fmt: skip


@dataclass(frozen=True)
class Knot:
    """A record on a thread. `side`: below, self or above."""

    noun: Noun
    id: UUID
    title: str
    detail: str
    on: date | None
    money: Money | None
    side: str
    is_soft: bool = False
    is_old: bool = False
    state: str = ""

    @property
    def key(self) -> tuple[str, UUID]:
        return self.noun.kind, self.id


@dataclass(frozen=True)
class Thread:
    """All that a record stands on and all that rests on it, and what is missing.

    `strands` are the lines between knots of the thread, upper and lower; `cut` names kinds of which
    there is more than was followed.
    """

    me: Knot
    knots: Sequence[Knot]
    strands: Sequence[Strand]
    gaps: Sequence[Gap]
    cut: frozenset[str]

    def of_side(self, side: str) -> dict[Noun, list[Knot]]:
        """The knots of a side by noun, in the order of the loop."""
        found: dict[Noun, list[Knot]] = defaultdict(list)
        for knot in self.knots:
            if knot.side == side:
                found[knot.noun].append(knot)
        return {noun: found[noun] for noun in nouns_of(noun.kind for noun in found)}

    def together(self, knots: Sequence[Knot]) -> list[Money]:
        """What they come to, for each currency by itself."""
        sums: dict[str, int] = defaultdict(int)
        for knot in knots:
            if knot.money:
                sums[knot.money.currency] += knot.money.minor
        return [Money(minor, currency) for currency, minor in sorted(sums.items())]

    @cached_property
    def columns(self) -> list[tuple[Stage, list[Knot], list[Gap]]]:
        """The stages that hold anything, with what lacks in them."""
        every = [self.me, *self.knots]
        told = [
            (stage, [knot for knot in every if knot.noun.stage == stage.name], [gap for gap in self.gaps if gap.stage == stage.name])
            for stage in STAGES
        ]  # fmt: skip
        return [each for each in told if each[1] or each[2]]


class _Told(NamedTuple):
    """A row of the statement that tells of all kinds at once."""

    kind: str
    key: UUID
    title: str
    detail: str | None
    on: date | None
    amount: int | None
    currency: str | None
    fades: date | None


@dataclass(frozen=True)
class Around:
    """What lies beneath and above some records of a kind, `mine`, as in `Thread`."""

    mine: Sequence[Knot]
    knots: Sequence[Knot]
    strands: Sequence[Strand]
    cut: frozenset[str]


def thread_of(member: Member, kind: str, record_id: UUID, today: date, steps: int = STEPS) -> Thread:  # fmt: skip
    """The thread of a record; raises what `around` does."""
    found = around(member, kind, [record_id], today, steps)
    (me,) = found.mine
    sides = {side: {knot.noun.kind for knot in found.knots if knot.side == side} for side in ("below", "above")}  # fmt: skip
    gaps = gaps_of(kind, me.state, sides["below"], sides["above"])
    return Thread(me, found.knots, found.strands, gaps, found.cut)


def around(member: Member, kind: str, ids: Collection[UUID], today: date, steps: int = STEPS) -> Around:  # fmt: skip
    """The threads of some records as one, from a number of statements that does not grow with them.

    Raises `NotFound` where one of them is not there or lies in the trash, and for kinds of records
    that no thread runs through.
    """
    if noun_of(kind) is None:
        raise NotFound
    walked = walk(LINES, kind, ids, steps)
    every = _knots(walked, {(kind, key) for key in ids}, today)
    mine = [knot for knot in every.values() if knot.side == "self"]
    if len(mine) < len({*ids}):
        raise NotFound
    strands = [each for each in _spliced(walked) if each.below in every and each.above in every]
    others = [knot for knot in every.values() if knot.side != "self"]
    return Around(mine, others, strands, frozenset(walked.cut))


def _spliced(walked: Walk) -> Iterator[Strand]:
    """The lines between records; what goes through a mere part of one, as a passage is, goes through."""
    onward: dict[tuple[str, UUID], list[Strand]] = defaultdict(list)
    for strand in walked.strands:
        onward[strand.below].append(strand)
    for strand in walked.strands:
        if noun_of(strand.below[0]) is None:
            continue
        if noun_of(strand.above[0]) is not None:
            yield strand
        else:
            yield from (Strand(strand.below, each.above, each.weight) for each in onward[strand.above])  # fmt: skip


def _knots(walked: Walk, mine: set[tuple[str, UUID]], today: date) -> dict[tuple[str, UUID], Knot]:
    sides = {(kind, key): "below" for kind, keys in walked.below.items() for key in keys}
    sides |= {(kind, key): "above" for kind, keys in walked.above.items() for key in keys}
    sides |= dict.fromkeys(mine, "self")
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for kind, key in sides:
        wanted[kind].append(key)
    arms = [_told(noun, wanted[noun.kind]) for noun in nouns_of(wanted)]
    rows: Any = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    found = [_knot(told, sides[told.kind, told.key], today) for told in map(_Told._make, rows)]
    return {knot.key: knot for knot in sorted(found, key=_weightiest)}


def _told(noun: Noun, keys: Sequence[UUID]) -> Any:
    parts = {f"_{name}": _part(noun, name, field) for name, field in _UNTOLD.items()}
    named: Any = {"_kind": Value(noun.kind, CharField()), "_key": F("pk"), "_title": Left(_title(noun), LONGEST)}  # fmt: skip
    rows: QuerySet[Any] = model_of(noun.kind).objects.filter(pk__in=keys).order_by()
    return rows.annotate(**named, **parts).values_list("_kind", "_key", "_title", *parts)


def _title(noun: Noun) -> Any:
    paths = [NullIf(F(path), Value("")) for path in noun.title.split("|")]
    return Coalesce(*paths, Value("")) if len(paths) > 1 else F(noun.title)


def _part(noun: Noun, name: str, field: Any) -> Any:
    path = getattr(noun, name)
    return Cast(F(path) if path else Value(None, field), field)


def _knot(told: _Told, side: str, today: date) -> Knot:
    noun = noun_of(told.kind)
    assert noun is not None, "only nouns were asked for"
    money = None if told.amount is None or not told.currency else Money(told.amount, told.currency)
    detail = told.detail or ""
    is_old = told.fades is not None and told.fades <= today
    words = str(noun.says.get(detail, detail))
    return Knot(noun, told.key, " ".join(told.title.split()), words, told.on, money, side, detail in noun.soft, is_old, detail)  # fmt: skip


def _weightiest(knot: Knot) -> tuple[bool, int, int, str]:
    """What weighs most comes first, then what is newest."""
    amount = knot.money.minor if knot.money else 0
    return knot.side != "self", -amount, -(knot.on.toordinal() if knot.on else 0), knot.title
