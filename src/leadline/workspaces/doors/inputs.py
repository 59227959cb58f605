"""Kinds of values that bodies of the API hold, for the schemas of all rooms.

A body is strict, so what JSON can only write as text says that it may be text.
"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from pydantic import Field, Strict

from leadline.workspaces.models import Member

Id = Annotated[UUID, Strict(strict=False)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=200)]
Day = Annotated[date, Strict(strict=False)]


def text_up_to(length: int, least: int = 0) -> Any:
    """The bounds of a text."""
    return Field(min_length=least, max_length=length)


def name_up_to(length: int) -> Any:
    """The bounds of a name, which is never empty."""
    return text_up_to(length, 1)


def acting(request: HttpRequest) -> Member:
    """The member for whom a request acts."""
    member = request.member  # type: ignore[attr-defined]
    assert isinstance(member, Member)
    return member
