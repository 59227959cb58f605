"""Malformed files: a refusal or a report, never a crash, never something partial.

A few hundred at each run; ten thousand by `pytest tests/integrations/test_malformed.py --hypothesis-profile=deep`.
"""

import csv
import io
import zipfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.backlog.models import Item
from leadline.foundation.refusals import Refusal
from leadline.foundation.tabular import child
from leadline.foundation.tabular.limits import LIMITS, Limits, Unreadable
from leadline.foundation.tabular.parent import Wish, read_file
from leadline.integrations.models import Import, ImportRow
from leadline.workspaces.scope import scope
from tests.integrations.files import JIRA, bring, imported, workbook
from tests.world import World

SMALL = replace(
    LIMITS,
    bytes=2**20,
    rows=500,
    columns=60,
    cell=5_000,
    row=20_000,
    decompressed=2**22,
    members=60,
)
WORKBOOK = workbook(
    [["Key", "Title", "Created"], ["A-1", "Wind", "2026-03-02"], ["A-2", "Rain", "2026-03-03"]]
)
PIECES = st.sampled_from([
    b'"', b'""', b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"=cmd()", b"\xe9",
    b"\xed\xa0\x80", b"Key,Title\n", b"A-1,Wind\n", "Größe;Übergröße\n".encode("cp1252"), b"2026-13-45", b"x" * 6_000,
    "日本,語\n".encode("utf-16"), b"sep=;\n", b"1,5\n" * 50, b"," * 70,
])  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=2_000),
    st.lists(PIECES, max_size=40).map(b"".join),
    st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=20).map(lambda edits: _damaged(WORKBOOK, edits)),
    st.integers(0, len(WORKBOOK)).map(lambda end: WORKBOOK[:end]),
)  # fmt: skip
IS_DEEP = settings.get_current_profile_name() == "deep"
ENOUGH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def _damaged(data: bytes, edits: list[tuple[int, int]]) -> bytes:
    damaged = bytearray(data)
    for place, value in edits:
        damaged[place] = value
    return bytes(damaged)


@settings(max_examples=10_000 if IS_DEEP else 300, suppress_health_check=ENOUGH)
@given(data=BYTES)
def test_reading_ends_in_rows_or_in_a_refusal_with_a_reason(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    told = outcome_of(path)
    if isinstance(told, Unreadable):
        assert told.reason
        return
    assert [told[0]["is"], told[-1]["is"]] == ["file", "end"]
    cells = [
        cell
        for message in told
        if message["is"] == "rows"
        for row in message["rows"]
        for cell in row[1]
    ]
    assert not any(
        "\x00" in cell or "\ud800" <= letter <= "\udfff" for cell in cells for letter in cell
    )


def outcome_of(path: Path) -> Unreadable | list[dict[str, Any]]:
    former = csv.field_size_limit(SMALL.cell)
    try:
        return list(child.read(path, SMALL))
    except Unreadable as why:
        return why
    finally:
        csv.field_size_limit(former)


@pytest.mark.django_db
@settings(max_examples=400 if IS_DEEP else 40, suppress_health_check=ENOUGH)
@given(data=st.lists(PIECES, max_size=30).map(b"".join))
def test_nothing_partial_is_left_behind(world: World, tmp_path: Path, data: bytes) -> None:
    with scope(world.workspace):
        before = Item.with_trash.count()
        try:
            counts = imported(world, tmp_path, data, "odd.csv").counts
        except Refusal:
            assert Item.with_trash.count() == before
            return
        assert Item.with_trash.count() == before + counts["new"]


def refusal_of(path: Path, limits: Limits = LIMITS) -> Unreadable:
    with pytest.raises(Unreadable) as told:
        list(read_file(path, Wish(), limits))
    return told.value


def bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Key,Title\nA-1,\"never closed\nA-2,x\n", "row 2 is opened and never closed"),
        (b"Key,Title\nA-1," + b"x" * 300_000 + b"\n", "more than 200,000 characters"),
        (b"Key,Title\n", "no rows"),
        (b"\n\n\n", "no rows"),
        (bytes(range(256)) * 20, "no text file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Excel"),
        (bomb(50 * 2**20), "two hundred times"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (("a," * 600 + "\n").encode() * 3, "500 columns"),
    ],
    ids=["open quote", "huge cell", "header only", "blank", "binary", "old Excel", "bomb", "broken zip", "wide"],
)  # fmt: skip
def test_each_fault_has_its_reason_and_a_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    why = refusal_of(path)
    assert reason in why.reason
    assert why.remedy


def test_too_many_members_and_too_large_an_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(70):
            archive.writestr(f"xl/{number}.xml", b"<a/>")
    path.write_bytes(out.getvalue())
    assert "70 parts" in refusal_of(path, SMALL).reason
    path.write_bytes(bomb(5 * 2**20))
    assert "unpacks to" in refusal_of(path, SMALL).reason


def test_a_reader_beyond_its_memory_or_time_is_stopped_not_the_server(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"Key,Title\n" + b"A,x\n" * 200_000)
    assert refusal_of(path, replace(LIMITS, seconds=0, rows=10**6)).reason
    path.write_bytes(b'a,"' + b"x" * (60 * 2**20) + b'"\n')
    tight = replace(LIMITS, memory=150 * 2**20, cell=100 * 2**20, row=100 * 2**20)
    assert "memory" in refusal_of(path, tight).reason


def test_the_reader_cannot_write_a_file(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = (
        "from leadline.foundation.limited import give_up;"
        "give_up(2**30, 180)\nwith open('made', 'w') as file: file.write('x')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True)  # fmt: skip
    assert done.returncode
    assert (tmp_path / "made").stat().st_size == 0


@pytest.mark.django_db
def test_a_refused_file_leaves_no_rows(world: World) -> None:
    batch = bring(world, JIRA + 'KEL-9,"open\n')
    assert batch.state == "unreadable"
    with scope(world.workspace):
        assert not ImportRow.objects.exists()
        assert Import.objects.count() == 1


def test_limits_travel_to_the_process(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"Key\n" + b"A\n" * 600)
    assert "more than 500 rows" in refusal_of(path, SMALL).reason
    assert set(asdict(SMALL)) == set(asdict(LIMITS))
