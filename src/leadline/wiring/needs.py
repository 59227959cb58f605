"""Needs of rooms that lie on home's own floor, told to its page."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.home.queries.attention import SOURCES
from leadline.home.queries.needs import Need, Part
from leadline.integrations.models import Course, Import, TableImport
from leadline.integrations.models.course import State
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared
from leadline.workspaces.rights import Right

MOST = 4
TOLD_FOR = timedelta(days=30)
WAITING = (State.UNREADABLE, State.MAPPING, State.CHECKED, State.STOPPED)


def imports_waiting(member: Member, now: datetime) -> list[Need]:
    """Imports of the last thirty days that could not be read or wait for somebody's word."""
    if not member.may(Right.IMPORT):
        return []
    since = now - TOLD_FOR
    found: list[Course] = [*_files(since=since), *_tables(since=since)]
    return [_need(each) for each in sorted(found, key=lambda each: each.created_at, reverse=True)[:MOST]]  # fmt: skip


@prepared
def _files(since: datetime) -> "QuerySet[Course]":
    return _waiting(Import, since)


@prepared
def _tables(since: datetime) -> "QuerySet[Course]":
    return _waiting(TableImport, since)


def _waiting(model: type[Course], since: datetime) -> "QuerySet[Course]":
    rows = model.objects.filter(state__in=WAITING, created_at__gte=since)
    return rows.select_related("workspace").order_by("-created_at", "id")[:MOST]


def _need(batch: Any) -> Need:
    failed = batch.state == State.UNREADABLE
    return Need(
        kind=batch.kind(), subject_id=batch.pk, sentence=_sentence(batch) % {"file": batch.title},
        verb=_("Open import"), url=batch.page_url(), parts=(_price(failed),),
        state=batch.state, tone="bad" if failed else "warn",
    )  # fmt: skip


def _price(failed: bool) -> Part:
    return Part(1.5, _("a file that could not be read")) if failed else Part(1.2, _("a file that waits for somebody's word"))  # fmt: skip


def _sentence(batch: Any) -> str:
    if batch.state == State.UNREADABLE:
        return _("“%(file)s” could not be read, so nothing of it came in.")
    if batch.state == State.MAPPING:
        return _("“%(file)s” waits for somebody to say what its columns mean.")
    if batch.state == State.STOPPED:
        return _("The import of “%(file)s” was stopped before anything was kept.")
    count = sum(batch.report.get("problems", {}).values())
    problems = ngettext("%(n)d problem", "%(n)d problems", count) % {"n": count}
    return _("“%(file)s” is checked, with {problems}, and waits to be brought in.").format(problems=problems)  # fmt: skip


def connect() -> None:
    """Hand them to the home page."""
    if imports_waiting not in SOURCES:
        SOURCES.append(imports_waiting)
