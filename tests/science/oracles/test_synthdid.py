"""Effects without an experiment beside synthdid-py 0.1, a port of the authors' package, on the data it brings.

Arkhangelsky et al. 2021, table 1: the tobacco tax of California by three methods.
"""

from typing import Any

import pytest

from leadline_science.impact import Panel, differences, synthetic_control, synthetic_did
from tests import oracles

STATES = ("California", "Texas", "Utah", "Nevada", "Maine")
close = pytest.approx


@pytest.fixture(scope="module")
def said() -> Any:
    """All that synthdid-py says, asked once."""
    return oracles.ask("synthdid", STATES)


def panel(said: Any, name: str) -> Panel:
    return Panel.of(said["packs"], [name], said["begins"])


def test_california_has_the_printed_effects(said: Any) -> None:
    # Exact weights give -19.51 where the authors' search, which stops early, gives -19.6.
    law = panel(said, "California")

    assert differences(law).effect == close(-27.349, abs=1e-3)
    assert synthetic_control(law).effect == close(-19.6, abs=0.15)
    assert synthetic_did(law).effect == close(-15.604, abs=5e-3)


@pytest.mark.parametrize("name", STATES)
def test_any_state_has_their_effects(name: str, said: Any) -> None:
    law, theirs = panel(said, name), said["effects"][name]

    assert differences(law).effect == close(theirs["differences"], rel=1e-9)
    assert synthetic_did(law).effect == close(theirs["synthetic_did"], abs=0.01)


@pytest.mark.parametrize("name", STATES)
def test_a_synthetic_control_fits_the_past_no_worse_than_theirs(name: str, said: Any) -> None:
    # Their search for the weights stops early: Maine's effect comes out at -2.09, searched on a million
    # steps at -2.85, here at -2.86.
    ours, theirs = synthetic_control(panel(said, name)), said["effects"][name]

    assert ours.misfit <= theirs["misfit"] * (1 + 1e-9)
    assert ours.misfit == close(theirs["misfit"], rel=0.01)
    assert ours.effect == close(theirs["synthetic_control"], abs=1)
