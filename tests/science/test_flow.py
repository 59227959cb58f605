"""Flow figures on small teams whose numbers can be counted on fingers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from leadline_science.flow import (
    Move,
    Spans,
    ageing,
    cumulative_flow,
    cycle_times,
    flow_efficiency,
    littles_law,
    say_do,
    throughput,
    time_in_state,
    wip,
)
from leadline_science.flow.cycle_times import ranks
from leadline_science.refusals import (
    LengthsDiffer,
    Negative,
    NoData,
    NotFinite,
    OutOfRange,
    Refused,
    TooFew,
)
from leadline_science.survival import kaplan_meier

# a: to do on day 0, begun on 2, waits on 3, done on 5; b: to do on 1, begun on 4 and still open.
MOVES = (
    Move("a", 0, "to do"),
    Move("a", 2, "doing"),
    Move("a", 3, "waiting"),
    Move("a", 5, "done"),
    Move("b", 1, "to do"),
    Move("b", 4, "doing"),
)
STATES = ("to do", "doing", "waiting", "done")


def test_percentiles_are_days_that_items_took() -> None:
    found = cycle_times([5, 1, 2, 9], shares=[0.5, 0.75, 0.76])

    assert [each.days for each in found.percentiles] == [2, 5, 9]


@given(n=st.integers(1, 400), share=st.sampled_from([0.5, 0.7, 0.85, 0.95]))
def test_limits_of_percentiles_miss_at_most_as_often_as_stated(n: int, share: float) -> None:
    low, high = ranks(n, share, 0.95)

    assert low == 0 or binom.cdf(low - 1, n, share) <= 0.025 + 1e-12
    assert high == n + 1 or binom.sf(high - 1, n, share) <= 0.025 + 1e-12


def test_open_items_are_left_out_of_cycle_times_and_said_so() -> None:
    found = cycle_times(Spans((0, 0, 0), (3, 4, None)))

    assert found.count == 2
    assert any("1 open" in text for text in found.warnings)


def test_an_item_that_ends_before_it_starts_is_named() -> None:
    with pytest.raises(Negative, match="Item 2 ends before it starts"):
        Spans((0, 5), (3, 4))


def test_the_chance_of_an_ageing_item_is_that_of_the_items_that_were_as_old() -> None:
    # Ten items took 1 to 10 days. Of the six that were older than 4 days, four took 8 or less.
    work = Spans((0,) * 10 + (20,), (*range(1, 11), None))
    (item,) = ageing(work, today=24, expectation=8).items

    assert item.age == 4
    assert item.chance == pytest.approx(4 / 6)
    assert item.low is not None
    assert item.high is not None
    assert item.low < 4 / 6 < item.high
    assert item.older_than == pytest.approx(0.3)


def test_leaving_open_items_out_would_flatter_the_ageing() -> None:
    finished = Spans((0,) * 10 + (0,), (*range(1, 11), None))
    with_old = Spans((0,) * 10 + (0, -20, -20, -20), (*range(1, 11), None, None, None, None))

    few, many = (ageing(work, today=2, expectation=8) for work in (finished, with_old))

    assert many.chance_of_new < few.chance_of_new


def test_an_item_past_its_expectation_has_no_chance_left() -> None:
    (item,) = ageing(Spans((0, 0, 0), (3, 9, None)), today=8, expectation=5).items

    assert item.chance == 0


def test_nothing_is_known_of_an_item_older_than_all() -> None:
    found = ageing(Spans((0, 0, 0), (3, 4, None)), today=8, expectation=30)

    assert found.items[0].chance is None
    assert any("older than all" in text for text in found.warnings)


def test_empty_weeks_count_0_and_what_lies_outside_is_told() -> None:
    found = throughput([0, 1, 6.9, 15, 30], start=0, end=21)

    assert found.values == (3, 0, 1)
    assert found.warnings == ("1 items ended outside the whole periods.",)


def test_sizes_are_summed() -> None:
    assert throughput([0, 1, 8], start=0, end=14, sizes=[3, 5, 8]).values == (8, 8)


def test_an_item_is_in_progress_until_just_before_its_end() -> None:
    assert wip(Spans((0, 1), (2, None)), start=0, end=3).values == (1, 2, 1, 1)


@given(
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), min_size=1, max_size=15),
)
def test_littles_law_holds_over_any_window_that_is_empty_at_both_ends(
    spans: list[tuple[int, int]],
) -> None:
    starts = [start for start, _ in spans]
    work = Spans(tuple(starts), tuple(start + length for start, length in spans))
    found = littles_law(work, start=min(starts), end=max(s + n for s, n in spans))

    assert found.exact
    assert found.implied == pytest.approx(found.wip)


def test_littles_law_is_refused_trust_where_work_piles_up() -> None:
    found = littles_law(Spans((0, 1, 2, 3), (2, None, None, None)), start=0, end=8)

    assert not found.exact
    assert not found.usable
    assert any("went from 0 to 3" in text for text in found.warnings)


def test_a_cumulative_flow_counts_items_by_state_and_day() -> None:
    found = cumulative_flow(MOVES, states=STATES, times=range(7))

    assert found.inside == (
        (1, 2, 1, 1, 0, 0, 0),
        (0, 0, 1, 0, 1, 1, 1),
        (0, 0, 0, 1, 1, 0, 0),
        (0, 0, 0, 0, 0, 1, 1),
    )
    assert found.entered[0] == (1, 2, 2, 2, 2, 2, 2)
    assert not found.warnings


def test_work_that_goes_back_is_said_so() -> None:
    back = (*MOVES, Move("a", 6, "doing"))

    assert cumulative_flow(back, states=STATES, times=range(8)).warnings
    assert time_in_state(back, until=8).states[1].visits == 3


def test_time_in_state_runs_from_move_to_move() -> None:
    found = {each.state: each for each in time_in_state(MOVES, until=6).states}

    assert (found["to do"].days, found["to do"].mean) == (5, 2.5)
    assert found["doing"].days == 1 + 2
    assert found["done"].days == 1


def test_efficiency_is_the_active_part_of_done_items() -> None:
    found = flow_efficiency(MOVES, active=["doing"], waiting=["waiting"], done=["done"])

    assert found.share == pytest.approx(1 / 3)
    assert found.items == ("a",)


def test_say_do_counts_promises_and_what_was_added() -> None:
    found = say_do([5, 6, 4, 0], [5, 4, 4, 0], [6, 5, 4, 0])

    assert found.ratios == (1, pytest.approx(2 / 3), 1, None)
    assert found.share == pytest.approx(13 / 15)
    assert (found.kept, found.lowest) == (2, pytest.approx(2 / 3))
    assert found.added == pytest.approx(2 / 15)


def test_a_survival_curve_without_censoring_is_the_share_still_going() -> None:
    curve = kaplan_meier([1, 2, 3, 4], [True] * 4)

    assert [step.survival for step in curve.steps] == pytest.approx([0.75, 0.5, 0.25, 0])
    assert curve.at(0.5) == 1
    assert curve.at(2.5) == pytest.approx(0.5)
    assert curve.median == 2


REFUSED = [
    (NoData, lambda: cycle_times([])),
    (Negative, lambda: cycle_times([-1])),
    (NotFinite, lambda: cycle_times([float("nan")])),
    (OutOfRange, lambda: cycle_times([1], shares=[1.0])),
    (NoData, lambda: Spans((), ())),
    (LengthsDiffer, lambda: Spans((1,), ())),
    (NotFinite, lambda: Spans((float("nan"),), (3,))),
    (NoData, lambda: ageing(Spans((0,), (3,)), today=4, expectation=5)),
    (NoData, lambda: ageing(Spans((0,), (None,)), today=4, expectation=5)),
    (Negative, lambda: ageing(Spans((0, 9), (3, None)), today=4, expectation=5)),
    (OutOfRange, lambda: ageing(Spans((0, 1), (3, None)), today=4, expectation=0)),
    (TooFew, lambda: throughput([1], start=0, end=6)),
    (OutOfRange, lambda: wip(Spans((0,), (3,)), start=5, end=4)),
    (OutOfRange, lambda: littles_law(Spans((0,), (3,)), start=5, end=5)),
    (NoData, lambda: littles_law(Spans((0,), (3,)), start=5, end=6)),
    (NoData, lambda: time_in_state([], until=3)),
    (OutOfRange, lambda: time_in_state(MOVES, until=3)),
    (OutOfRange, lambda: cumulative_flow(MOVES, states=STATES, times=[2, 1])),
    (NoData, lambda: cumulative_flow(MOVES, states=STATES, times=[])),
    (NoData, lambda: flow_efficiency(MOVES, active=["doing"], waiting=[], done=["shipped"])),
    (TooFew, lambda: say_do([0, 0], [0, 0])),
    (OutOfRange, lambda: say_do([1], [2])),
    (OutOfRange, lambda: say_do([3], [2], [1])),
    (LengthsDiffer, lambda: say_do([3, 1], [2])),
    (NoData, lambda: kaplan_meier([1, 2], [False, False])),
    (LengthsDiffer, lambda: kaplan_meier([1, 2], [True])),
]


@pytest.mark.parametrize(("refusal", "ask"), REFUSED)
def test_bad_input_is_refused(refusal: type[Refused], ask: Callable[[], object]) -> None:
    with pytest.raises(refusal) as told:
        ask()

    assert told.value.remedy
