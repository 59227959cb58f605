"""The bounds of what names, texts and amounts may be."""

from typing import Annotated

from pydantic import Field

from leadline.market.models import MOST_REVENUE
from leadline.workspaces.doors.inputs import name_up_to, text_up_to

Name = Annotated[str, name_up_to(120)]
LongName = Annotated[str, name_up_to(200)]
Text = Annotated[str, text_up_to(20_000)]
Weight = Annotated[float, Field(ge=0, le=9_999)]
Minor = Annotated[int, Field(ge=0, le=MOST_REVENUE)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
