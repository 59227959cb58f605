"""The kinds of values that the schemas of this room share."""

from typing import Annotated, Literal

from pydantic import Field

from leadline.workspaces.doors.inputs import name_up_to, text_up_to

Kind = Literal["epic", "story", "quality", "bug", "task"]
Category = Literal["to_do", "doing", "done"]
FieldType = Literal["text", "number", "date", "choice", "link"]
Key = Annotated[str, name_up_to(10)]
Title = Annotated[str, name_up_to(300)]
Name = Annotated[str, name_up_to(80)]
Long = Annotated[str, text_up_to(100_000)]
Clause = Annotated[str, text_up_to(2_000)]
Outcome = Annotated[str, name_up_to(2_000)]
Points = Annotated[float, Field(ge=0, le=99_999)]
Limit = Annotated[int, Field(ge=1, le=999)]
Names = Annotated[list[Name], Field(max_length=100)]
