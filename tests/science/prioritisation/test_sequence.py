"""Jobs in the order in which delay costs least."""

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadline_science.prioritisation import Job, earned, sequence
from leadline_science.prioritisation.blocks import delay_cost
from leadline_science.prioritisation.sidney import by_density, by_relaxation, improved
from leadline_science.refusals import (
    Circular,
    Negative,
    NoData,
    NotFinite,
    NotNamed,
    OutOfRange,
    Refused,
    TooLarge,
)
from leadline_science.uncertainty import lognormal, uniform

# Magennis, Cost of Delay Prioritization Calculator, sheet Example.
EXAMPLE = [Job("1", 3, 3), Job("2", 7, 4), Job("3", 9, 6)]


def cheapest(jobs: list[Job]) -> float:
    """The least cost over every order, one by one."""
    found = []
    for order in permutations(jobs):
        names = [job.name for job in order]
        if all(names.index(b) < at for at, job in enumerate(order) for b in job.after):
            weights = [float(job.cost_of_delay) for job in order]  # type: ignore[arg-type]
            found.append(delay_cost(range(len(order)), weights, [job.duration for job in order]))  # type: ignore[misc]
    return min(found)


@st.composite
def networks(draw: st.DrawFn, most: int = 7) -> list[Job]:
    size = draw(st.integers(1, most))
    numbers = draw(
        st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=size, max_size=size)
    )
    return [
        Job(str(at), cost, time, tuple(str(b) for b in range(at) if draw(st.booleans())))
        for at, (cost, time) in enumerate(numbers)
    ]


def forest(size: int, seed: int) -> list[Job]:
    of = random.Random(seed)
    return [
        Job(
            f"{at:05}",
            of.randint(0, 20),
            of.randint(1, 9),
            (f"{of.randrange(at):05}",) if at and of.random() < 0.8 else (),
        )
        for at in range(size)
    ]


def tangle(size: int, seed: int) -> list[Job]:
    of = random.Random(seed)
    return [
        Job(
            f"{at:04}",
            of.randint(0, 9),
            of.randint(1, 9),
            tuple(f"{b:04}" for b in range(max(0, at - 15), at) if of.random() < 0.15),
        )
        for at in range(size)
    ]


def test_cost_of_delay_over_duration_earns_most_of_all_orders() -> None:
    order = sequence(EXAMPLE).order

    assert order == ("2", "3", "1")
    assert earned(EXAMPLE, order, 14) == 109
    assert earned(EXAMPLE, ("3", "2", "1"), 14) == 103
    assert earned(EXAMPLE, ("1", "2", "3"), 14) == 91
    assert max(earned(EXAMPLE, each, 14) for each in permutations("123")) == 109


@settings(max_examples=60, deadline=None)
@given(networks())
def test_the_order_is_the_best_of_all_that_keep_prerequisites(jobs: list[Job]) -> None:
    answer = sequence(jobs)

    assert answer.cost == pytest.approx(cheapest(jobs))
    assert answer.optimal
    assert answer.bound == pytest.approx(answer.cost)
    for job in jobs:
        assert all(answer.order.index(b) < answer.order.index(job.name) for b in job.after)


@settings(max_examples=30, deadline=None)
@given(networks(), st.integers(0, 6), st.randoms(use_true_random=False))
def test_a_prerequisite_less_never_costs_more(
    jobs: list[Job], at: int, shuffle: random.Random
) -> None:
    job = jobs[at % len(jobs)]
    freed = [Job(j.name, j.cost_of_delay, j.duration, () if j is job else j.after) for j in jobs]
    shuffle.shuffle(freed)

    assert sequence(freed).cost <= sequence(jobs).cost + 1e-9


def test_twelve_jobs_in_a_net_agree_with_every_order() -> None:
    # By dynamic programming over all sets that may be done first: independent of the blocks.
    for seed in range(8):
        jobs = tangle(12, seed)
        weights = [float(job.cost_of_delay) for job in jobs]  # type: ignore[arg-type]
        times = [float(job.duration) for job in jobs]  # type: ignore[arg-type]
        best = {0: 0.0}
        for done in range(1, 1 << 12):
            members = [at for at in range(12) if done >> at & 1]
            time = sum(times[at] for at in members)
            costs = [
                best[done ^ 1 << at] + weights[at] * time
                for at in members
                if done ^ 1 << at in best
                and all(done >> int(b) & 1 for b in jobs[at].after)
                and not any(str(f"{at:04}") in jobs[o].after for o in members if o != at)
            ]
            if costs:
                best[done] = min(costs)
        assert sequence(jobs).cost == pytest.approx(best[(1 << 12) - 1])


