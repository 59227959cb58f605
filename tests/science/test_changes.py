"""Changes of either sign on the scale of leans, held against sums by hand."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from leadline_science.calibration import leanings
from leadline_science.calibration.changes import Change, lean_of
from leadline_science.refusals import Crossed, NotFinite, OutOfRange, Refused

NINETY = 1.6448536269514722


def test_a_change_is_off_by_stated_deviations_from_its_middle() -> None:
    change = Change(-2, 6)
    assert (change.middle, change.sd) == pytest.approx((2, 4 / NINETY))
    assert change.off(-2) == pytest.approx(-NINETY)
    assert Change(-2, 6, toward=-1).off(-2) == pytest.approx(NINETY)


def test_a_change_becomes_a_promise_whose_deviation_is_half() -> None:
    promise = Change(-2, 6).as_promise("Ada", "red", 0)
    assert promise.stated_sd == pytest.approx(0.5)
    assert promise.off == pytest.approx(-0.5 * NINETY / 2)
    assert promise.held
    assert not Change(-2, 6).as_promise("Ada", "red", 6.1).held


def test_shifting_and_stretching_a_promise_changes_no_lean() -> None:
    came = (-1.0, 0.5, 2.0, -3.0)
    one = leanings(Change(-1, 1).as_promise("Ada", "red", each) for each in came)
    other = leanings(Change(90, 110).as_promise("Ada", "red", 100 + 10 * each) for each in came)
    assert lean_of(one.everyone) == pytest.approx(lean_of(other.everyone))


def test_who_hopes_one_deviation_too_much_is_found_and_corrected() -> None:
    generator = np.random.Generator(np.random.PCG64(7))
    change = Change(2, 9)
    came = change.middle - change.sd + change.sd * generator.normal(size=200)
    known = leanings(change.as_promise("Ada", "red", each) for each in came.tolist())
    low, lean, high = lean_of(known.of("Ada", "red"))
    own = float(np.mean((came - change.middle) / change.sd))
    assert low < own < lean < high < 0
    assert lean == pytest.approx(own, abs=0.1)
    found = change.corrected(known, "Ada", "red")
    assert found.middle == pytest.approx(change.middle + lean * change.sd)
    assert found.said == (2, 9)
    held = np.mean((found.low <= came) & (came <= found.high))
    assert held == pytest.approx(0.9, abs=0.04)


def test_a_correction_of_what_should_fall_is_its_mirror() -> None:
    up, down = Change(2, 9), Change(-9, -2, toward=-1)
    known = leanings(up.as_promise("Ada", "red", each) for each in (1.0, 2.0, 3.0))
    same = leanings(down.as_promise("Ada", "red", -each) for each in (1.0, 2.0, 3.0))
    one, other = up.corrected(known, "Ada", "red"), down.corrected(same, "Ada", "red")
    assert (other.low, other.middle, other.high) == pytest.approx((-one.high, -one.middle, -one.low))  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "ask"),
    [
        (Crossed, lambda: Change(2, 2)),
        (Crossed, lambda: Change(3, 2)),
        (NotFinite, lambda: Change(math.nan, 2)),
        (OutOfRange, lambda: Change(1, 2, level=1.5)),
        (OutOfRange, lambda: Change(1, 2, toward=0)),
        (OutOfRange, lambda: Change(1, 2).as_promise("Ada", "red", 1e9)),
    ],
)
def test_bad_changes_are_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
