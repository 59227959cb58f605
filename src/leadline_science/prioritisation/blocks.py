"""Jobs that belong together in an optimal order, and how such blocks follow each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True)
class Block:
    """`jobs` in the order in which they are done, their summed cost of delay and duration.

    `exact`: this order is the best within the block; else it is a good one.
    """

    jobs: tuple[int, ...]
    weight: float
    duration: float
    exact: bool = True

    @property
    def ratio(self) -> float:
        """Cost of delay per duration of the whole block."""
        return self.weight / self.duration


class Chains:
    """Blocks that grow by joining, as linked lists, so that joining costs nothing."""

    def __init__(self, weights: Sequence[float], durations: Sequence[float]) -> None:
        self.weights, self.durations = list(weights), list(durations)
        self._next = [-1] * len(self.weights)
        self._last = list(range(len(self.weights)))
        self._head = list(range(len(self.weights)))

    def head_of(self, job: int) -> int:
        """The first job of the block that `job` is in."""
        while self._head[job] != job:
            self._head[job] = self._head[self._head[job]]
            job = self._head[job]
        return job

    def ratio(self, head: int) -> float:
        """Weight per duration of the block headed by `head`."""
        length = self.durations[head]
        return self.weights[head] / length if length > 0 else math.inf

    def join(self, first: int, second: int) -> None:
        """Append the block headed by `second` to the one headed by `first`."""
        self._next[self._last[first]] = second
        self._last[first] = self._last[second]
        self._head[second] = first
        self.weights[first] += self.weights[second]
        self.durations[first] += self.durations[second]

    def block(self, head: int) -> Block:
        """The block headed by `head`."""
        jobs, at = [], head
        while at >= 0:
            jobs.append(at)
            at = self._next[at]
        return Block(tuple(jobs), self.weights[head], self.durations[head])


def horn(
    weights: Sequence[float], durations: Sequence[float], parents: Sequence[int]
) -> list[Block]:
    """The blocks of an optimal order of a forest, first to last: Horn 1972, in n log n.

    `parents[j]`: the one job that j waits for, or -1. The block of the highest ratio goes at once
    when it waits for nothing, else it is joined to what it waits for.
    """
    chains = Chains(weights, durations)
    waiting = [(-chains.ratio(job), job) for job in range(len(weights))]
    current = [ratio for ratio, _ in waiting]
    done = [False] * len(waiting)
    blocks: list[Block] = []
    heapify(waiting)
    while waiting:
        ratio, head = heappop(waiting)
        if done[head] or chains.head_of(head) != head or ratio != current[head]:
            continue
        before = chains.head_of(parents[head]) if parents[head] >= 0 else -1
        if before < 0 or done[before]:
            done[head] = True
            blocks.append(chains.block(head))
            continue
        chains.join(before, head)
        current[before] = -chains.ratio(before)
        heappush(waiting, (current[before], before))
    return blocks


def horn_backwards(
    weights: Sequence[float], durations: Sequence[float], children: Sequence[int]
) -> list[Block]:
    """The same where each job has at most one job waiting for it: time reversed, roles exchanged."""
    blocks = horn(durations, weights, children)
    return [Block(each.jobs[::-1], each.duration, each.weight) for each in reversed(blocks)]


def delay_cost(order: Sequence[int], weights: Sequence[float], durations: Sequence[float]) -> float:
    """Σ cost of delay × finish."""
    cost = time = 0.0
    for job in order:
        time += durations[job]
        cost += weights[job] * time
    return cost
