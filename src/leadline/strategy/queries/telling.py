"""Where a key result or an objective stands against its plan, in a few words."""

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.strategy.queries.standing import State

SHAPES = {
    State.EMPTY: "todo", State.REACHED: "done", State.AHEAD: "info", State.BEHIND: "bad", State.MISSED: "bad",
}  # fmt: skip
"""How `ui.status` draws a state."""


class Standing(Protocol):
    """The share of the way that is gone, beside the share of the time that is over."""

    @property
    def state(self) -> State: ...
    @property
    def way(self) -> float | None: ...
    @property
    def elapsed(self) -> float: ...


def state_words(line: Standing) -> str:
    """Where it stands: "27 points behind plan"; a point is a hundredth of the way."""
    return {
        State.EMPTY: _("No value yet"),
        State.REACHED: _("Reached"),
        State.AHEAD: _lead_words(line),
        State.BEHIND: _lag_words(line),
        State.MISSED: _("Missed"),
    }[line.state]


def is_astray(line: Standing) -> bool:
    """Whether the value is further from the target than where it began."""
    return round(line.way or 0.0, 2) < 0


def _lead_words(line: Standing) -> str:
    points = _points(line)
    return ngettext("%(n)d point ahead of plan", "%(n)d points ahead of plan", points) % {"n": points} if points else _("On plan")  # fmt: skip


def _lag_words(line: Standing) -> str:
    points = _points(line)
    if is_astray(line):
        return _("Going the wrong way")
    return ngettext("%(n)d point behind plan", "%(n)d points behind plan", points) % {"n": points} if points else _("Just behind plan")  # fmt: skip


def _points(line: Standing) -> int:
    return abs(round(((line.way or 0.0) - line.elapsed) * 100))
