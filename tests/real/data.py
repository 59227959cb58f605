"""Data that real products left behind, made by nobody of this project and never committed to it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "data"
present = pytest.mark.skipif(
    not FOLDER.exists(), reason="the folder with real data is not on this machine"
)
