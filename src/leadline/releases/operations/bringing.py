"""Many releases at once, as an import brings, changes and takes back: inside the import's operation.

None of these records an event: the import keeps what it did record by record, and says so in one.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from leadline.releases.models import Release
from leadline.workspaces.models import Member
from leadline.workspaces.models.bulk import change_all, create_all, erase_all

NOON = time(12)


def bring_releases(by: Member, now: datetime, values: Sequence[Mapping[str, Any]]) -> None:
    """Add releases: those `on` a day up to today went out at its noon, the others are planned.

    They come without a checklist and without items: what is past is seen to, and what is planned may be
    given lines. No chart is marked.
    """
    today, zone = by.workspace.today(now), ZoneInfo(by.workspace.time_zone)
    create_all(Release, [_columns(by, each, today, zone, now) for each in values], by=by, now=now)


def change_brought(by: Member, now: datetime, rows: Sequence[Release], values: Sequence[Mapping[str, Any]]) -> None:  # fmt: skip
    """Set columns of releases that were read under the lock."""
    change_all(rows, values, by=by, now=now)


def erase_brought(by: Member, now: datetime, rows: "QuerySet[Any]") -> None:
    """Delete releases that nothing points at and nobody touched since they came; history tells of the end."""
    erase_all(rows, by=by, now=now)


def _columns(by: Member, given: Mapping[str, Any], today: date, zone: ZoneInfo, now: datetime) -> dict[str, Any]:  # fmt: skip
    on = given.get("on")
    values = {name: value for name, value in given.items() if name != "on"}
    if on is None or on > today:
        return values | {"planned_on": on}
    went_out = min(datetime.combine(on, NOON, zone), now)
    return values | {"planned_on": on, "state": Release.State.RELEASED, "released_at": went_out, "released_by": by}  # fmt: skip
