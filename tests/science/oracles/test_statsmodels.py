"""Surveys, sizes, choices and late entries beside statsmodels 0.15, in an environment of its own."""

from typing import Any

import numpy as np
import pytest

from leadline_science.conjoint import Choice, Study, logit
from leadline_science.experiments import (
    Conversions,
    Guard,
    compare_shares,
    several,
    size_for_means,
)
from leadline_science.survival import log_rank
from leadline_science.uncertainty import wilson
from tests import oracles
from tests.science.oracles.lives import drawn

TERMS = ("gc", "ttme", "hinc*air", "air", "train", "bus")
# Hits and users of control, then of the variant; Newcombe's own example first.
SHARES = [
    (48, 80, 56, 70),
    (0, 20, 3, 25),
    (1, 29, 29, 29),
    (150, 1_000, 171, 1_010),
    (4_100, 90_000, 4_300, 89_000),
]
# Effect in standard deviations, power, level, users of the variant per user of control.
SIZES = [
    (0.5, 0.8, 0.95, 1.0),
    (0.2, 0.9, 0.99, 1.0),
    (0.05, 0.8, 0.9, 2.0),
    (1.2, 0.95, 0.95, 0.5),
]
CHANCES = [
    (0.01, 0.04, 0.03, 0.005),
    (0.2, 0.2, 0.9, 1.0, 0.04),
    tuple(np.random.Generator(np.random.PCG64(4)).beta(0.4, 2, 30).tolist()),
]
LATE = {
    f"{count} groups of {size}{', tied' if tied else ''}": [
        drawn(40 * size + at, size, tied=tied, late=True, pace=1 + 0.3 * at) for at in range(count)
    ]
    for count in (2, 4)
    for size in (25, 200)
    for tied in (False, True)
}

close = pytest.approx


def made_up(seed: int, tasks: int, offers: int, terms: int) -> dict[str, Any]:
    """Choices among random offers, by partworths from -1 to 1."""
    random = np.random.Generator(np.random.PCG64(seed))
    rows = random.normal(0, 1, (tasks, offers, terms))
    worth = rows @ np.linspace(-1, 1, terms) + random.gumbel(size=(tasks, offers))
    chosen = np.arange(offers) == worth.argmax(axis=1)[:, None]
    return {
        "rows": rows.reshape(-1, terms).tolist(),
        "chosen": chosen.ravel().astype(int).tolist(),
        "task": np.repeat(np.arange(tasks), offers).tolist(),
    }


STUDIES = [made_up(1, 60, 3, 2), made_up(2, 400, 5, 4), made_up(3, 150, 2, 3)]


@pytest.fixture(scope="module")
def said() -> Any:
    """All that statsmodels says, asked once."""
    late = [[one.question for one in each] for each in LATE.values()]
    return oracles.ask(
        "statsmodels",
        {
            "studies": STUDIES,
            "late": late,
            "shares": SHARES,
            "sizes": SIZES,
            "chances": CHANCES,
        },
    )


def study(told: dict[str, Any], terms: tuple[str, ...]) -> Study:
    """One respondent, so that errors are of choices that are independent of each other."""
    at = np.flatnonzero(np.diff(told["task"], prepend=-1))
    tasks = zip(np.split(told["rows"], at[1:]), np.split(told["chosen"], at[1:]), strict=True)
    return Study(
        terms,
        tuple(
            Choice(tuple(map(tuple, rows.tolist())), int(chosen.argmax())) for rows, chosen in tasks
        ),
    )


def test_travel_modes_have_greenes_partworths(said: Any) -> None:
    # Greene, Econometric Analysis; statsmodels brings the data.
    found = logit(study(said["travel"], TERMS))

    assert [each.value for each in found.partworths] == close(
        (-0.0155, -0.09612, 0.01329, 5.207, 3.869, 3.163), abs=6e-4
    )
    assert [each.error for each in found.partworths] == close(
        (0.00441, 0.01044, 0.01026, 0.7791, 0.4431, 0.4503), abs=6e-4
    )
    assert found.likelihood == close(-199.1284, abs=6e-4)


@pytest.mark.parametrize("at", range(1 + len(STUDIES)))
def test_partworths_of_a_logit_are_the_same(at: int, said: Any) -> None:
    told = [said["travel"], *STUDIES][at]
    found = logit(study(told, tuple(f"x{each}" for each in range(len(told["rows"][0])))))
    theirs = said["logits"][at]

    assert [each.value for each in found.partworths] == close(theirs["values"], rel=1e-7)
    assert [each.error for each in found.partworths] == close(theirs["errors"], rel=1e-6)
    assert found.likelihood == close(theirs["likelihood"], rel=1e-9)


@pytest.mark.parametrize("name", LATE)
def test_the_log_rank_test_with_late_entries_is_the_same(name: str, said: Any) -> None:
    found = log_rank([each.group(f"g{at}") for at, each in enumerate(LATE[name])])
    theirs = said["log_ranks"][list(LATE).index(name)]

    assert found.statistic == close(theirs["statistic"], rel=1e-9, abs=1e-12)
    assert found.p == close(theirs["p"], rel=1e-8, abs=1e-14)


@pytest.mark.parametrize("at", range(len(SHARES)))
def test_limits_by_wilson_and_newcombe_are_the_same(at: int, said: Any) -> None:
    hits, users, more, others = SHARES[at]
    one = wilson(hits, users)
    both = compare_shares(Conversions(hits, users), Conversions(more, others))

    assert (one.low, one.high) == close(said["shares"][at]["wilson"], rel=1e-9, abs=1e-12)
    assert (both.low, both.high) == close(said["shares"][at]["newcombe"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("at", range(len(SIZES)))
def test_sizes_for_means_are_the_same(at: int, said: Any) -> None:
    effect, power, level, ratio = SIZES[at]
    found = size_for_means(1, effect, power=power, level=level, per_control=ratio)

    assert found.exact == close(said["sizes"][at], rel=1e-5)


@pytest.mark.parametrize("at", range(len(CHANCES)))
def test_several_metrics_are_adjusted_alike(at: int, said: Any) -> None:
    given = {f"m{at}": chance for at, chance in enumerate(CHANCES[at])}
    for guard, way in ((Guard.HOLM, "holm"), (Guard.FALSE_DISCOVERY, "fdr_bh")):
        found = [each.adjusted for each in several(given, guard=guard).findings]
        assert found == close(said["adjusted"][at][way], rel=1e-12)
