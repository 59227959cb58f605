"""Ranking and learning from one pass over the draws."""

from leadline_science.prioritisation import RiceBet, learn_next, rank, rank_and_learn, rice
from leadline_science.uncertainty import lognormal


def test_one_pass_gives_what_two_give() -> None:
    model = rice([
        RiceBet(name, lognormal(100, 900 + at), 1, lognormal(1, 4)) for at, name in enumerate("abcdef")
    ])  # fmt: skip
    two = (rank(model, top=2, draws=500, seed=3), learn_next(model, top=2, draws=500, seed=3))
    assert rank_and_learn(model, top=2, draws=500, seed=3) == two
