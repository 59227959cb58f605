"""Draws belong to names; inputs may move together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline_science.refusals import Incompatible, NotFinite, NotNamed, OutOfRange
from leadline_science.uncertainty import (
    Correlations,
    Draws,
    exactly,
    lognormal,
    normal,
    pert,
    spread,
    triangular,
)
from leadline_science.uncertainty.sampling import Sampler
from leadline_science.uncertainty.streams import generator, stream_keys, uniforms

ITEMS = ("a", "b", "c", "d")
COLUMNS = {
    "reach": [lognormal(1, 9), exactly(3), pert(1, 3, 9), lognormal(2, 4)],
    "effort": [triangular(1, 2, 3)] * 4,
}
BOTH = Correlations(pairs=(("reach", "effort", 0.6),), shared=(("effort", 0.5),))


def sampler(order: list[int], correlations: Correlations) -> Sampler:
    columns = {name: [given[i] for i in order] for name, given in COLUMNS.items()}
    return Sampler([ITEMS[i] for i in order], columns, seed=5, correlations=correlations)


@given(st.permutations(range(4)), st.sampled_from([Correlations(), BOTH]))
def test_draws_do_not_depend_on_order_or_on_company(
    order: list[int], correlations: Correlations
) -> None:
    whole = sampler([0, 1, 2, 3], correlations).take(0, 20)
    part = sampler(order[:3], correlations).take(0, 20)

    for name, values in part.items():
        assert values == pytest.approx(whole[name][:, order[:3]], rel=1e-12)


@given(st.integers(1, 19))
def test_draws_may_be_taken_in_pieces(cut: int) -> None:
    of = sampler([0, 1, 2, 3], BOTH)
    pieces = np.concatenate([of.take(0, cut)["reach"], of.take(cut, 20)["reach"]])

    assert np.array_equal(pieces, of.take(0, 20)["reach"])
    assert np.array_equal(of.only([2]).take(0, 20)["reach"][:, 0], pieces[:, 2])


def test_streams_are_even_and_unrelated() -> None:
    keys = stream_keys(0, [(str(at), "x") for at in range(300)])
    values = uniforms(keys, 0, 4000)
    counts = np.histogram(values, bins=100, range=(0, 1))[0]
    related = np.corrcoef(values.T) - np.eye(300)
    following = np.corrcoef(values[:-1].ravel(), values[1:].ravel())[0, 1]

    assert ((counts - 12_000) ** 2 / 12_000).sum() < 150  # chi-square, 99 degrees: P < .001
    assert np.abs(related).max() < 6 / 4000**0.5
    assert abs(following) < 4 / values.size**0.5
    assert 0 < values.min() <= values.max() < 1


def test_streams_are_the_same_on_every_machine() -> None:
    (key,) = stream_keys(7, [("bet", "reach")]).tolist()

    assert key == 14709031653048103037
    assert uniforms(stream_keys(7, [("bet", "reach")]), 0, 2)[:, 0].tolist() == [
        0.38936079978206195,
        0.6284578033022074,
    ]
    assert generator(7, "x").random() == generator(7, "x").random()


def test_inputs_move_together_as_stated() -> None:
    columns = {"one": [normal(-1, 1)] * 2, "two": [normal(-1, 1)] * 2}
    correlations = Correlations(pairs=(("one", "two", 0.6),), shared=(("two", 0.5),))
    drawn = Sampler(["a", "b"], columns, seed=1, correlations=correlations).take(0, 40_000)

    assert np.corrcoef(*drawn["two"].T)[0, 1] == pytest.approx(0.5, abs=0.02)
    within = np.corrcoef(drawn["one"][:, 0], drawn["two"][:, 0])[0, 1]
    assert within == pytest.approx(0.6 * 0.5**0.5, abs=0.02)


def test_a_sum_of_normals_has_its_closed_form() -> None:
    # Means 3 + 4; variance 1 + 4 + 2 × .5 × 1 × 2.
    half = 1.6448536269514722
    inputs = {"x": normal(3 - half, 3 + half), "y": normal(4 - 2 * half, 4 + 2 * half)}
    together = Correlations(pairs=(("x", "y", 0.5),))

    alone = spread(lambda of: of["x"] + of["y"], inputs)
    joint = spread(lambda of: of["x"] + of["y"], inputs, correlations=together)

    assert alone.result.mean == pytest.approx(7, abs=5 * alone.result.error)
    assert alone.result.sd == pytest.approx(5**0.5, rel=5e-3)
    assert joint.result.sd == pytest.approx(7**0.5, rel=5e-3)
    assert [(each.name, round(each.share, 1)) for each in alone.drivers] == [("y", 0.8), ("x", 0.2)]
    assert alone.drivers[0].swing == pytest.approx(2 * 2 * 1.2815515655446004)
    assert alone.result.error < 0.002


def test_both_ways_to_draw_agree_and_sobol_is_nearer() -> None:
    inputs = {"x": lognormal(10, 20), "y": pert(1, 2, 4)}
    exact = inputs["x"].mean * inputs["y"].mean

    even = spread(lambda of: of["x"] * of["y"], inputs)
    plain = spread(lambda of: of["x"] * of["y"], inputs, sampling=Draws.STREAMS)

    assert even.result.mean == pytest.approx(exact, abs=5 * even.result.error)
    assert plain.result.mean == pytest.approx(exact, abs=5 * plain.result.error)
    assert even.result.error < plain.result.error / 5


@given(st.permutations(["x", "y", "z"]), st.integers(0, 3))
def test_the_order_of_inputs_is_irrelevant(order: list[str], seed: int) -> None:
    inputs = {"x": lognormal(10, 20), "y": pert(1, 2, 4), "z": exactly(2)}
    of = spread(
        lambda of: of["x"] * of["y"] / of["z"],
        {name: inputs[name] for name in order},
        seed=seed,
        draws=64,
    )

    assert of == spread(lambda of: of["x"] * of["y"] / of["z"], inputs, seed=seed, draws=64)


def test_what_interacts_is_told() -> None:
    of = spread(lambda of: of["x"] * of["y"], {"x": normal(-1, 1), "y": normal(-1, 1)})

    assert of.interaction > 0.9
    assert "interact" in of.warnings[0]


def test_questions_without_an_answer_are_refused() -> None:
    inputs = {"x": normal(-1, 1)}

    with pytest.raises(NotFinite):
        spread(lambda of: np.log(of["x"]), inputs)
    with pytest.raises(NotNamed):
        spread(lambda of: of["x"], inputs, correlations=Correlations(pairs=(("x", "q", 0.5),)))
    with pytest.raises(OutOfRange):
        spread(lambda of: of["x"], inputs, draws=3)
    with pytest.raises(NotNamed):
        Sampler(["a", "a"], {}, seed=0)


def test_correlations_that_cannot_hold_are_refused() -> None:
    impossible = Correlations(pairs=(("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)))

    with pytest.raises(Incompatible) as caught:
        impossible.mixing(["a", "b", "c"])
    eased = float(caught.value.remedy.split()[-1].rstrip("."))
    Correlations(pairs=tuple((one, other, eased * r) for one, other, r in impossible.pairs)).mixing(
        ["a", "b", "c"]
    )

    with pytest.raises(NotNamed):
        Correlations(pairs=(("a", "b", 0.1), ("b", "a", 0.2)))
    with pytest.raises(OutOfRange):
        Correlations(pairs=(("a", "b", 1.0),))
