"""The bounds of what texts and numbers may be."""

from typing import Annotated, Literal

from pydantic import Field

from leadline.workspaces.doors.inputs import text_up_to

Text = Annotated[str, text_up_to(20_000)]
Learning = Annotated[str, text_up_to(500)]
Decision = Literal["", "keep", "change", "stop"]
Weeks = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Amount = Annotated[int, Field(ge=0, le=10**15)]
Value = Annotated[float, Field(gt=-1e12, lt=1e12, allow_inf_nan=False)]
