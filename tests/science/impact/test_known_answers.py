"""Published effects, each with its source."""

import pytest

from leadline_science.impact import (
    REFERENCE,
    Control,
    History,
    Verdict,
    structural_effect,
)
from tests.science.impact.vignette import BEGINS, CONTROL, SERIES

VIGNETTE = History(SERIES, BEGINS, (Control("x1", CONTROL),))


def test_the_vignette_has_its_effect_with_the_prior_of_the_reference() -> None:
    # CausalImpact's vignette prints 11 [9.8, 11]; three implementations agree on 10.52 [9.80, 11.26].
    found = structural_effect(VIGNETTE, priors=REFERENCE, recalibrated=False, draws=4_000)

    assert sum(SERIES[BEGINS:]) / 30 == pytest.approx(117.05, abs=0.01)
    assert found.average == pytest.approx(10.52, abs=0.05)
    assert (found.low, found.high) == pytest.approx((9.8, 11.26), abs=0.1)


def test_the_vignette_has_a_like_effect_with_priors_averaged() -> None:
    found = structural_effect(VIGNETTE)

    assert found.average == pytest.approx(10.52, abs=0.2)
    assert found.low < 10 < found.high
    assert (found.verdict, found.alarms) == (Verdict.HIGHER, 0)
