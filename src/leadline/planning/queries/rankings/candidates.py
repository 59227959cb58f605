"""Bets as a framework sees them: what was said about each, and what is lacking."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import ExpressionWrapper, F, FloatField, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from leadline.planning.models import Bet, BetEffort, BetTheme, RankingInput
from leadline.planning.queries.rankings.asking import Asked, Confidence
from leadline.planning.queries.rankings.confidence import confidences
from leadline.planning.queries.rankings.frameworks import EFFORT, Asks, Framework
from leadline.workspaces.models import Member

NOT_OVER = (Bet.State.DRAFT, Bet.State.READY, Bet.State.COMMITTED)
ANY = "any"
T = TypeVar("T")
TYPED, TEAMS, EVIDENCE, NOTHING = "typed", "teams", "evidence", "nothing"


class _Plain(FloatField):  # type: ignore[type-arg]
    """A float as the database driver gives it, which no converter needs to look at."""

    def get_internal_type(self) -> str:
        return "Plain"

    def cast_db_type(self, connection: Any) -> str | None:
        return FloatField().cast_db_type(connection)


class Cell(NamedTuple):
    """A number about a bet; `source` is typed, teams (summed efforts), evidence, or nothing (the prior)."""

    low: float
    likely: float
    high: float
    source: str = TYPED

    @property
    def is_certain(self) -> bool:
        return self.low == self.high


class Candidate(NamedTuple):
    """A bet with what was said about it, by the names of the inputs."""

    id: str
    name: str
    cells: Mapping[str, Cell]


def bets_asked(member: Member, asked: Asked) -> "QuerySet[Bet]":
    """The bets that a question is about."""
    rows: QuerySet[Bet] = Bet.objects.all()
    rows = rows.filter(product=UUID(asked.product)) if asked.product else rows
    rows = rows.filter(pk__in=_of_theme(asked.theme)) if asked.theme else rows
    if asked.state == ANY:
        return rows
    return rows.filter(state=asked.state) if asked.state else rows.filter(state__in=NOT_OVER)


def _of_theme(theme: str) -> "QuerySet[BetTheme, UUID]":
    return BetTheme.objects.filter(theme=UUID(theme)).values_list("bet_id", flat=True)


def candidates(member: Member, asked: Asked, bets: "QuerySet[Bet]", today: date) -> list[Candidate]:
    """The bets with their numbers, in a number of statements that does not grow with them."""
    names = list(bets.order_by("name", "id").values_list("id", "name"))
    cells = cells_of(asked, [key for key, _name in names], bets, today)
    return [Candidate(str(key), name, cells.get(key, {})) for key, name in names]


def cells_of(
    asked: Asked, keys: Sequence[UUID], bets: "QuerySet[Bet]", today: date
) -> dict[UUID, dict[str, Cell]]:
    """The numbers of the framework by bet and input; what was typed comes before what was derived."""
    asks = {each.name: each for each in asked.asks}
    found: dict[UUID, dict[str, Cell]] = {key: {} for key in keys}
    within = bets.order_by().values("id")
    if EFFORT in asks:
        _add_efforts(found, within)
    rows = RankingInput.objects.filter(bet__in=within, name__in=list(asks))
    at = _as_stored(found)
    for bet, name, low, likely, high in rows.values_list(_stored("bet"), "name", *_floats()):
        at[bet][name] = Cell(low, likely, high)
    if asked.confidence == Confidence.EVIDENCE:
        _add_confidences(found, asks.values(), within, today)
    return found


def _floats() -> list[Cast]:
    # Ninety thousand exact decimals would take longer to make than the ranking takes.
    return [Cast(name, _Plain()) for name in ("low", "likely", "high")]


def _stored(name: str) -> "ExpressionWrapper[Any]":
    """A key as the database keeps it: a text on SQLite."""
    return ExpressionWrapper(F(name), _Plain())


def _as_stored(by_key: dict[UUID, T]) -> Mapping[Any, T]:
    """The same by the keys as the database keeps them."""
    if connection.features.has_native_uuid_field:
        return by_key
    return {key.hex: each for key, each in by_key.items()}


def _add_efforts(found: dict[UUID, dict[str, Cell]], within: "QuerySet[Any]") -> None:
    # Teams are late together: low with low and high with high.
    rows = BetEffort.objects.filter(bet__in=within).values("bet").order_by("bet")
    summed = rows.annotate(lows=Sum("low"), likelies=Sum("likely"), highs=Sum("high"))
    for row in summed.values_list("bet", "lows", "likelies", "highs"):
        found[row[0]][EFFORT] = Cell(float(row[1]), float(row[2]), float(row[3]), TEAMS)


def _add_confidences(
    found: dict[UUID, dict[str, Cell]], asks: Iterable[Asks], within: "QuerySet[Any]", today: date
) -> None:
    wanted = [each for each in asks if each.is_confidence]
    computed = confidences(within, today) if wanted else {}
    for bet, cells in found.items():
        told = computed.get(bet)
        share, source = (told.confidence, EVIDENCE) if told else (0.5, NOTHING)
        for each in wanted:
            value = on_scale(share, each)
            cells[each.name] = Cell(value, value, value, source)


def on_scale(share: float, asks: Asks) -> float:
    """A chance as the input says it: in per cent, or in tenths from 1 to 10."""
    return max(1.0, share * (asks.highest or 100))


class Gaps:
    """Why bets cannot be ranked: what a question needs of each, worked out once."""

    def __init__(self, asked: Asked) -> None:
        self._asked, self._asks = asked, asked.asks
        self._sure = next((each for each in self._asks if each.is_confidence), None)
        self._above = [each for each in self._asks if each.above]
        self._needed = {ranged: [each for each in self._asks if _needs(each, asked, ranged)] for ranged in (False, True)}  # fmt: skip
        self._names = {
            ranged: {each.name for each in asks} for ranged, asks in self._needed.items()
        }

    def of(self, cells: Mapping[str, Cell]) -> str:
        """Why a bet cannot be ranked, in words; empty when it can."""
        ranged = any(cell[0] != cell[2] for cell in cells.values())
        if not cells.keys() >= self._names[ranged]:
            lacking = [str(each.label) for each in self._needed[ranged] if each.name not in cells]
            return _("lacks %(what)s") % {"what": ", ".join(lacking)}
        for each in self._above:
            if cells[each.name].low <= 0:
                return _("%(what)s can be 0, and the score divides by it") % {"what": each.label}
        return self._double(cells, ranged=ranged) if self._sure else ""

    def _double(self, cells: Mapping[str, Cell], *, ranged: bool) -> str:
        may_count = self._asked.confidence != Confidence.NONE
        counts = may_count and self._sure is not None and self._sure.name in cells
        if ranged and counts:
            return _("has both ranges and a confidence: its doubt would count twice")
        if self._asked.framework != Framework.ICE:
            return ""
        if ranged and may_count:
            return _("has ranges where others have a confidence")
        return "" if ranged or counts else _("has no ranges, and no confidence is counted")


def _needs(asks: Asks, asked: Asked, ranged: bool) -> bool:
    """Whether an input has to be there: a confidence may be left out where a range says the doubt."""
    if not asks.is_confidence:
        return True
    if asked.framework == Framework.ICE:
        return not ranged and asked.confidence != Confidence.NONE
    return asked.framework == Framework.OWN
