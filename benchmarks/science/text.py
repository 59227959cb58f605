"""Themes, duplicates and the time of an index, on texts that people wrote.

    python -m benchmarks.science.text [DATA_DIR]

`DATA_DIR` holds `banking77-queries` and `duplicates-gitbugs` (see README.md); what is not there is left
out. Without either, texts made of the model's own vocabulary tell the time of an index.
"""

import argparse
import csv
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

# Our own threads share the cores; those of the linear algebra would wait for each other.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from leadline_science.text import (
    DuplicateThreshold,
    Kept,
    Vectors,
    both,
    by_meaning,
    by_words,
    duplicate_threshold,
    find_themes,
)
from leadline_science.text.vectors import Places
from leadline_science.uncertainty import wilson

DATA = Path(__file__).parents[3] / "shared" / "data"
INTENTS = 77
PLAIN = "where is my card the app does not let me pay abroad with it and a transfer failed"
MANY = 10_000


@dataclass(frozen=True)
class Indexed:
    """Vectors, and the seconds they took by the clock and of CPU."""

    vectors: Vectors
    wall: float
    cpu: float


@dataclass(frozen=True)
class Measured:
    """By words, meaning and both: V of 77 themes and recall in the ten most alike, where the data are
    there; `seconds` by the clock and `cpu` seconds for 10,000 questions by meaning."""

    questions: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    agreement: tuple[tuple[str, float], ...] = ()
    recall: tuple[tuple[str, float], ...] = ()


def measured(data: Path, every: int = 1) -> Measured:
    """The figures that are aimed at, on each `every`th question."""
    queries, reports = data / "banking77-queries", data / "duplicates-gitbugs"
    found = _of_questions(*banking(queries), every) if queries.is_dir() else Measured()
    return replace(found, recall=_recall(*seamonkey(reports))) if reports.is_dir() else found


def _of_questions(texts: list[str], intents: Places, every: int) -> Measured:
    some, known = texts[::every], intents[::every]
    by_meaning(some[:1])
    meaning = indexed(by_meaning, some)
    found = (("words", by_words(some)), ("meaning", meaning.vectors))
    return Measured(
        len(some),
        meaning.wall * MANY / len(some),
        meaning.cpu * MANY / len(some),
        tuple((name, agreed(some, vectors, known)) for name, vectors in found),
    )


def _recall(texts: list[str], pairs: list[tuple[int, int]]) -> tuple[tuple[str, float], ...]:
    words, meaning = by_words(texts), by_meaning(texts)
    found = (("words", words), ("meaning", meaning), ("both", both(words, meaning)))
    return tuple((name, float((ranks_of(each, pairs) < 10).mean())) for name, each in found)


def main() -> None:
    """Print all figures that the data at hand allow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    data = parser.parse_args().data
    queries, reports = data / "banking77-queries", data / "duplicates-gitbugs"
    if queries.is_dir():
        themes(*banking(queries))
    else:
        timed(made_up(MANY))
    if reports.is_dir():
        duplicates(*seamonkey(reports))
    coverage()


def banking(folder: Path) -> tuple[list[str], Places]:
    """The questions for training, and the intent of each as a number."""
    rows = read(folder / "train.csv")
    return [row["text"] for row in rows], np.unique(
        [row["category"] for row in rows], return_inverse=True
    )[1]


def seamonkey(folder: Path) -> tuple[list[str], list[tuple[int, int]]]:
    """The reports, and the pairs known to be duplicates of which both texts are there."""
    rows = read(folder / "SeaMonkey_bugs.csv")
    place = {row["Issue id"]: at for at, row in enumerate(rows)}
    pairs = {
        (min(place[one], place[other]), max(place[one], place[other]))
        for row in read(folder / "SeaMonkey_bugs-combined.csv")
        for one, other in (
            (row["Issue id"], each.strip()) for each in row["Duplicate id"].split(",")
        )
        if one in place and other in place and one != other
    }
    return [f"{row['Summary']}\n{row['Description']}" for row in rows], sorted(pairs)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made_up(count: int) -> list[str]:
    """Texts of 5 to 20 plain words."""
    random = np.random.Generator(np.random.PCG64(1))
    words = PLAIN.split()
    return [
        " ".join([*random.choice(words, random.integers(5, 20)).tolist(), str(at)])
        for at in range(count)
    ]


def indexed(make: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Indexed:
    """The vectors that `make` finds, and how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    vectors = make(texts)
    return Indexed(vectors, time.perf_counter() - wall, time.process_time() - cpu)


