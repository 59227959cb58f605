"""A publication as a table, as CSV and as Markdown: from its snapshot alone."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.design.dates import day, days
from leadline.design.numbers import percent
from leadline.foundation.formulas import neutral
from leadline.roadmap.models import Bucket

HEADS = {
    "name": gettext_lazy("What"), "product": gettext_lazy("Product"), "bucket": gettext_lazy("How soon"), "objective": gettext_lazy("Objective"),
    "theme": gettext_lazy("Theme"), "team": gettext_lazy("Team"), "from_on": gettext_lazy("Planned"), "p50_on": gettext_lazy("Half of futures – 85 %"),
    "promised_on": gettext_lazy("Promised"), "quarters": gettext_lazy("When"), "note": gettext_lazy("Note"),
}  # fmt: skip
ENDS = {"from_on": "until_on", "p50_on": "p85_on"}
"""Days that stand in one column with those that they lead to."""


BENEATH = ("name", "product", "team", "note")


def columns(snapshot: Mapping[str, Any]) -> list[str]:
    """The columns of a table: the fields that are told of any bar, those that belong together in one."""
    return [name for name in filled(snapshot) if name in HEADS]


def headings(snapshot: Mapping[str, Any]) -> list[str]:
    return [str(HEADS[name]) for name in columns(snapshot)]


def table_of(snapshot: Mapping[str, Any]) -> list[list[str]]:
    """The bars of a snapshot as rows of text under `headings`."""
    names = columns(snapshot)
    return [[_shown(name, bar) for name in names] for bar in snapshot["bars"]]


@dataclass(frozen=True)
class Told:
    """A bar as a page tells it: what it is, what stands beneath, and the cells beside it."""

    name: str
    under: str
    note: str
    bucket: str
    cells: Sequence[str]


def told_of(snapshot: Mapping[str, Any], but: Sequence[str] = ()) -> tuple[list[str], list[Told]]:
    """The heads of a page and its rows: product, team and note stand beneath the name.

    What the page tells elsewhere, as in headings, is named by `but`.
    """
    there = columns(snapshot)
    beside = [name for name in there if name not in (*BENEATH, *but)]
    heads = [str(HEADS[name]) for name in ("name", *beside)]
    return heads, [_told(bar, beside) for bar in snapshot["bars"]]


def _told(bar: Mapping[str, Any], beside: Sequence[str]) -> Told:
    under = " · ".join(bar[name] for name in ("product", "team") if bar.get(name))
    cells = [_shown(name, bar) for name in beside]
    return Told(bar["name"], under, bar.get("note") or "", bar["bucket"], cells)


def filled(snapshot: Mapping[str, Any]) -> list[str]:
    """The fields that are told of any bar."""
    bars = snapshot["bars"]
    return [name for name in snapshot["fields"] if any(bar[name] not in ("", None) for bar in bars)]


def as_csv(snapshot: Mapping[str, Any]) -> str:
    """The snapshot as CSV: its fields by their own names, formulas made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(snapshot["fields"])
    for bar in snapshot["bars"]:
        writer.writerow([neutral(bar[name]) for name in snapshot["fields"]])
    return out.getvalue()


def as_markdown(snapshot: Mapping[str, Any]) -> str:
    """The snapshot as a table of Markdown."""
    rows = [headings(snapshot), *table_of(snapshot)]
    lines = [f"| {' | '.join(_cell(text) for text in row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(rows[0])}")
    said = _("As of %(day)s.") % {"day": day(date.fromisoformat(snapshot["on"]))}
    return "\n".join([f"# {_cell(snapshot['name'])}", "", said, "", *lines, ""])


def _shown(name: str, bar: Mapping[str, Any]) -> str:
    value = bar[name]
    if value in ("", None):
        return "–"
    if name in ENDS:
        return days(date.fromisoformat(value), _day(bar[ENDS[name]]))
    if name == "promised_on":
        return _promise(date.fromisoformat(value), bar.get("holds"))
    return str(Bucket(value).label) if name == "bucket" else str(value)


def _promise(on: date, holds: float | None) -> str:
    if holds is None:
        return day(on)
    return _("%(day)s, holds: %(share)s") % {"day": day(on), "share": percent(holds)}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
