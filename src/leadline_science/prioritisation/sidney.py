"""Optimal blocks where jobs wait for several others (Sidney 1975), and orders inside a block."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from leadline_science.prioritisation.blocks import Block, horn, horn_backwards
from leadline_science.prioritisation.precedence import Before, ancestors, successors, within

MOST_STATES = 20_000
MOST_DECOMPOSED = 1000


def blocks_of(weights: Sequence[float], durations: Sequence[float], before: Before) -> list[Block]:
    """The blocks of a good order of jobs that hang together; exact on trees either way."""
    if all(len(each) < 2 for each in before):
        return horn(weights, durations, [each[0] if each else -1 for each in before])
    after = successors(before)
    if all(len(each) < 2 for each in after):
        return horn_backwards(weights, durations, [each[0] if each else -1 for each in after])
    if len(weights) > MOST_DECOMPOSED:
        order = by_relaxation(weights, durations, before)
        return [Block(tuple(order), sum(weights), sum(durations), exact=False)]
    return _decomposed(weights, durations, before)


def _decomposed(
    weights: Sequence[float], durations: Sequence[float], before: Before
) -> list[Block]:
    left, blocks = list(range(len(weights))), list[Block]()
    while left:
        inner = within(left, before)
        w, p = [weights[job] for job in left], [durations[job] for job in left]
        members = [left[at] for at in densest(w, p, inner)]
        blocks.append(_ordered(members, weights, durations, before))
        left = [job for job in left if job not in set(members)]
    return blocks


def densest(weights: Sequence[float], durations: Sequence[float], before: Before) -> list[int]:
    """The set of highest ratio among sets that hold all they wait for.

    A linear programme: most Σ w y with Σ p y = 1 and y[j] ≤ y[i] where j waits for i; its corners
    are such sets.
    """
    pairs = [(job, other) for job, others in enumerate(before) for other in others]
    size, scale = len(weights), max(durations)
    rows = np.repeat(np.arange(len(pairs)), 2)
    signs = np.tile([1.0, -1.0], len(pairs))
    columns = np.array(pairs, dtype=np.int64).ravel()
    found = linprog(
        -np.array(weights) / max(*weights, 1e-300),
        A_ub=csr_array((signs, (rows, columns)), shape=(len(pairs), size)) if pairs else None,
        b_ub=np.zeros(len(pairs)) if pairs else None,
        A_eq=np.array([durations]) / scale,
        b_eq=[1.0],
        method="highs-ds",
    )
    members = np.flatnonzero(found.x > 0.5 * found.x.max())
    return [int(at) for at in members]


def _ordered(
    members: Sequence[int], weights: Sequence[float], durations: Sequence[float], before: Before
) -> Block:
    w, p = [weights[job] for job in members], [durations[job] for job in members]
    inner = within(members, before)
    order = by_enumeration(w, p, inner)
    exact = order is not None
    if order is None:
        order = improved(by_density(w, p, inner), w, p, inner)
    return Block(tuple(members[at] for at in order), sum(w), sum(p), exact)


def by_enumeration(
    weights: Sequence[float], durations: Sequence[float], before: Before
) -> list[int] | None:
    """The best order, over all sets that may be done first; None when there are too many sets."""
    needs = [sum(1 << other for other in others) for others in before]
    layer: dict[int, tuple[float, float, tuple[int, ...]]] = {0: (0.0, 0.0, ())}
    states = 0
    for _ in weights:
        following: dict[int, tuple[float, float, tuple[int, ...]]] = {}
        for done, (cost, time, order) in layer.items():
            for job, need in enumerate(needs):
                if done >> job & 1 or need & ~done:
                    continue
                now = time + durations[job]
                reached, total = done | 1 << job, cost + weights[job] * now
                if reached not in following or total < following[reached][0]:
                    following[reached] = (total, now, (*order, job))
        layer = following
        states += len(layer)
        if states > MOST_STATES:
            return None
    return list(next(iter(layer.values()))[2])


def by_density(weights: Sequence[float], durations: Sequence[float], before: Before) -> list[int]:
    """Again and again the job that, with all it still waits for, has the highest ratio."""
    bits = ancestors(before)
    size = len(weights)
    closure = np.array(
        [[bits[job] >> at & 1 or at == job for at in range(size)] for job in range(size)]
    )
    w, p = np.array(weights, dtype=float), np.array(durations, dtype=float)
    left, order = np.ones(size, dtype=bool), list[int]()
    depth = [each.bit_count() for each in bits]
    while left.any():
        held = closure * left
        ratios = np.where(left, (held @ w) / np.maximum(held @ p, 1e-300), -1.0)
        chosen = np.flatnonzero(held[int(ratios.argmax())])
        order += sorted(chosen.tolist(), key=lambda job: depth[job])
        left[chosen] = False
    return order


def by_relaxation(
    weights: Sequence[float], durations: Sequence[float], before: Before
) -> list[int]:
    """The order in which one prerequisite of each would have it, mended to keep all of them."""
    wanted = {
        job: at
        for at, job in enumerate(
            job for block in relaxed(weights, durations, before) for job in block.jobs
        )
    }
    after, left = successors(before), [len(each) for each in before]
    ready = [(wanted[job], job) for job, count in enumerate(left) if count == 0]
    heapify(ready)
    order: list[int] = []
    while ready:
        _, job = heappop(ready)
        order.append(job)
        for other in after[job]:
            left[other] -= 1
            if left[other] == 0:
                heappush(ready, (wanted[other], other))
    return order


def relaxed(weights: Sequence[float], durations: Sequence[float], before: Before) -> list[Block]:
    """Optimal blocks when of each job's prerequisites only the longest counts: never dearer."""
    parents = [max(each, key=lambda at: durations[at], default=-1) for each in before]
    return horn(weights, durations, parents)


def improved(
    order: Sequence[int], weights: Sequence[float], durations: Sequence[float], before: Before
) -> list[int]:
    """Neighbours exchanged as long as that is cheaper."""
    order, changed = list(order), True
    while changed:
        changed = False
        for at in range(len(order) - 1):
            one, other = order[at], order[at + 1]
            cheaper = weights[other] * durations[one] > weights[one] * durations[other]
            if cheaper and one not in before[other]:
                order[at], order[at + 1] = other, one
                changed = True
    return order
