"""The bounds of what names and texts may be."""

from typing import Annotated, Literal

from leadline.workspaces.doors.inputs import name_up_to, text_up_to

Name = Annotated[str, name_up_to(120)]
Long = Annotated[str, text_up_to(200)]
Text = Annotated[str, text_up_to(5_000)]
Why = Annotated[str, text_up_to(500)]
Soon = Literal["now", "next", "later"]
Reach = Literal["internal", "executives", "sales"]
