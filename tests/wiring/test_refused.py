"""What a schema refuses is told with the field, the reason and the remedy."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from django.test import Client
from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from leadline.wiring.refused import TELLS, problem_of
from tests.world import World


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1, max_length=3)] = "a"
    key: Annotated[str, Field(pattern="^[A-Z]+$")] = "A"
    count: Annotated[int, Field(ge=1, le=5)] = 1
    share: Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)] = 0.5
    record: Annotated[UUID, Strict(strict=False)] | None = None
    on: Annotated[date, Strict(strict=False)] | None = None
    kind: Literal["short", "long"] = "short"
    rows: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]
    is_open: bool = False


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "", "name: It is empty. Fill it in."),
        ("name", "Wind", "name: It is longer than 3 characters. Shorten it."),
        ("name", 3, "name: It is no text. Send a text in quotation marks."),
        ("key", "a", "key: It is not written as it should be. Write it as ^[A-Z]+$ says."),
        ("count", "1", "count: It is no whole number. Send a number without a fraction and without quotation marks."),
        ("count", 9, "count: It is above 5. Take 5 or less."),
        ("share", 1, "share: It is not below 1. Take less than 1."),
        ("share", float("inf"), "share: It is no finite number. Send a number."),
        ("record", "x", "record: It is no id. Send the id of a record as the API gave it."),
        ("on", "31.3.2026", "on: It is no date. Write it as in 2026-03-31."),
        ("kind", "far", "kind: It is none of the words that may stand here. Take 'short' or 'long'."),
        ("rows", [], "rows: It holds fewer than 1. Send 1 or more."),
        ("rows", "x", "rows: It is no list. Send a list in square brackets."),
        ("is_open", "no", "is_open: It is neither true nor false. Send true or false, without quotation marks."),
        ("nmae", "Wind", "nmae: There is no such field. Leave it out, or look in openapi.json for its name."),
    ],
)  # fmt: skip
def test_an_odd_value_is_told_with_its_remedy(field: str, value: Any, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Body.model_validate({field: value})
    (error,) = refused.value.errors()
    assert str(problem_of({**error, "loc": ("body", "body", *error["loc"])})) == told


def test_an_unknown_kind_of_error_keeps_its_reason() -> None:
    problem = problem_of({"type": "value_error", "loc": ("body", "body", "on"), "msg": "Value error, It is late.", "ctx": {"error": "x"}})  # fmt: skip
    assert (problem.field, problem.reason) == ("on", "It is late.")
    assert problem.remedy


def test_every_kind_has_a_reason_and_a_remedy() -> None:
    assert all(reason and remedy for reason, remedy in TELLS.values())


def test_the_api_answers_so(world: World, client: Client) -> None:
    client.force_login(world.edda.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/api/v1/{world.workspace.slug}/goals", {"owner": "x"}, content_type="application/json")  # fmt: skip
    assert answer.json()["problems"] == [
        {"field": "name", "reason": "It is missing.", "remedy": "Send it."},
        {"field": "owner", "reason": "It is no id.", "remedy": "Send the id of a record as the API gave it."},
    ]  # fmt: skip
