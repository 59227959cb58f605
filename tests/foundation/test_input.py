"""What no view should see is refused at the shell; what it may see comes through unchanged."""

import base64
import json
from uuid import UUID

import pytest
from django import forms
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation import strict_json
from leadline.foundation.forms import Form
from leadline.foundation.keys import new_key
from leadline.foundation.paging import page_of
from leadline.foundation.ranks import ranks_between
from leadline.foundation.refusals import Invalid
from leadline.workspaces.models import Workspace
from tests.world import MONDAY

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_every_ordinary_value_comes_through(value: object) -> None:
    assert strict_json.loads(json.dumps(value)) == value


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1, "a": 2}', b'{"a": NaN}', b'[Infinity]', b"[1e999]", b'"\\u0000"', b'"\\ud800"',
        b"9" * 5_000, b"[-" + b"9" * 301 + b"]", b"[" * 65 + b"]" * 65, b"\xff", b"", b"{", b'{"\\u0000": 1}', b'["a"] x',
    ],
)  # fmt: skip
def test_odd_json_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid):
        strict_json.loads(body)


def test_brackets_inside_texts_are_no_depth() -> None:
    assert strict_json.loads(json.dumps(["[" * 100])) == ["[" * 100]


@pytest.mark.parametrize(
    "path",
    ["/?a=%00", "/?a=%ED%A0%80", "/?a=%FF", "/%00", "/?%zz", "/?a=" + "x" * 9_000, "/?" + "&".join(f"a{n}=1" for n in range(1_001))],
)  # fmt: skip
@pytest.mark.django_db
def test_an_odd_address_is_answered_with_400(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.django_db
def test_an_odd_form_is_answered_with_400(client: Client) -> None:
    assert client.post("/accounts/login/", {"login": "a\0b"}).status_code == 400
    assert client.post("/accounts/login/", {f"f{n}": "x" for n in range(1_001)}).status_code == 400
    odd = client.post(
        "/accounts/login/", b"--x\r\nbad", content_type="multipart/form-data; boundary=x"
    )
    assert odd.status_code in {200, 400, 403}


@pytest.mark.parametrize("body", ["login=%ED%A0%80", "login=%FF", b"login=\xff", "login=%zz"])
@pytest.mark.django_db
def test_a_form_of_bytes_that_are_no_text_is_answered_with_400(
    client: Client, body: object
) -> None:
    form = "application/x-www-form-urlencoded"
    assert client.post("/accounts/login/", body, content_type=form).status_code == 400


@pytest.mark.django_db
def test_text_of_any_script_comes_through_a_form(client: Client) -> None:
    form = "application/x-www-form-urlencoded"
    assert client.post("/accounts/login/", "login=Ås 100%25", content_type=form).status_code == 200


@pytest.mark.django_db
def test_a_program_gets_its_refusal_as_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/nowhere?a=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["detail"] == "A text holds the NUL character. Take it out."


@pytest.mark.django_db
def test_a_cursor_of_a_day_beyond_the_calendar_is_of_another_list() -> None:
    far = b"0001-01-01T00:00:00+14:00\x1f01900000-0000-7000-8000-000000000000"
    cursor = base64.urlsafe_b64encode(far).decode().rstrip("=")
    with pytest.raises(Invalid, match="another list"):
        page_of(Workspace._base_manager.all(), ["created_at", "id"], cursor)


def test_keys_sort_by_age_and_are_version_7() -> None:
    first, second = new_key(MONDAY), new_key()
    assert first < second
    assert UUID(str(first)).version == 7


def test_keys_of_one_instant_ascend_in_their_order_whatever_is_made_between_them() -> None:
    keys = [(new_key(MONDAY), new_key())[0] for _ in range(1_000)]
    assert keys == sorted(set(keys))
    assert {key.version for key in keys} == {7}


@given(st.lists(st.integers(0, 30), max_size=40))
def test_there_is_always_room_between_two_ranks(places: list[int]) -> None:
    ranks = ranks_between(None, None, 2)
    for place in places:
        at = place % (len(ranks) + 1)
        before = ranks[at - 1] if at else None
        after = ranks[at] if at < len(ranks) else None
        ranks.insert(at, ranks_between(before, after)[0])
    assert ranks == sorted(set(ranks), key=str.encode)


def test_fields_that_belong_together_share_a_line() -> None:
    class Span(Form):
        name = forms.CharField()
        starts_on = forms.DateField()
        ends_on = forms.DateField()
        together = (("starts_on", "ends_on"),)

    drawn = [[field.name for field in line] for line in Span().lines()]
    assert drawn == [["name"], ["starts_on", "ends_on"]]
