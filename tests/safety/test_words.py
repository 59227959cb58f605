"""What people read of a record's past is words: no JSON and no keys, whatever kind it is."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.test import Client

from leadline.conversation.queries import has_page
from leadline.home.queries import versions
from leadline.workspaces import records
from leadline.workspaces.models import Record
from leadline.workspaces.scope import scope
from tests.backlog.pages import browser
from tests.safety.land import Land

MACHINE = re.compile(r"""[{}]|\[["'\[\]]|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|\b(None|null)\b""")


def every_record() -> Iterator[Record]:
    for kind, model in sorted(records.row_models().items()):
        if has_page(kind) and issubclass(model, Record) and kind != "comment":
            found = model.with_trash.order_by("-version", "id").first()
            assert found, f"The furniture has no {kind}."
            yield found


def words(html: str) -> str:
    """The text of a page, with what screen readers hear."""
    heard = " ".join(re.findall(r'aria-label="([^"]*)"', html))
    return unescape(f"{re.sub(r'<[^>]*>', ' ', html)} {heard}")


def told(land: Land, client: Client, record: Record) -> Iterator[str]:
    url = f"/w/{land.workspace.slug}/records/{record.kind()}/{record.pk}/activity"
    yield words(client.get(url, HTTP_HX_REQUEST="true").content.decode())
    for version in versions(land.ann, record).rows:
        yield from (f"{each.label}: {each.before} {each.after}" for each in version.changes)


def test_the_past_of_every_kind_of_record_is_told_in_words(land: Land) -> None:
    client = browser(land.ann)
    with scope(land.workspace):
        wrong = [
            f"{record.kind()}: {text[max(0, found.start() - 60) : found.end() + 60].strip()}"
            for record in every_record()
            for text in told(land, client, record)
            for found in MACHINE.finditer(text)
        ]
    assert not wrong, "\n".join(wrong)


def test_a_canvas_is_told_box_by_box(land: Land) -> None:
    with scope(land.workspace):
        canvas: Any = records.model_of("canvas").objects.filter(canvas_kind="swot").first()
        shown = {each.label for version in versions(land.ann, canvas).rows for each in version.changes}  # fmt: skip
    assert "Threats" in shown
    assert "Boxes" not in shown
