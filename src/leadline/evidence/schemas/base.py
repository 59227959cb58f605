"""What both nouns share."""

from typing import Annotated

from leadline.workspaces.doors.inputs import name_up_to, text_up_to

Text = Annotated[str, name_up_to(20_000)]
Notes = Annotated[str, text_up_to(20_000)]
Source = Annotated[str, text_up_to(300)]
