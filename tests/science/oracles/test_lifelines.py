"""Durations beside lifelines 0.30, in an environment of its own."""

import math
from typing import Any

import pytest

from leadline_science.survival import kaplan_meier, log_rank
from tests import oracles
from tests.science.oracles.lives import Lives, curves, groups, pairs

CURVES, GROUPS, PAIRS = dict(curves()), dict(groups()), dict(pairs())
LASTED = (2.0, 7.0)

close = pytest.approx


def outlasting(lives: Lives, lasted: float) -> Lives:
    """Those who lasted longer, as if watched from then on."""
    kept = [at for at, each in enumerate(lives.durations) if each > lasted]
    since = lives.entered or [0.0] * len(lives.durations)
    return Lives(
        [lives.durations[at] for at in kept],
        [lives.ended[at] for at in kept],
        [max(lasted, since[at]) for at in kept],
        lives.level,
    )


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """All that lifelines says, asked once."""
    rest = [outlasting(each, lasted) for each in CURVES.values() for lasted in LASTED]
    told = oracles.ask(
        "lifelines",
        {
            "curves": [each.question for each in (*CURVES.values(), *rest)],
            "tests": [[one.question for one in each] for each in GROUPS.values()],
            "hazards": [[one.question for one in each] for each in PAIRS.values()],
        },
    )
    names = [*CURVES, *((name, lasted) for name in CURVES for lasted in LASTED)]
    return {
        "curves": dict(zip(names, told["curves"], strict=True)),
        "tests": dict(zip(GROUPS, told["tests"], strict=True)),
        "hazards": dict(zip(PAIRS, told["hazards"], strict=True)),
    }


def at_ends(curve: dict[str, Any], what: str) -> list[float]:
    """Lifelines tells all times; we those at which something ended."""
    return [each for each, events in zip(curve[what], curve["events"], strict=True) if events > 0]


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_is_the_same_with_who_was_at_risk(name: str, said: dict[str, Any]) -> None:
    lives, theirs = CURVES[name], said["curves"][name]
    ours = kaplan_meier(lives.durations, lives.ended, entered=lives.entered, level=lives.level)

    assert [step.time for step in ours.steps] == at_ends(theirs, "time")
    assert [step.at_risk for step in ours.steps] == at_ends(theirs, "at_risk")
    assert [step.events for step in ours.steps] == at_ends(theirs, "events")
    assert [step.survival for step in ours.steps] == close(
        at_ends(theirs, "survival"), rel=1e-9, abs=1e-12
    )
    assert (ours.median or math.inf) == theirs["median"]


@pytest.mark.parametrize("name", CURVES)
def test_greenwoods_error_and_the_log_log_limits_are_the_same(
    name: str, said: dict[str, Any]
) -> None:
    lives, theirs = CURVES[name], said["curves"][name]
    ours = kaplan_meier(lives.durations, lives.ended, entered=lives.entered, level=lives.level)

    assert [step.error for step in ours.steps] == close(
        at_ends(theirs, "error"), rel=1e-9, abs=1e-12
    )
    for what in ("low", "high"):
        # Where nobody is left lifelines says from 0 to 0; we say that no limit is known.
        limits = [getattr(step, what) for step in ours.steps]
        known = [0.0 if each is None else each for each in limits]
        assert known == close(at_ends(theirs, what), rel=1e-9, abs=1e-12)
        assert all(
            (limit is None) == (s.survival == 0)
            for limit, s in zip(limits, ours.steps, strict=True)
        )


@pytest.mark.parametrize("lasted", LASTED)
@pytest.mark.parametrize("name", CURVES)
def test_the_chance_once_it_lasted_is_that_of_those_watched_from_then_on(
    name: str, lasted: float, said: dict[str, Any]
) -> None:
    lives, theirs = CURVES[name], said["curves"][name, lasted]
    ours = kaplan_meier(lives.durations, lives.ended, entered=lives.entered, level=lives.level)

    for time, survival, low, high in zip(
        *(at_ends(theirs, what) for what in ("time", "survival", "low", "high")), strict=True
    ):
        found = ours.chance_within(time, lasted=lasted)
        if survival > 1e-12:
            assert found == close((1 - survival, 1 - high, 1 - low), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", GROUPS)
def test_the_log_rank_test_of_groups_is_the_same(name: str, said: dict[str, Any]) -> None:
    ours = log_rank([each.group(f"g{at}") for at, each in enumerate(GROUPS[name])])
    theirs = said["tests"][name]

    assert ours.statistic == close(theirs["statistic"], rel=1e-9, abs=1e-12)
    assert ours.p == close(theirs["p"], rel=1e-8, abs=1e-14)


@pytest.mark.parametrize("name", PAIRS)
def test_the_hazard_ratio_of_peto_is_near_that_of_cox(name: str, said: dict[str, Any]) -> None:
    # Peto's is one step of Cox's search from no difference: near it where groups are not far apart. Cox
    # knows late entries, the log-rank test of lifelines does not.
    ours = log_rank([each.group(f"g{at}") for at, each in enumerate(PAIRS[name])])
    theirs = said["hazards"][name]

    assert ours.hazard_ratio is not None
    assert ours.low is not None
    assert math.log(ours.hazard_ratio) == close(theirs["log_ratio"], abs=0.1 * theirs["error"])
    assert math.log(ours.hazard_ratio / ours.low) == close(1.959964 * theirs["error"], rel=0.02)
    assert math.sqrt(ours.statistic) == close(abs(theirs["log_ratio"]) / theirs["error"], abs=0.1)


def test_some_are_late_some_tied_and_some_outlast_the_data() -> None:
    assert any(each.entered and max(each.entered) > 0 for each in CURVES.values())
    assert any(len(set(each.durations)) < len(each.durations) for each in CURVES.values())
    assert any(not all(each.ended) for each in CURVES.values())
    assert any(0.0 in each.durations for each in CURVES.values())