def test_an_enabler_without_value_inherits_what_it_enables() -> None:
    answer = sequence(
        [Job("enabler", 0, 1), Job("wanted", 20, 1, ("enabler",)), Job("other", 5, 1)]
    )

    assert answer.order == ("enabler", "wanted", "other")
    assert answer.jobs[0].ratio == answer.jobs[1].ratio == 10
    assert [job.block for job in answer.jobs] == [1, 1, 2]


def test_a_forest_of_ten_thousand_has_its_best_order() -> None:
    answer = sequence(forest(10_000, 1))

    assert answer.optimal
    assert answer.gap == 0


def test_a_tangle_is_told_to_be_heuristic_and_how_far_it_may_be_off() -> None:
    answer = sequence(tangle(150, 1))

    assert not answer.optimal
    assert 0 < answer.gap < 0.1
    assert "heuristic" in answer.warnings[0]


def test_a_tangle_too_large_to_cut_into_blocks_still_has_a_bound() -> None:
    answer = sequence(tangle(1200, 1))

    assert not answer.optimal
    assert 0 < answer.gap < 0.5
    for job in tangle(1200, 1)[:50]:
        assert all(answer.order.index(b) < answer.order.index(job.name) for b in job.after)


@settings(max_examples=30, deadline=None)
@given(networks(8))
def test_rules_of_thumb_keep_prerequisites(jobs: list[Job]) -> None:
    weights = [float(job.cost_of_delay) for job in jobs]  # type: ignore[arg-type]
    times = [float(job.duration) for job in jobs]  # type: ignore[arg-type]
    before = [[int(b) for b in job.after] for job in jobs]
    best = cheapest(jobs) if len(jobs) < 8 else 0

    for order in (
        by_relaxation(weights, times, before),
        improved(by_density(weights, times, before), weights, times, before),
    ):
        assert sorted(order) == list(range(len(jobs)))
        assert all(order.index(b) < order.index(at) for at in order for b in before[at])
        assert delay_cost(order, weights, times) >= best - 1e-9


def test_doubt_moves_places_and_has_a_price() -> None:
    jobs = [
        Job("a", lognormal(5, 50), lognormal(1, 4)),
        Job("b", lognormal(10, 20), 2, ("a",)),
        Job("c", 8, uniform(0.5, 2)),
    ]
    answer = sequence(jobs, seed=3)

    assert answer.evpi > 0
    assert sum(job.first_chance for job in answer.jobs) == pytest.approx(1)
    assert all(job.position_low <= job.position_high for job in answer.jobs)
    assert answer == sequence(jobs[::-1], seed=3)
    assert sequence([Job("a", 1, 1)]).evpi == 0


@pytest.mark.parametrize(
    ("ask", "refusal", "says"),
    [
        (lambda: sequence([]), NoData, "job"),
        (lambda: sequence([Job("a", 1, 1, ("b",)), Job("b", 1, 1, ("a",))]), Circular, "a waits"),
        (lambda: sequence([Job("a", 1, 1, ("a",))]), Circular, "a waits for a"),
        (lambda: sequence([Job("a", 1, 1, ("z",))]), NotNamed, "a waits for z"),
        (lambda: sequence([Job("a", 1, 1), Job("a", 1, 1)]), NotNamed, "twice"),
        (lambda: sequence([Job("a", 1, 0)]), OutOfRange, "a takes no time"),
        (lambda: sequence([Job("a", 1, uniform(0, 1))]), OutOfRange, "Duration of a"),
        (lambda: sequence([Job("a", -1, 1)]), Negative, "cost of delay"),
        (lambda: sequence([Job("a", float("inf"), 1)]), NotFinite, "cost of delay"),
        (lambda: sequence([Job("a", 1, uniform(1, 2))] * 1, draws=0), OutOfRange, "draws"),
        (lambda: earned(EXAMPLE, ["1"], 14), NotNamed, "each job once"),
        (
            lambda: sequence([Job(str(at), 1, uniform(1, 2)) for at in range(1000)], draws=100_000),
            TooLarge,
            "fewer draws",
        ),
    ],
)
def test_what_has_no_order_is_refused(ask: object, refusal: type[Refused], says: str) -> None:
    assert callable(ask)
    with pytest.raises(refusal, match=says):
        ask()
