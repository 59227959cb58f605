"""From the rows that speak of one item to the item as it shall be, with what is odd about it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding import fields as fields_of_own
from leadline.integrations.understanding.kinds import FIELDS, Kind
from leadline.integrations.understanding.sources import Rules, Source, Trouble
from leadline.integrations.understanding.story import Step, Story, by_dates, by_steps
from leadline.integrations.understanding.texts import STATUS_WORDS, kind_of, split, sprint_names
from leadline.integrations.understanding.words import DONE, TO_DO

LONGEST_TITLE, LONGEST_LABEL, LONGEST_TEXT, LONGEST_BODY = 300, 80, 10_000, 100_000
MOST_POINTS = 100_000
UNKNOWN_PERSON = "Assignee (imported)"
SOURCE_TYPE = "Type (imported)"


class Drafting:
    """Makes one item out of the rows that speak of it. Troubles gather on the way."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.troubles: list[Trouble] = []

    def body(self, rows: Sequence[Source], changes: Sequence[Source], stays: Sequence[dict[str, Any]]) -> dict[str, Any]:  # fmt: skip
        """The item as JSON values; see `Body` in the room's README for what each means."""
        own: dict[str, Any] = {"fields": {}, "labels": [], "sprints": []}
        for row in rows:
            self._take(row, own)
        story = self._story(rows, changes, own, stays)
        own |= {
            "opened": _iso(story.opened), "started": _iso(story.started), "finished": _iso(story.finished),
            "status": story.status, "passages": [[_iso(at), text] for at, text in story.passages],
            "unknown_finish": story.unknown_finish, "stays": list(stays),
        }  # fmt: skip
        self._tell(story, rows or changes, bool(changes))
        return {
            name: value for name, value in own.items() if value not in (None, "", [], {}, False)
        }

    def _take(self, row: Source, own: dict[str, Any]) -> None:
        title = " ".join(row.one(Kind.TITLE)[0].split())
        self._put(own, "title", self._cut(row, title, LONGEST_TITLE, "title"))
        self._take_type(row, own)
        self._put(own, "points", self._points(row))
        self._put(own, "estimate", self._estimate(row))
        self._put(own, "parent", row.one(Kind.PARENT)[0][:80])
        due = self._date(row, Kind.DUE)
        self._put(own, "due", due.astimezone(self.rules.zone).date().isoformat() if due else "")
        self._take_person(row, own)
        self._take_text(row, own)
        self._take_lists(row, own)

    def _put(self, own: dict[str, Any], name: str, value: Any) -> None:
        if value not in ("", None):
            own[name] = value

    def _take_type(self, row: Source, own: dict[str, Any]) -> None:
        text = row.one(Kind.TYPE)[0]
        if not text:
            return
        own["type"] = kind_of(text)
        if plain(text) != own["type"]:
            own["fields"][SOURCE_TYPE] = text[:LONGEST_LABEL]

    def _take_person(self, row: Source, own: dict[str, Any]) -> None:
        text = row.one(Kind.ASSIGNEE)[0]
        if not text:
            return
        if member := self.rules.people.get(text.casefold()):
            own["assignee"] = member
        else:
            own["fields"][UNKNOWN_PERSON] = text[:LONGEST_TITLE]

    def _take_text(self, row: Source, own: dict[str, Any]) -> None:
        parts = [row.one(Kind.DESCRIPTION)[0]]
        comments = [f"- {text}" for text, _ in row.many(Kind.COMMENT) if text not in ("[]", "{}")]
        if comments:
            parts.append("**Comments**\n\n" + "\n".join(comments))
        text = "\n\n".join(part for part in parts if part)
        self._put(own, "description", self._cut(row, text, LONGEST_BODY, "description"))

    def _take_lists(self, row: Source, own: dict[str, Any]) -> None:
        labels = [part for text, _ in row.many(Kind.LABEL) for part in split(text)]
        for label in labels:
            name = label[:LONGEST_LABEL]
            if name.casefold() not in {each.casefold() for each in own["labels"]}:
                own["labels"].append(name)
        sprints = [name for text, _ in row.many(Kind.SPRINT) for name in sprint_names(text)]
        own["sprints"] += [name for name in sprints if name not in own["sprints"]]
        fields: dict[str, list[str]] = {}
        for kind in FIELDS:
            for text, name in row.many(kind):
                if (held := self._held(row, kind, text, name)) not in ("", "[]", "{}"):
                    fields.setdefault(name, []).append(held)
        own["fields"] |= {
            name: self._cut(row, ", ".join(texts), LONGEST_TEXT, name)
            for name, texts in fields.items()
        }

    def _held(self, row: Source, kind: Kind, text: str, name: str) -> str:
        try:
            return fields_of_own.held(kind, text, self.rules)
        except fields_of_own.Unfit as why:
            self._trouble(row, "value", str(why), why.remedy, column=name, value=text)
            return ""

    def _cut(self, row: Source, text: str, most: int, what: str) -> str:
        if len(text) > most:
            self._trouble(
                row,
                "note",
                f"The {what} has {len(text):,} characters; the first {most:,} are kept.",
            )
        return text[:most]

    def _points(self, row: Source) -> str:
        text, column = row.one(Kind.POINTS)
        if not text:
            return ""
        try:
            value = numbers.parse(text, self.rules.decimal)
            if not 0 <= value < MOST_POINTS:
                raise numbers.NoNumber(f"“{text[:40]}” is no number of points")
        except numbers.NoNumber as error:
            self._trouble(
                row,
                "value",
                f"{error}.",
                "Write digits, as in 3 or 0.5.",
                column=column,
                value=text,
            )
            return ""
        return f"{round(value, 2).normalize():f}"

    def _estimate(self, row: Source) -> int | None:
        text, column = row.one(Kind.ESTIMATE)
        if not text:
            return None
        try:
            return numbers.seconds(text, self.rules.decimal, self.rules.unit)
        except numbers.NoNumber as error:
            self._trouble(
                row, "value", f"{error}.", "Write a number, or 2d 4h.", column=column, value=text
            )
            return None

    def _date(self, row: Source, kind: Kind) -> datetime | None:
        text, column = row.one(kind)
        if not text:
            return None
        try:
            return dates.parse(text, self.rules.order).in_zone(self.rules.zone)
        except (dates.NoDate, OverflowError) as error:
            self._trouble(
                row, "value", f"{error}.", "Write it as in 2026-03-31.", column=column, value=text
            )
            return None

    def _story(self, rows: Sequence[Source], changes: Sequence[Source], own: dict[str, Any], stays: Sequence[dict[str, Any]]) -> Story:  # fmt: skip
        found: dict[Kind, datetime | None] = {}
        for kind in (Kind.CREATED, Kind.STARTED, Kind.FINISHED):
            told = [at for row in rows if (at := self._date(row, kind))]
            found[kind] = told[-1] if told else None
        status = next((text for row in reversed(rows) if (text := row.one(Kind.STATUS)[0])), "")[
            :LONGEST_LABEL
        ]
        steps, first = self._steps(changes)
        opened = found[Kind.CREATED] or first
        finished = found[Kind.FINISHED]
        if steps:
            return by_steps(opened, finished, status, steps, self.rules.category)
        opened = opened or _least(stay.get("from") for stay in stays)
        done = _least(stay.get("until") for stay in stays if stay["outcome"] == "done")
        if finished is None and done and (not status or self.rules.category(status) == DONE):
            finished = done
            own["finish_of_sprint"] = True
        return by_dates(opened, found[Kind.STARTED], finished, status, self.rules.category)

    def _steps(self, changes: Sequence[Source]) -> tuple[list[Step], datetime | None]:
        """The changes of status, and the instant of the first change of anything."""
        steps, instants = [], []
        for row in changes:
            at = self._date(row, Kind.CHANGED_AT)
            if at is None:
                continue
            instants.append(at)
            what = row.one(Kind.CHANGED_FIELD)[0]
            after = row.one(Kind.CHANGED_TO)[0][:LONGEST_LABEL]
            if after and plain(what or "status") in STATUS_WORDS:
                steps.append(Step(at, row.one(Kind.CHANGED_FROM)[0][:LONGEST_LABEL], after))
        return steps, min(instants, default=None)

    def _tell(self, story: Story, rows: Sequence[Source], by_changes: bool) -> None:
        row = rows[-1]
        for note in story.notes:
            self._trouble(row, "note", note)
        if story.unknown_finish:
            self._trouble(row, "dates", "It is done, and nothing says since when.", "Map the column with the finish date, if there is one.")  # fmt: skip
        if story.is_impossible and story.finished:
            begun = max(each for each in (story.opened, story.started) if each)
            zone = self.rules.zone
            days = f"{story.finished.astimezone(zone):%Y-%m-%d} before {begun.astimezone(zone):%Y-%m-%d}"
            self._trouble(
                row,
                "dates",
                f"It ends before it begins: {days}.",
                "Put the dates right in the source.",
            )
        elif (
            not by_changes
            and self.rules.category(story.status) not in (TO_DO, DONE)
            and not story.started
        ):
            self._trouble(row, "note", f"Nothing says since when it is in “{story.status}”.")

    def _trouble(self, row: Source, severity: str, reason: str, remedy: str = "", *, column: str = "", value: str = "") -> None:  # fmt: skip
        self.troubles.append(Trouble(row.number, severity, reason[:500], remedy, column[:300], value[:200], row.file_name))  # fmt: skip


def fingerprint(body: Mapping[str, Any], statuses: Mapping[str, str]) -> str:
    """SHA-256 over an item as the source tells it, and over what its statuses are taken for."""
    used = {text: statuses.get(text.casefold(), "") for text in {body.get("status", ""), *(each[1] for each in body.get("passages", ()))}}  # fmt: skip
    text = json.dumps([body, used], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _least(texts: Any) -> datetime | None:
    found = [datetime.fromisoformat(text) for text in texts if text]
    return min(found, default=None)