def timed(texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    """The vectors by words and by meaning; prints how long they took."""
    by_meaning(texts[:1])
    found = [indexed(make, texts) for make in (by_words, by_meaning)]
    for name, each in zip(("words", "meaning"), found, strict=True):
        print(
            f"index of {len(texts):,} texts by {name:8}  {each.wall:6.1f} s of wall, {each.cpu:5.1f} s of CPU"
        )
    return found[0].vectors, found[1].vectors


def themes(texts: list[str], intents: Places) -> None:
    """V-measure of as many themes as there are intents, and of half and twice as many."""
    words, meaning = timed(texts)
    print("themes of customer questions, against their 77 intents")
    for name, vectors in (("words", words), ("meaning", meaning)):
        for count in (INTENTS // 2, INTENTS, 2 * INTENTS):
            cpu = time.process_time()
            agreement = agreed(texts, vectors, intents, count)
            cpu = time.process_time() - cpu
            print(f"  by {name:8} {count:4} themes   V {agreement:.3f}   {cpu:5.1f} s of CPU")


def agreed(texts: Sequence[str], vectors: Vectors, intents: Places, count: int = INTENTS) -> float:
    """V of `count` themes against the intents."""
    found = find_themes(texts, vectors, count=count)
    return v_measure(np.array([each.theme - 1 for each in found.items]), intents)


def duplicates(texts: list[str], pairs: list[tuple[int, int]]) -> None:
    """Of each report that has a known duplicate: is it among the ten most alike of all others?"""
    words, meaning = by_words(texts), by_meaning(texts)
    print(f"duplicates: {len(texts):,} reports, {len(pairs)} known pairs asked from both sides")
    for name, vectors in (("words", words), ("meaning", meaning), ("both", both(words, meaning))):
        ranks = ranks_of(vectors, pairs)
        found = wilson(int((ranks < 10).sum()), len(ranks))
        print(
            f"  by {name:8} recall@10 {found.share:.3f} [{found.low:.3f}, {found.high:.3f}]"
            f"   @5 {(ranks < 5).mean():.3f}   @1 {(ranks < 1).mean():.3f}"
            f"   mean of 1/rank {(1 / (ranks + 1)).mean():.3f}"
        )
        tell(threshold_of(vectors, pairs))


def ranks_of(vectors: Vectors, pairs: list[tuple[int, int]]) -> Places:
    """How many other reports are more alike than the duplicate."""
    likeness = vectors.likeness(vectors)
    np.fill_diagonal(likeness, -2)
    asked = [*pairs, *((other, one) for one, other in pairs)]
    return np.array([(likeness[one] > likeness[one, other]).sum() for one, other in asked])


def threshold_of(vectors: Vectors, pairs: list[tuple[int, int]]) -> DuplicateThreshold:
    """From all pairs of reports: those not known as duplicates are taken as different."""
    likeness = vectors.likeness(vectors).astype(np.float64)
    same = np.zeros(likeness.shape, dtype=bool)
    same[tuple(np.array(pairs).T)] = True
    upper = np.triu_indices(len(vectors), 1)
    return duplicate_threshold(np.clip(likeness[upper], -1, 1).tolist(), same[upper].tolist())


def tell(found: DuplicateThreshold) -> None:
    print(
        f"     from {found.threshold:.3f} on: precision {kept(found.precision)}, recall {kept(found.recall)}"
    )


def kept(found: Kept) -> str:
    return f"{found.share or 0:.2f} [{found.low:.2f}, {found.high:.2f}]"


def coverage(runs: int = 200) -> None:
    """How often the 95 % limits of a threshold's precision and recall hold the true ones."""
    print("limits of a threshold learnt from judged pairs, held (of 95 %): precision, recall")
    likeness, same = judged(10_000, 200_000)
    for count, wanted in (
        (60, None),
        (60, 0.9),
        (120, None),
        (120, 0.95),
        (600, None),
        (600, 0.95),
    ):
        held = np.zeros(2)
        for seed in range(runs):
            one, truth = judged(seed, count)
            found = duplicate_threshold(one.tolist(), truth.tolist(), precision=wanted, seed=seed)
            called = likeness >= found.threshold
            true = same[called].mean(), called[same].mean()
            limits = found.precision, found.recall
            held += [each.low <= t <= each.high for each, t in zip(limits, true, strict=True)]
        print(
            f"  {count:4} pairs, wanted {wanted or 'F1':>5}   {held[0] / runs:.3f}   {held[1] / runs:.3f}"
        )


def judged(seed: int, count: int) -> tuple[Places, Places]:
    """A third of the pairs are the same; the likenesses of the two kinds overlap."""
    random = np.random.Generator(np.random.PCG64(seed))
    same = np.arange(count) % 3 == 0
    return np.clip(random.normal(np.where(same, 0.75, 0.5), 0.1), -1, 1), same


def v_measure(one: Places, other: Places) -> float:
    """Rosenberg & Hirschberg 2007: 1 when the two groupings are the same, 0 when one tells nothing."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1 / len(one))
    rows, columns, cells = (entropy(each) for each in (table.sum(1), table.sum(0), table.ravel()))
    return float(2 * (rows + columns - cells) / (rows + columns))


def entropy(shares: Places) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())


if __name__ == "__main__":
    main()
