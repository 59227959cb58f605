"""Values of the bodies of this room."""

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from leadline.foundation.paging import PAGE
from leadline.strategy.models import MOST_WEIGHT
from leadline.workspaces.doors.inputs import name_up_to, text_up_to

Name = Annotated[str, name_up_to(200)]
Short = Annotated[str, name_up_to(120)]
Text = Annotated[str, text_up_to(20_000)]
Unit = Annotated[str, text_up_to(40)]
Weight = Annotated[int, Field(ge=0, le=MOST_WEIGHT)]
Value = Annotated[float, Field(gt=-1e12, lt=1e12, allow_inf_nan=False)]
Chance = Annotated[int, Field(ge=0, le=100)]
Kind = Literal["vision", "positioning", "value", "swot", "lean", "forces"]


def exact(value: float) -> Decimal:
    """The decimal that a program wrote."""
    return Decimal(str(value))


class Listing(Schema):
    """Where a list goes on."""

    after: str = ""
    limit: int = PAGE
