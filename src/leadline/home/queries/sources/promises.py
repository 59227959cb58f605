"""Dates that were promised and no longer look likely."""

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from leadline.delivery.models import ForecastRun
from leadline.design import dates
from leadline.design.numbers import percent
from leadline.home.queries.needs import Need, Part
from leadline.roadmap.models import BarForecast
from leadline.workspaces.models import Member
from leadline.workspaces.prepared import prepared

MOST = 6
LOOKED_AT = 60
LIKELY = 0.5


def slipping(member: Member, now: datetime) -> list[Need]:
    """Forecasts, the latest of each scope, that reach past the date that was promised."""
    newest: dict[object, ForecastRun] = {}
    for run in _forecasts(today=member.workspace.today(now)):
        newest.setdefault((run.product_id, run.team_id, run.promised_on), run)
    late = (_slips(run) for run in newest.values())
    return [need for need in late if need][:MOST]


@prepared
def _forecasts(today: date) -> "QuerySet[ForecastRun]":
    rows: QuerySet[ForecastRun] = ForecastRun.objects.filter(promised_on__gte=today, p85_on__isnull=False)  # fmt: skip
    return rows.select_related("workspace").defer("inputs", "answer").order_by("-at", "-id")[:LOOKED_AT]  # fmt: skip


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
        parts=(
            Part(3.0, _("a promise that slips")),
            Part(min((likely - promised).days, 60) / 20, _("one for each 20 days beyond the promised day, three at most")),
        ), state=str(is_unlikely),
        tone="bad" if is_unlikely else "warn",
    )  # fmt: skip


def beyond_capacity(member: Member, now: datetime) -> list[Need]:
    """Promised days of roadmaps that, by the last forecast, fewer than half of futures keep."""
    return [_too_much(row) for row in _unlikely(today=member.workspace.today(now))]


@prepared
def _unlikely(today: date) -> "QuerySet[BarForecast]":
    later = BarForecast.objects.filter(bar=OuterRef("bar"), run__at__gt=OuterRef("run__at"))
    rows: QuerySet[BarForecast] = BarForecast.objects.filter(
        ~Exists(later), holds__lt=LIKELY, promised_on__gte=today, promised_on=F("bar__promised_on"), bar__trashed_at=None,
        bar__roadmap__trashed_at=None,
    ).select_related("bar__bet", "bar__item", "bar__workspace")  # fmt: skip
    return rows.order_by("holds", "id")[:MOST]


def _too_much(row: BarForecast) -> Need:
    chance = row.holds or 0.0
    values = {"bar": row.bar.title_text, "day": dates.day(row.promised_on or row.run.at.date()), "chance": percent(chance)}  # fmt: skip
    return Need(
        kind="promise-over", subject_id=row.bar_id,
        sentence=_("“%(bar)s” is promised for %(day)s; that holds in %(chance)s of futures.") % values,
        verb=_("Open bar"), url=row.bar.page_url(),
        parts=(
            Part(1.5, _("a promise that more likely breaks than holds")),
            Part(3 * (1 - chance), _("three times the chance that it breaks")),
        ), state=f"×{int(10 * chance)}", tone="bad",
    )  # fmt: skip
