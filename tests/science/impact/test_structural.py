"""One series against its own past: known answers, planted effects, refusals."""

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.science.impact import measure
from leadline_science.impact import (
    REFERENCE,
    Control,
    History,
    Verdict,
    structural_effect,
)
from leadline_science.refusals import AllEqual, LengthsDiffer, NotFinite, NotNamed, Refused, TooFew


def history(
    effect: float, seed: int, drift: float = 0.0, controls: int = 1, before: int = 60
) -> History:
    """The first control has a slope of 2, the others of 0; noise of sd 1."""
    random = np.random.Generator(np.random.PCG64(seed))
    known = random.standard_normal((controls, before + 15))
    values = 30 + 2 * known[0] + np.cumsum(drift * random.standard_normal(before + 15))
    values += random.standard_normal(before + 15)
    values[before:] += effect
    names = [f"x{at}" for at in range(controls)]
    return History(
        tuple(values.tolist()),
        before,
        tuple(Control(n, tuple(row.tolist())) for n, row in zip(names, known, strict=True)),
    )


def test_a_planted_effect_is_found_and_none_is_not() -> None:
    found, idle = (structural_effect(history(effect, 2), draws=400) for effect in (3.0, 0.0))

    assert found.verdict is Verdict.HIGHER
    assert found.low < 3 < found.high
    assert found.total == pytest.approx(15 * found.average)
    assert idle.verdict is Verdict.UNDECIDED
    assert idle.p_value > 0.05


def test_controls_that_do_not_matter_are_left_out() -> None:
    found = structural_effect(history(0.0, 3, controls=8), draws=400).controls

    assert found[0].chance == pytest.approx(1)
    assert found[0].slope == pytest.approx(2, abs=0.3)
    assert np.mean([each.chance for each in found[1:]]) < 0.35


def test_a_level_that_wanders_leaves_more_open_than_the_reference_states() -> None:
    given = history(0.0, 4, drift=0.5)
    ours = structural_effect(given, draws=400)
    theirs = structural_effect(given, draws=400, priors=REFERENCE, recalibrated=False)

    assert ours.high - ours.low > 1.5 * (theirs.high - theirs.low)


@pytest.mark.parametrize("seed", range(6))
def test_a_calm_past_narrows_intervals_only_so_far(seed: int) -> None:
    assert structural_effect(history(0.0, seed), draws=400).stretch >= 0.85


def test_a_past_full_of_effects_gets_no_verdict() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    jumps = np.repeat([0.0, 9.0, 2.0, 14.0, 3.0], 15) + 0.1 * random.standard_normal(75)
    found = structural_effect(History(tuple(jumps.tolist()), 60), priors=REFERENCE, draws=400)

    assert found.verdict is Verdict.REFUSED
    assert found.alarms > 0.1
    assert found.stretch > 1.2
    assert "no verdict" in found.warnings[0]


def test_the_same_seed_gives_the_same_answer() -> None:
    assert structural_effect(history(1, 5), draws=400, seed=7) == structural_effect(
        history(1, 5), draws=400, seed=7
    )


def test_intervals_hold_where_those_of_the_reference_do_not() -> None:
    # A score of runs tell little; benchmarks/science/impact.py tells more.
    ours, _, reference = measure(0.2, runs=20, seed=6)

    assert ours.held >= 0.85
    assert reference.held < 0.7


def made(count: int, begins: int) -> History:
    return History(tuple(float(at % 5) for at in range(count)), begins)


NAN = float("nan")
REFUSED = [
    (TooFew, lambda: made(10, 5)),
    (TooFew, lambda: made(30, 15)),
    (TooFew, lambda: made(30, 30)),
    (AllEqual, lambda: History((1.0,) * 30, 20)),
    (NotFinite, lambda: History((*range(29), NAN), 20)),
    (AllEqual, lambda: History(tuple(range(30)), 20, (Control("x", (1.0,) * 30),))),
    (LengthsDiffer, lambda: History(tuple(range(30)), 20, (Control("x", (1.0, 2.0)),))),
    (NotFinite, lambda: History(tuple(range(30)), 20, (Control("x", (*range(29), NAN)),))),
    (NotNamed, lambda: History(tuple(range(30)), 20, (Control(" ", tuple(range(30))),))),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
