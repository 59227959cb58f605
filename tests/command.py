"""The `leadline` command, run within the test."""

import pytest

from leadline.wiring.command import main


def command(*words: str) -> int:
    """Run a verb; gives its exit code, 1 for a refusal."""
    with pytest.raises(SystemExit) as ended:
        main([*words])
    code = ended.value.code
    return code if isinstance(code, int) else 1
