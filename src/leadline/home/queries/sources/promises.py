"""Dates that were promised and no longer look likely."""

from datetime import datetime

from django.utils.translation import gettext as _

from leadline.delivery.models import ForecastRun
from leadline.design import dates
from leadline.home.queries.needs import Need
from leadline.workspaces.models import Member

MOST = 6
LOOKED_AT = 60


def slipping(member: Member, now: datetime) -> list[Need]:
    """Forecasts, the latest of each scope, that reach past the date that was promised."""
    today = member.workspace.today(now)
    rows = ForecastRun.objects.filter(promised_on__gte=today, p85_on__isnull=False)
    newest: dict[object, ForecastRun] = {}
    for run in rows.select_related("workspace").defer("inputs", "answer").order_by("-at", "-id")[:LOOKED_AT]:  # fmt: skip
        newest.setdefault((run.product_id, run.team_id, run.promised_on), run)
    late = (_slips(run) for run in newest.values())
    return [need for need in late if need][:MOST]


def _slips(run: ForecastRun) -> Need | None:
    promised, likely = run.promised_on, run.p85_on
    if promised is None or likely is None or likely <= promised:
        return None
    values = {"title": run.title, "promised": dates.day(promised), "likely": dates.day(likely)}
    sentence = _("“%(title)s” is promised for %(promised)s; it takes until %(likely)s to be 85\u202f%% sure.")  # fmt: skip
    is_unlikely = run.p50_on is None or run.p50_on > promised
    return Need(
        kind="promise-slips", subject_id=run.id, sentence=sentence % values,
        verb=_("Open forecast"), url=run.page_url(),
        cost=3.0 + min((likely - promised).days, 60) / 20, state=str(is_unlikely),
        tone="bad" if is_unlikely else "warn",
    )  # fmt: skip
