"""How long a search takes among a million texts, and a search for feedback to merge into.

    python -m benchmarks.search [--texts 1000000] [--repeats 200]

All texts but the newest tenth are feedback, so that whoever looks for feedback has to go past others.
Works in a database of its own: a new file, or a new database on the server that
LEADLINE_DATABASE_URL names, removed at the end. Each line of the answer is a kind of query with
the median and the 95th percentile of a whole search: words looked up, newest matches found,
ranked, the twenty best drawn with their excerpts, and their records looked at; then the same for the
twelve pieces of feedback that the dialog of merging offers.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

CHUNK = 5_000
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEARD = 0.9
"""The share of the texts that are feedback, the oldest."""
LENGTH = 40
"""Words of a text, as many as a short description has."""
COMMON, OFTEN, MIDDLE, RARE = "sensor", "pressure", "anemometer", "zugspitze"
SHARES = {COMMON: 0.6, OFTEN: 0.1, MIDDLE: 0.01, "calibration": 0.01, RARE: 0.00002}
QUERIES = {
    "very common word (60 %)": COMMON,
    "common word (10 %)": OFTEN,
    "middle word (1 %)": MIDDLE,
    "rare word (0.002 %)": RARE,
    "word that is nowhere": "quetzalcoatl",
    "very common and middle": f"{COMMON} {MIDDLE}",
    "two middle words (0.01 %)": f"calibration {MIDDLE}",
    "very common and rare": f"{COMMON} {RARE}",
    "beginning of one letter": "s",
    "beginning of two letters": "se",
    "beginning of four letters": "sens",
    "two beginnings": "pres anem",
    "key of an item": "bm-500000",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadline-search-") as folder:
        _start(Path(folder))
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            run(asked.texts, asked.repeats)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def _start(folder: Path) -> None:
    os.environ |= {
        "LEADLINE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "leadline.wiring.settings",
    }
    import django
    from django.conf import settings

    database = settings.DATABASES["default"]
    database["TEST"] = {"NAME": folder / "texts.sqlite3"} if "sqlite" in database["ENGINE"] else {"NAME": "leadline_search_benchmark"}  # fmt: skip
    django.setup()


def run(texts: int, repeats: int) -> None:
    """Write the texts, then time every kind of query."""
    from leadline.workspaces.models import User
    from leadline.workspaces.operations import open_workspace
    from leadline.workspaces.scope import scope

    owner = User.objects.create_user("ann@nordlys.example", "Ann")
    ann = open_workspace(owner=owner, now=NOW, name="Nordlys")
    with scope(ann.workspace):
        began = time.perf_counter()
        _write(ann, texts)
        _settle()
        seconds = time.perf_counter() - began
        print(
            f"{texts:,} texts written in {seconds:.0f} s ({seconds / texts * 1e6:.0f} µs each), {_size()}"
        )
        _tell(ann, repeats)


def _write(ann: Any, count: int) -> None:
    """Texts, and as many small records for them to be about."""
    from leadline.evidence.models import Feedback
    from leadline.home.operations import write_texts
    from leadline.products.models import ProductLine

    chance, known = random.Random(7), set[str]()
    vocabulary = _vocabulary(chance)
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        is_heard = start < count * HEARD
        texts = [_text(ann, number, chance, vocabulary, "feedback" if is_heard else "productline") for number in numbers]  # fmt: skip
        if is_heard:
            Feedback.objects.bulk_create(_piece(ann, text) for text in texts)
        else:
            ProductLine.objects.bulk_create(_record(text) for text in texts)
        write_texts(ann.workspace, texts, known)
        print(f"\r{start + CHUNK:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _record(text: Any) -> Any:
    from leadline.products.models import ProductLine

    return ProductLine(
        id=text.record_id, workspace=text.workspace, name=text.key, created_at=NOW, updated_at=NOW
    )


def _piece(ann: Any, text: Any) -> Any:
    from leadline.evidence.models import Feedback

    return Feedback(
        id=text.record_id, workspace=text.workspace, text=text.title, heard_on=NOW.date(), captured_by=ann,
        waits_since=NOW, created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def _vocabulary(chance: random.Random) -> list[str]:
    """Thirty thousand made-up words whose use falls off as in prose, the first far ahead."""
    syllables = [
        a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")
    ]
    words = {"".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(40_000)}
    return sorted(words)[:30_000]


def _text(ann: Any, number: int, chance: random.Random, vocabulary: list[str], kind: str) -> Any:  # fmt: skip
    from leadline.foundation.keys import new_key
    from leadline.home.models import SearchText
    from leadline.home.operations.index import head_of

    drawn = [vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(LENGTH)]
    planted = [word for word, share in SHARES.items() if chance.random() < share]
    words = [*drawn, *planted]
    chance.shuffle(words)
    title, body = f"BM-{number} {' '.join(words[:6])}", " ".join(words[6:])
    return SearchText(
        workspace=ann.workspace, kind=kind, record_id=new_key(NOW),
        key=f"bm-{number}", path=f"/items/BM-{number}", title=title, body=body,
        head=head_of(title, body), updated_at=NOW,
    )  # fmt: skip


def _settle() -> None:
    """What a database does by itself in a quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _size() -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"{Path(connection.settings_dict['NAME']).stat().st_size / 2**20:,.0f} MB"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return f"{cursor.fetchone()[0] / 2**20:,.0f} MB"


def _tell(ann: Any, repeats: int) -> None:
    from leadline.home.queries import search

    for what, kind, limit in (("query", "", 20), ("merging into", "feedback", 12)):
        print(f"{what:32} {'matches':>8} {'median ms':>10} {'p95 ms':>8} {'CPU ms':>8}")
        for name, words in QUERIES.items():
            ask = partial(search, ann, words, kind, limit=limit)
            count, began = ask().count, time.process_time()
            times = sorted(_timed(ask, repeats))
            worked = (time.process_time() - began) / repeats * 1_000
            print(f"{name:32} {count:>8} {statistics.median(times):>10.2f} {times[int(0.95 * len(times))]:>8.2f} {worked:>8.2f}")  # fmt: skip


def _timed(ask: Callable[[], Any], repeats: int) -> Iterator[float]:
    for _ in range(repeats):
        began = time.perf_counter()
        ask()
        yield (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
