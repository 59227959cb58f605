"""Words of which bodies of this room are made."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from leadline.workspaces.doors.api import Input

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Day = Annotated[date, Field(strict=False)]
Key = Annotated[UUID, Field(strict=False)]
Size = Annotated[Decimal, Field(strict=False, ge=0, le=100_000, max_digits=8, decimal_places=2)]
Unit = Literal["points", "items"]


class ItemsChosenIn(Input):
    """Items by their ids."""

    items: Annotated[list[Key], Field(min_length=1, max_length=1000)]
