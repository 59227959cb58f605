"""What the command says of a database that it cannot work with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FORECAST = ("forecast", "when", "--product", "Tideboard", "--items", "20")


def told(folder: Path, **environment: str) -> str:
    """What a command says on a database of its own; it must end with 1 and one line."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("LEADLINE_", "DJANGO_"))}
    answer = subprocess.run(
        [sys.executable, "-m", "leadline", *FORECAST],
        env=own | {"LEADLINE_DATA": str(folder)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (answer.returncode, answer.stderr.strip().count("\n")) == (1, 0), answer.stderr
    return answer.stderr


def test_a_database_that_was_never_set_up_is_named_with_the_remedy(tmp_path: Path) -> None:
    said = told(tmp_path)
    assert f"The database in {tmp_path} is not set up for this version" in said
    assert "LEADLINE_DATA" in said


@pytest.mark.parametrize("url", ["postgresql://ann:pass@127.0.0.1:9/leadline"])
def test_a_database_that_does_not_answer_is_named(tmp_path: Path, url: str) -> None:
    said = told(tmp_path, LEADLINE_DATABASE_URL=url)
    assert "LEADLINE_DATABASE_URL does not answer" in said
