"""An order of things whose scores are not sure."""

from dataclasses import dataclass

from leadline_science.answers import Answer


@dataclass(frozen=True)
class Standing:
    """One item: its `score` from the points said, and where its score and its rank may lie.

    `mean`: the expected score, by which items are ordered; `low`, `high`: P5 and P95 of the score.
    `rank_low`, `rank_median`, `rank_high`: P5, P50 and P95 of the rank, 1 the best (ranks beyond 50
    to within a tenth). `beats_next`: the chance that it beats the next in order, None for the last.
    """

    name: str
    score: float
    mean: float
    sd: float
    low: float
    high: float
    rank: int
    rank_low: int
    rank_median: int
    rank_high: int
    top_chance: float
    best_chance: float
    beats_next: float | None


@dataclass(frozen=True, kw_only=True)
class Ranking(Answer):
    """`items` by falling mean; the first `top` are the choice. Scores in `unit`.

    `stability`: the share of the choice that is expected to belong to the true best `top`.
    `evpi`: what knowing every score before choosing would add to the sum of the chosen scores, with
    its standard error. `duels[a][b]`: the chance that item a beats item b, of the first 25.
    """

    items: tuple[Standing, ...]
    top: int
    stability: float
    evpi: float
    evpi_error: float
    duels: tuple[tuple[float, ...], ...]
    draws: int
    unit: str

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the first `top`."""
        return tuple(item.name for item in self.items[: self.top])

    def of(self, name: str) -> Standing:
        """The standing of the item called `name`. Raises `KeyError`."""
        return next((item for item in self.items if item.name == name), None) or _missing(name)

    def beats(self, one: str, other: str) -> float:
        """The chance that `one` beats `other`, both among the first 25. Raises `KeyError`."""
        names = [item.name for item in self.items[: len(self.duels)]]
        if one not in names or other not in names:
            _missing(one if one not in names else other)
        return self.duels[names.index(one)][names.index(other)]


def _missing(name: str) -> Standing:
    raise KeyError(name)
