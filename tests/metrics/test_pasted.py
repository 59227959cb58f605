"""Rows as people paste them."""

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.refusals import Invalid, Refusal, TooLarge
from leadline.metrics.pasted import MOST_ROWS, read_pasted

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
VALUES = st.decimals(-(10**9), 10**9, places=4)


def first(text: str, **told: str) -> tuple[date, Decimal]:
    (draft,) = read_pasted(text, **told).drafts
    return draft.on, draft.value


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-01-31", (2026, 1, 31)), ("2026/01/31", (2026, 1, 31)), ("31.1.2026", (2026, 1, 31)), ("31/01/2026", (2026, 1, 31)),
     ("1/31/2026", (2026, 1, 31)), ("2026-01-31T00:00:00Z", (2026, 1, 31)), ("2026-01", (2026, 1, 1)), ("2026-Q3", (2026, 7, 1)),
     ("5/5/2026", (2026, 5, 5))],
)  # fmt: skip
def test_the_forms_of_a_date(written: str, day: tuple[int, int, int]) -> None:
    assert first(f"{written}\t1")[0] == date(*day)


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", "12"), ("-3.5", "-3.5"), ("\u22123,5", "-3.5"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234 567,8", "1234567.8"),
     ("1'234.50", "1234.5"), ("1,234,567", "1234567"), ("0.119", "0.119"), ("34.5 %", "34.5"), (".5", "0.5"), ("1\u202f234,5", "1234.5")],
)  # fmt: skip
def test_the_forms_of_a_number(written: str, value: str) -> None:
    assert first(f"2026-01-31\t{written}")[1] == Decimal(value)


@pytest.mark.parametrize("written", ["", "twelve", "1,23,4", "12,3456.7", "1e5", "NaN", "€12", "1.2.3,4,5", "--1", "1 2345"])  # fmt: skip
def test_what_is_no_number_is_a_problem_of_its_row(written: str) -> None:
    read = read_pasted(f"2026-01-30\t1\n2026-01-31\t{written}")
    assert ([each.row for each in read.problems], len(read.drafts)) == ([2], 1)


@pytest.mark.parametrize("written", ["2026-02-30", "31.02.2026", "1/2/26", "2026-13", "yesterday", "2026-01-31T09:00"])  # fmt: skip
def test_what_is_no_date_is_a_problem_of_its_row(written: str) -> None:
    read = read_pasted(f"2026-01-30\t1\n{written}\t2")
    assert [each.row for each in read.problems] == [2]


def test_one_row_that_can_be_read_in_one_way_tells_for_all() -> None:
    days = read_pasted("1/2/2026;1\n13/2/2026;2").drafts
    assert [each.on for each in days] == [date(2026, 2, 1), date(2026, 2, 13)]
    values = read_pasted("2026-01-01;1.234\n2026-01-02;1,5").drafts
    assert [each.value for each in values] == [1234, Decimal("1.5")]


def test_what_no_row_tells_is_asked_and_the_answer_is_followed() -> None:
    assert read_pasted("1/2/2026\t1\n3/4/2026\t2").asks == ("order",)
    assert read_pasted("2026-01-01\t1,234").asks == ("mark",)
    assert first("1/2/2026\t1", order="month")[0] == date(2026, 1, 2)
    assert first("2026-01-01\t1,234", mark="comma")[1] == Decimal("1.234")
    assert first("2026-01-01\t1,234", mark="point")[1] == Decimal(1234)


def test_days_that_contradict_each_other_are_problems() -> None:
    assert [each.row for each in read_pasted("13/2/2026\t1\n2/13/2026\t2").problems] == [2]


def test_column_names_are_told_from_rows() -> None:
    assert read_pasted("Month,Share\n2026-01,5").header == ("Month", "Share")
    assert read_pasted("2026-01,5").header == ()
    assert [each.row for each in read_pasted("2026-01,x\n2026-02,5").problems] == [1]


def test_a_day_given_twice_is_a_problem() -> None:
    (problem,) = read_pasted("2026-01-01,5\n2026-01-02,6\n2026-01-01,5").problems
    assert (problem.row, "row 1" in problem.reason) == (3, True)


@pytest.mark.parametrize("text", ["alt-ww,2014-06,chrome,34.4964", "2026-01-01", "2026-01-01,3,5"])
def test_rows_of_other_widths_are_problems(text: str) -> None:
    assert "columns" in read_pasted(f"2026-01-02,1\n{text}").problems[0].reason


@pytest.mark.parametrize("text", ["", " \n\t\n", "date,value", ";;;"])
def test_nothing_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Invalid):
        read_pasted(text)


def test_too_much_is_refused_whole() -> None:
    rows = [f"{date.fromordinal(700_000 + n)},{n}" for n in range(MOST_ROWS)]
    assert len(read_pasted("\n".join(rows)).drafts) == MOST_ROWS
    with pytest.raises(TooLarge):
        read_pasted("\n".join([*rows, "2026-01-01,1", "2026-01-02,1"]))
    with pytest.raises(TooLarge):
        read_pasted("x" * 1_000_001)


@given(st.text(max_size=300) | st.text(alphabet=string.digits + "-/.,;\t\n \"'%Q", max_size=300))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    """Each row that holds anything is a draft, a problem, or the names of the columns."""
    try:
        read = read_pasted(text)
    except Refusal:
        return
    rows = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip(" \t;,|")]
    told = {each.row for each in read.drafts} | {each.row for each in read.problems}
    assert len(told) == len(rows) - bool(read.header)


@given(st.dictionaries(DAYS, VALUES, min_size=1, max_size=50), st.sampled_from(["\t", ";", ",", "|"]))  # fmt: skip
def test_what_was_written_is_what_is_read(rows: dict[date, Decimal], delimiter: str) -> None:
    text = "\n".join(f"{on.isoformat()}{delimiter}{value:f}" for on, value in rows.items())
    read = read_pasted(text, mark="point")
    assert {draft.on: draft.value for draft in read.drafts} == rows
    assert read.problems == ()
