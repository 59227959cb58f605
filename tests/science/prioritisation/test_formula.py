"""Own formulas are read, never run."""

import math
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline_science.prioritisation import own_formula, rank
from leadline_science.prioritisation.formula import read
from leadline_science.refusals import NotFinite, NotNamed, NotReadable, UnitsDiffer
from leadline_science.uncertainty import NUMBER, SHARE, Unit, exactly, money

VALUES = {"a": np.array([4.0]), "b": np.array([2.0])}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a * b + 1", 9),
        ("-(a - b) / 2 ** 2", -0.5),
        ("a ** -1", 0.25),
        ("min(a, b, 3) + max(a, b)", 6),
        ("sqrt(a) + log(exp(b)) + abs(-b)", 6),
        ("  +a ** .5", 2),
        ("(a -\n b)", 2),
    ],
)
def test_a_formula_is_worked_out(text: str, value: float) -> None:
    assert float(read(text, ["a", "b"])(VALUES)[0]) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("a * c", 5, "no input c"),
        ("a.__class__", 1, "not allowed"),
        ("a * __import__('os')", 5, "no such function"),
        ("(lambda: a)()", 1, "no such function"),
        ("a if b else 1", 1, "not allowed"),
        ("[a][0]", 1, "not allowed"),
        ("a and b", 1, "not allowed"),
        ("a // b", 1, "not allowed"),
        ("a + 'x'", 5, "usable number"),
        ("a + True", 5, "usable number"),
        ("a + 1j", 5, "usable number"),
        ("a + 1e400", 5, "usable number"),
        ("a ** b", 6, "power must be a number"),
        ("a ** 99", 6, "power must be a number"),
        ("min(a)", 1, "min has 1 values"),
        ("log(a, b)", 1, "log has 2 values"),
        ("max(*[a, b], key=a)", 1, "no such function"),
        ("a +", 4, "cannot be read"),
        ("a b", 1, "cannot be read"),
        ("", 1, "empty"),
        ("é + 1", 1, "no input é"),
        ("  a + é", 7, "no input é"),
        ("a" * 501, 501, "501 characters"),
        ("-" * 60 + "a", 42, "nested"),
        ("a; b", 2, "cannot be read"),
        ("a\x00", 1, "cannot be read"),
    ],
)
def test_what_is_not_a_formula_is_refused_at_its_place(text: str, at: int, says: str) -> None:
    with pytest.raises(NotReadable, match=says) as caught:
        read(text, ["a", "b"])
    assert abs(caught.value.position - at) <= (2 if "cannot be read" in says else 0)


@given(st.text(alphabet="ab+-*/()., 12min_[]{}'\"=:\n\\", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotReadable), np.errstate(all="ignore"):
        assert np.asarray(read(text, ["a", "b"])(VALUES)).dtype == float


def test_units_are_worked_out_along_the_formula() -> None:
    units = {
        "price": money("EUR"),
        "users": Unit.parse("user"),
        "rate": SHARE,
        "cost": money("EUR"),
        "fee": Unit.parse("EUR/user"),
    }
    names = list(units)

    assert str(read("fee * users * rate - cost", names).unit(units)) == "EUR"
    assert str(read("max(price, cost) ** 2", names).unit(units)) == "EUR^2"
    assert read("log(price / cost) + 1", names).unit(units) == NUMBER
    for text, at in (("fee * users + users", 1), ("log(price)", 1), ("1 + price", 1)):
        with pytest.raises(UnitsDiffer, match=f"Character {at}"):
            read(text, names).unit(units)
    with pytest.raises(UnitsDiffer):
        read("sqrt(price) + price ** .5", names).unit(units)


def test_a_score_without_a_finite_value_names_its_item() -> None:
    with pytest.raises(NotFinite, match="score of b"):
        rank(own_formula("x / y", {"a": {"x": 1, "y": 1}, "b": {"x": 1, "y": 0}}))


def test_inputs_are_named_once_and_given_for_all() -> None:
    with pytest.raises(NotNamed, match="b has no y"):
        own_formula("x + y", {"a": {"x": 1, "y": 1}, "b": {"x": 1}})
    with pytest.raises(NotNamed, match="twice"):
        own_formula("x", {"a": {"x": 1}}, {"x": 2})


def test_what_the_formula_leaves_out_need_not_be_given() -> None:
    answer = rank(
        own_formula("x * k", {"a": {"x": 2, "note": 1}, "b": {"x": exactly(3)}}, {"k": 2, "z": 1})
    )

    assert [item.score for item in answer.items] == [6, 4]


def test_a_refusal_can_be_sent_between_processes() -> None:
    import pickle

    sent = pickle.loads(pickle.dumps(NotReadable("a", "b", 3)))
    assert isinstance(sent, NotReadable)
    assert (sent.what, sent.remedy, sent.position) == ("a", "b", 3)
    assert math.isfinite(sent.position)
