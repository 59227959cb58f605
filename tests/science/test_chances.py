"""Promise against result, yes or no: whose stated chances hold, and what the next one then says."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from leadline_science import calibration as c
from leadline_science.calibration import Foretold
from leadline_science.refusals import NoData, NotFinite, NotNamed, OutOfRange, Refused

TEAMS = (-0.8, 0.0, 0.3)


def cast(seed: int, apart: float) -> tuple[list[Foretold], dict[str, float]]:
    """Twelve persons in three teams that lean, 3 to 29 statements each; and their true shares."""
    random = np.random.Generator(np.random.PCG64(seed))
    said: list[Foretold] = []
    true: dict[str, float] = {}
    for at in range(12):
        stated = random.choice([0.6, 0.7, 0.8, 0.85, 0.9, 0.95], int(random.integers(3, 30)))
        chances = expit(logit(stated) + TEAMS[at % 3] + apart * random.standard_normal())
        came = random.random(len(stated)) < chances
        true[f"p{at}"] = float(chances.mean())
        said += [
            Foretold(f"p{at}", f"t{at % 3}", *each)
            for each in zip(stated.tolist(), came.tolist(), strict=True)
        ]
    return said, true


def pooled(apart: float) -> tuple[float, float, float]:
    """Share of limits that hold; mean squared error of pooled shares, and of bare ones."""
    rows = []
    for seed in range(12):
        said, true = cast(seed, apart)
        for each in c.surenesses(said).persons:
            aim = true[each.person]
            rows.append(
                (each.low <= aim <= each.high, (each.share - aim) ** 2, (each.own - aim) ** 2)
            )
    held, error, bare = np.mean(rows, axis=0).tolist()
    return held, error, bare


@pytest.mark.parametrize(("apart", "saved"), [(0.1, 0.5), (0.4, 0.55), (0.8, 0.75)])
def test_pooled_shares_are_nearer_the_truth_and_their_limits_hold(
    apart: float, saved: float
) -> None:
    held, error, bare = pooled(apart)

    assert 0.9 <= held <= 0.995
    assert error < saved * bare


def said(person: str, team: str, stated: float, came: int, of: int) -> list[Foretold]:
    return [Foretold(person, team, stated, at < came) for at in range(of)]


def test_who_is_too_sure_is_told_so_and_who_has_said_little_is_not() -> None:
    known = c.surenesses(
        [
            *said("Ada", "red", 0.9, 18, 30),
            *said("Ben", "red", 0.9, 26, 30),
            *said("Cy", "red", 0.9, 0, 3),
            *said("Dan", "blue", 0.6, 39, 40),
        ]
    )
    verdicts = {each.person: each.verdict for each in known.persons}

    assert verdicts == {"Ada": "too sure", "Ben": "fits", "Cy": "too few", "Dan": "too cautious"}
    assert known.of("Cy", "red").share > 0.4
    assert "Cy" in known.warnings[0]
    assert known.of("Eve", "red").person == ""
    assert known.of("Eve", "green") == known.everyone


def test_chances_that_were_right_are_left_nearly_alone() -> None:
    known = c.surenesses([*said("Ada", "red", 0.8, 160, 200), *said("Ben", "red", 0.6, 120, 200)])

    for person, stated in (("Ada", 0.8), ("Ben", 0.6)):
        assert c.corrected_chance(known, person, "red", stated).chance == pytest.approx(
            stated, abs=0.02
        )
    assert {each.verdict for each in known.persons} == {"fits"}


def test_a_stranger_is_corrected_as_the_team() -> None:
    known = c.surenesses([*said("Ada", "red", 0.9, 20, 40), *said("Ben", "red", 0.9, 20, 40)])
    found = c.corrected_chance(known, "Eve", "red", 0.9)

    assert 0.5 < found.chance < 0.65
    assert found.sureness.team == "red"
    assert "as team red" in found.warnings[0]


records = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.floats(0.02, 0.98), st.booleans()),
    min_size=1,
    max_size=20,
)


@settings(max_examples=25, deadline=None)
@given(records, st.floats(0.02, 0.98))
def test_one_more_that_came_never_lowers_a_share(
    rows: list[tuple[str, str, float, bool]], stated: float
) -> None:
    given_ = [Foretold(*row) for row in rows]
    missed, came = (
        c.surenesses([*given_, Foretold("a", "x", stated, each)]) for each in (False, True)
    )

    assert came.of("a", "x").share >= missed.of("a", "x").share
    assert came.everyone.share >= missed.everyone.share
    for each in (*came.persons, *came.teams, came.everyone):
        assert 0 <= each.low <= each.share <= each.high <= 1
        assert each.lean_low <= each.lean <= each.lean_high


@settings(max_examples=10, deadline=None)
@given(records, st.floats(0.02, 0.9))
def test_order_does_not_matter_and_surer_stays_surer(
    rows: list[tuple[str, str, float, bool]], low: float
) -> None:
    one, other = (
        c.surenesses([Foretold(*row) for row in each]) for each in (rows, sorted(rows, key=repr))
    )
    less, more = (c.corrected_chance(one, "a", "x", each) for each in (low, low + 0.05))

    assert one.everyone.share == pytest.approx(other.everyone.share)
    assert less.low <= less.chance <= less.high
    assert less.chance < more.chance


NAN = float("nan")
REFUSED = [
    (NoData, lambda: c.surenesses([])),
    (NotNamed, lambda: Foretold(" ", "t", 0.5, True)),
    (NotNamed, lambda: Foretold("p", "", 0.5, True)),
    (OutOfRange, lambda: Foretold("p", "t", 1.0, True)),
    (OutOfRange, lambda: Foretold("p", "t", 0.0, True)),
    (NotFinite, lambda: Foretold("p", "t", NAN, True)),
    (OutOfRange, lambda: c.surenesses(said("p", "t", 0.5, 1, 2), level=1)),
    (OutOfRange, lambda: c.corrected_chance(c.surenesses(said("p", "t", 0.5, 1, 2)), "p", "t", 1)),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal):
        ask()
