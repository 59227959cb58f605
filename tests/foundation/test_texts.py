"""Text files in whatever encoding people's tools write them."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadline.foundation.refusals import Invalid
from leadline.foundation.tabular.encodings import text_of
from leadline.foundation.tabular.limits import Limits, Unreadable
from leadline.foundation.tabular.whole import read_text
from leadline.metrics.pasted import Pasted
from leadline.metrics.pasted import read_pasted as read_readings

WORDS = "Ziel;Größe\nFähren pünktlich;90,5\nKöln;12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"])  # fmt: skip
def test_a_text_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "text.csv"
    file.write_bytes(WORDS.encode(encoding))
    assert text_of(file) == WORDS


def test_other_alphabets_are_told_by_their_letters(tmp_path: Path) -> None:
    said = "Расписание приливов пропадает, как только мы выходим в море.\n" * 3
    file = tmp_path / "text.txt"
    file.write_bytes(said.encode("cp1251"))
    assert text_of(file) == said


def test_a_text_is_read_by_the_limited_process() -> None:
    assert read_text(WORDS.encode("cp1252")) == WORDS


@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [(b"PK\x03\x04 and the rest", "a workbook", "Save its sheet as CSV"), (b"\xd0\xcf\x11\xe0 and the rest", "a workbook", "Save its sheet as CSV"),
     (bytes(range(17)) * 9, "no text file", "Save it as CSV or as plain text"), (b"x" * 2**20 * 2, "2 MB; 1 MB", "Split it")],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes, reason: str, remedy: str) -> None:  # fmt: skip
    with pytest.raises(Invalid, match=reason) as told:
        read_text(content, Limits(bytes=2**20))
    (problem,) = told.value.problems
    assert (problem.field, remedy in problem.remedy) == ("file", True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_whatever_file_is_given_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any"
    file.write_bytes(content)
    with suppress(Unreadable, Invalid):
        assert isinstance(read_readings(text_of(file)), Pasted)
