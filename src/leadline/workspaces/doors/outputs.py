"""Kinds of values that answers of the API hold, for the schemas of all rooms."""

from ninja import Schema

from leadline.foundation.money import Money


class MoneyOut(Schema):
    """Whole minor units of one currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> "MoneyOut":
        return cls(minor=money.minor, currency=money.currency)
