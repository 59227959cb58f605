"""When each bar of a roadmap is likely done: from kept inputs alone, the same answer years later.

A team takes up its bars in their order; what a bar waits for goes before it. A bar is done when
all before it in the queue of its team and its own work are done, and not before what it waits for
is done and its own work after that, nor before its planned start and its own work after that. The
latest of these is joined by merge bias (`forecasting.all_done`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from leadline.roadmap.queries.bars import FINISHED
from leadline_science.forecasting import (
    JointForecast,
    Throughput,
    WhenForecast,
    Work,
    all_done,
    forecast_when,
    in_turn,
)
from leadline_science.refusals import Refused

METHOD, VERSION = "roadmap.queue", "1"
HORIZON = 156
SURE = 0.9995
LEAST_WEEKS = 2
Part = WhenForecast | JointForecast
Effort = tuple[float, float, float]


@dataclass(frozen=True)
class Pace:
    """A team: the items that it finished in each of the last weeks, oldest first, and its people.

    `grows`: how many items one that was planned has become on its bars, 1 where nothing was added.
    """

    name: str
    weeks: tuple[float, ...]
    size: int
    grows: float = 1.0

    @property
    def is_known(self) -> bool:
        return len(self.weeks) >= LEAST_WEEKS and any(self.weeks)


@dataclass(frozen=True)
class BarInput:
    """A bar as a forecast takes it: its items, or the person-weeks of its team, low to high.

    `not_before`: weeks until its planned
    start. `waits`: the bars that come before it.
    """

    id: str
    name: str
    team: str
    open: int
    finished: int
    effort: Effort | None
    not_before: int
    waits: tuple[str, ...]
    promised_on: str = ""


@dataclass(frozen=True)
class PlanInputs:
    """All that the answer rests on, in plain types; the bars in their order."""

    starts_on: str
    window: int
    teams: Mapping[str, Pace]
    bars: Sequence[BarInput]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PlanInputs":
        teams = {key: Pace(**{**each, "weeks": tuple(each["weeks"])}) for key, each in data["teams"].items()}  # fmt: skip
        return cls(data["starts_on"], data["window"], teams, tuple(_bar_from(each) for each in data["bars"]))  # fmt: skip


def _bar_from(data: Mapping[str, Any]) -> BarInput:
    effort = data["effort"] and tuple(data["effort"])
    return BarInput(**{**data, "waits": tuple(data["waits"]), "effort": effort})  # fmt: skip


@dataclass(frozen=True)
class BarAnswer:
    """The chances by the end of each week, or what a forecast lacks.

    `basis` is "items" or "effort"; `p50` and `p85` are weeks, None beyond the last looked at.
    """

    p50: int | None = None
    p85: int | None = None
    chances: tuple[float, ...] = ()
    basis: str = ""
    lacks: str = ""
    notes: tuple[str, ...] = ()


@dataclass
class Queue:
    """What a team has before it: items, and person-weeks."""

    items: float = 0.0
    effort: Effort = (0.0, 0.0, 0.0)

    def take(self, bar: BarInput, basis: str) -> None:
        if basis == "items":
            self.items += bar.open
        elif bar.effort:
            low, likely, high = (mine + more for mine, more in zip(self.effort, bar.effort, strict=True))  # fmt: skip
            self.effort = (low, likely, high)


@dataclass
class Foretelling:
    """One answering of the inputs: what was computed so far."""

    inputs: PlanInputs
    queues: dict[str, Queue] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    behind: set[str] = field(default_factory=set)
    answers: dict[str, BarAnswer] = field(default_factory=dict)
    memory: dict[Any, WhenForecast] = field(default_factory=dict)

    def answer(self, bar: BarInput, left_out: Sequence[str]) -> None:
        pace = self.inputs.teams.get(bar.team)
        basis, lacks = basis_of_work(bar, pace)
        if lacks or pace is None:
            self.answers[bar.id] = BarAnswer(lacks=lacks)
            return
        try:
            self.answers[bar.id] = self._told(bar, pace, basis, left_out)
        except Refused as refused:
            self.answers[bar.id] = BarAnswer(lacks=f"{refused.what} {refused.remedy}"[:300])

    def _told(
        self, bar: BarInput, pace: Pace, basis: str, left_out: Sequence[str]
    ) -> BarAnswer:  # fmt: skip
        queue = self.queues.setdefault(bar.team, Queue())
        queue.take(bar, basis)
        branches = [self._of(pace, queue.items, queue.effort)]
        branches += self._held_up(bar, pace, basis)
        done = _cut(all_done(branches)) if len(branches) > 1 else branches[0]
        if len(branches) > 1:
            self.behind.add(bar.id)
        self.parts[bar.id] = done
        return _answer(done, basis, self._notes(bar, left_out))

    def _held_up(self, bar: BarInput, pace: Pace, basis: str) -> list[Part]:
        """The bar after its planned start, and after each bar that the queue does not hold before it."""
        waits = [self.parts[key] for key in bar.waits if key in self.parts and not self._in_queue(bar, key)]  # fmt: skip
        if not waits and not bar.not_before:
            return []
        items, effort = (float(bar.open), None) if basis == "items" else (0.0, bar.effort)
        own = self._of(pace, items, effort or (0.0, 0.0, 0.0))
        late = [self._of(pace, items, effort or (0.0, 0.0, 0.0), bar.not_before)] if bar.not_before else []  # fmt: skip
        return [*late, *(_cut(in_turn([before, own])) for before in waits)]

    def _in_queue(self, bar: BarInput, key: str) -> bool:
        """Whether the other bar is done by the queue alone, which this one comes behind in."""
        return key not in self.behind and self._team_of(key) == bar.team

    def _team_of(self, key: str) -> str:
        return next(bar.team for bar in self.inputs.bars if bar.id == key)

    def _of(
        self, pace: Pace, items: float, effort: Effort, weeks_off: int = 0
    ) -> Part:  # fmt: skip
        parts: list[WhenForecast] = []
        if items:
            parts.append(self._when(pace.weeks, Work(items, items, 1.0, pace.grows), weeks_off))
        if effort[2]:
            people = (float(pace.size),) * LEAST_WEEKS
            parts.append(self._when(people, Work(_least(effort), _most(effort)), weeks_off))
        return parts[0] if len(parts) == 1 else _cut(in_turn(parts))

    def _when(self, weeks: tuple[float, ...], work: Work, weeks_off: int) -> WhenForecast:
        asked = (weeks, work, weeks_off)
        if asked not in self.memory:
            capacity = (0.0,) * min(weeks_off, HORIZON)
            self.memory[asked] = forecast_when(Throughput(weeks), work, capacity=capacity, horizon=HORIZON)  # fmt: skip
        return self.memory[asked]

    def _notes(self, bar: BarInput, left_out: Sequence[str]) -> tuple[str, ...]:
        names = {each.id: each.name for each in self.inputs.bars}
        blind = [names[key] for key in bar.waits if key in names and key not in self.parts and self.answers.get(key, BarAnswer()).lacks != FINISHED]  # fmt: skip
        told = [f"It waits for “{name}”, which has no forecast." for name in blind if name not in left_out]  # fmt: skip
        return (*told, *(f"“{name}” waits for it as well; this was left aside." for name in left_out))  # fmt: skip


def foretell(inputs: PlanInputs) -> dict[str, BarAnswer]:
    """What is told of each bar, by its key."""
    run = Foretelling(inputs)
    for bar, left_out in in_order(inputs.bars):
        run.answer(bar, left_out)
    return run.answers


def in_order(bars: Sequence[BarInput]) -> list[tuple[BarInput, list[str]]]:
    """The bars as they are taken up: by place, but what one waits for before it.

    Beside each the names of bars that it waits for and that wait for it: where the work of two
    bars is tied both ways, the earlier one goes first.
    """
    known = {bar.id: bar for bar in bars}
    found: list[tuple[BarInput, list[str]]] = []
    state: dict[str, int] = {}
    for bar in bars:
        _visit(bar, known, state, found)
    return found


def _visit(
    top: BarInput, known: Mapping[str, BarInput], state: dict[str, int],
    found: list[tuple[BarInput, list[str]]],
) -> None:  # fmt: skip
    # By hand instead of by recursion: a chain may be as long as a roadmap.
    way: list[tuple[BarInput, list[str], list[str]]] = []
    if top.id not in state:
        state[top.id] = 1
        way.append((top, list(top.waits), []))
    while way:
        bar, waiting, left_out = way[-1]
        if not waiting:
            state[bar.id] = 2
            found.append((bar, left_out))
            way.pop()
            continue
        key = waiting.pop(0)
        if key not in known or state.get(key) == 2:
            continue
        if state.get(key) == 1:
            left_out.append(known[key].name)
            continue
        state[key] = 1
        way.append((known[key], list(known[key].waits), []))


def basis_of_work(bar: BarInput, pace: Pace | None) -> tuple[str, str]:
    """From what the work of a bar is known: "items" or "effort"; or else why there is no forecast."""
    if bar.finished and not bar.open:
        return "", FINISHED
    if pace is None:
        return "", "It has no team."
    if bar.open and pace.is_known:
        return "items", ""
    if bar.effort is not None and bar.effort[2] > 0 and pace.size > 0:
        return "effort", ""
    return "", _lacking(bar, pace)


def _lacking(bar: BarInput, pace: Pace) -> str:
    if bar.open:
        return f"{pace.name} has finished work in fewer than {LEAST_WEEKS} of the last weeks."
    if bar.effort is not None and not pace.size:
        return f"Nobody is in {pace.name}."
    return "It has no items, and its bet has no effort for this team."


def _answer(part: Part, basis: str, notes: tuple[str, ...]) -> BarAnswer:
    chances = tuple(round(min(max(chance, 0.0), 1.0), 4) for chance in part.chances)
    sure = next((at + 1 for at, chance in enumerate(chances) if chance >= SURE), len(chances))
    return BarAnswer(part.percentile(0.5), part.percentile(0.85), chances[:sure], basis, "", notes)


def _cut(part: JointForecast) -> JointForecast:
    """The same within the horizon, so that long chains stay as long as one link."""
    if len(part.chances) <= HORIZON:
        return part
    chances = part.chances[:HORIZON]
    return replace(part, chances=chances, least=part.least[:HORIZON], most=part.most[:HORIZON], later=1 - chances[-1])  # fmt: skip


def _least(effort: Effort) -> float:
    return max(round(effort[0], 2), 0.01)


def _most(effort: Effort) -> float:
    return max(round(effort[2], 2), _least(effort))
