"""What is said when a kept answer is computed again."""

from types import SimpleNamespace

import pytest

from leadline.foundation.replayed import Replayed
from leadline.workspaces.doors.rooms import replay_words


@pytest.mark.parametrize(
    ("same", "version_now", "said"),
    [
        (True, "2", "the very same answer"),
        (False, "2", "This is a defect"),
        (False, "3", "a newer version (3)"),
    ],
)
def test_another_answer_is_a_defect_unless_the_method_is_a_newer_one(same: bool, version_now: str, said: str) -> None:  # fmt: skip
    assert said in replay_words(Replayed(SimpleNamespace(method_version="2"), same, version_now))
