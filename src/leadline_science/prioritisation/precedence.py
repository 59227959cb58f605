"""What waits for what."""

from collections.abc import Sequence

from leadline_science.refusals import Circular, NotNamed

Before = Sequence[Sequence[int]]


def prerequisites(names: Sequence[str], after: Sequence[Sequence[str]]) -> list[list[int]]:
    """Per job the places of the jobs it waits for. Raises `NotNamed`, `Circular`."""
    place = {name: at for at, name in enumerate(names)}
    for name, others in zip(names, after, strict=True):
        for other in others:
            if other not in place:
                raise NotNamed(f"{name} waits for {other}, which is not given.", "Give it as well.")
    before = [sorted({place[other] for other in others}) for others in after]
    _refuse_circles(names, before)
    return before


def in_order(before: Before) -> list[int]:
    """All jobs that wait for no circle, each behind those it waits for."""
    left = [len(each) for each in before]
    after = successors(before)
    ready = [job for job, count in enumerate(left) if count == 0]
    for job in ready:
        for other in after[job]:
            left[other] -= 1
            if left[other] == 0:
                ready.append(other)
    return ready


def successors(before: Before) -> list[list[int]]:
    """Per job the jobs that wait for it."""
    after: list[list[int]] = [[] for _ in before]
    for job, others in enumerate(before):
        for other in others:
            after[other].append(job)
    return after


def _refuse_circles(names: Sequence[str], before: Before) -> None:
    settled = set(in_order(before))
    if len(settled) == len(names):
        return
    job = next(at for at in range(len(names)) if at not in settled)
    path: list[int] = []
    while job not in path:
        path.append(job)
        job = next(other for other in before[job] if other not in settled)
    circle = [names[at] for at in [*path[path.index(job) :], job]]
    raise Circular(f"{' waits for '.join(circle)}.", "Take one of these prerequisites away.")


def ancestors(before: Before) -> list[int]:
    """Per job all jobs it waits for, near and far, as the bits of a number."""
    found = [0] * len(before)
    for job in in_order(before):
        for other in before[job]:
            found[job] |= found[other] | (1 << other)
    return found


def reduced(before: Before) -> list[list[int]]:
    """The prerequisites without those that follow from others."""
    if all(len(each) < 2 for each in before):
        return [list(each) for each in before]
    far = ancestors(before)
    return [[at for at in each if not any(far[o] >> at & 1 for o in each)] for each in before]


def components(before: Before) -> list[list[int]]:
    """The groups of jobs that have to do with each other, in the order of their first job."""
    after, group = successors(before), [-1] * len(before)
    groups: list[list[int]] = []
    for start in range(len(before)):
        if group[start] >= 0:
            continue
        members = [start]
        group[start] = len(groups)
        for job in members:
            for other in (*before[job], *after[job]):
                if group[other] < 0:
                    group[other] = len(groups)
                    members.append(other)
        groups.append(sorted(members))
    return groups


def within(members: Sequence[int], before: Before) -> list[list[int]]:
    """The prerequisites among `members`, numbered anew from 0."""
    place = {job: at for at, job in enumerate(members)}
    return [[place[other] for other in before[job] if other in place] for job in members]
