"""Segments and tiers: the lists, one of them, and their forms."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.market.forms import SegmentForm, TierForm, TierPlaceForm
from leadline.market.operations import (
    change_segment,
    change_tier,
    create_segment,
    create_tier,
    rank_tier,
    trash_segment,
    trash_tier,
)
from leadline.market.queries import (
    ACTIVE,
    SILENCE,
    CustomerFilters,
    customers,
    customers_in,
    lines_of,
    segment_by_id,
    segment_lines,
    tier_by_id,
    tier_lines,
    voices_by,
    voices_of,
)
from leadline.market.views.base import MarketFormPage, MarketPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.rights import Right

FIRST = 20
"""How many customers the page of a segment shows; the list has them all."""


class Segments(MarketPage):
    """Every segment with its personas and what its voices weigh."""

    needs = {"get": Right.SEE}
    tab = "segments"

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("market/segments.html", {"lines": segment_lines(self.acting, self.today)})


class SegmentPage(MarketPage):
    """A segment: what holds it together, its customers, its personas, its voices."""

    needs = {"get": Right.SEE}
    tab = "segments"

    def get(self, request: HttpRequest, segment: UUID) -> Answer:
        found = segment_by_id(self.acting, segment)
        first = customers(self.acting, CustomerFilters(self.today, ACTIVE, segments=(found.pk,)), limit=FIRST)  # fmt: skip
        context = {
            "segment": found,
            "voices": voices_of(self.acting, customers_in(self.acting, found), self.today),
            "lines": lines_of(self.acting, self.choices, first.rows, self.today),
            "has_more": bool(first.after),
            "personas": [row for row in self.choices.personas if row.segment_id == found.pk],
        }
        return self.draw("market/segment.html", context)


class SegmentFormPage(MarketFormPage):
    tab, home, form_class, by_id = "segments", "segments", SegmentForm, segment_by_id
    titles = (gettext_lazy("New segment"), gettext_lazy("Save segment"))


class NewSegment(Making, SegmentFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_segment
    said = gettext_lazy("Made the segment %(name)s.")


class SegmentEditing(Editing, SegmentFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_segment


class SegmentTrashing(Trashing, SegmentFormPage):
    needs = {"post": Right.PLAN}
    run = trash_segment


class Tiers(MarketPage):
    """Every tier in its order, with what a voice of it weighs."""

    needs = {"get": Right.SEE}
    tab = "tiers"

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("market/tiers.html", {"lines": tier_lines(self.acting, self.today)})


class TierPage(MarketPage):
    """A tier: what a voice of it weighs, and whose voices those are."""

    needs = {"get": Right.SEE}
    tab = "tiers"

    def get(self, request: HttpRequest, tier: UUID) -> Answer:
        found = tier_by_id(self.acting, tier)
        voices = voices_by(self.acting, "tier", self.today).get(found.pk, SILENCE)
        return self.draw("market/tier.html", {"tier": found, "voices": voices})


class TierFormPage(MarketFormPage):
    tab, home, form_class, by_id = "tiers", "tiers", TierForm, tier_by_id
    titles = (gettext_lazy("New tier"), gettext_lazy("Save tier"))


class NewTier(Making, TierFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_tier
    said = gettext_lazy("Made the tier %(name)s.")

    def first(self) -> dict[str, Any]:
        return {"weight": 1}

    def made(self, record: Any) -> Answer:
        return self.done(self.told(record), self.url("tiers"))


class TierEditing(Editing, TierFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_tier


class TierTrashing(Trashing, TierFormPage):
    needs = {"post": Right.PLAN}
    run = trash_tier


class TierPlace(MarketPage):
    needs = {"post": Right.PLAN}
    forms = {"post": TierPlaceForm}

    def post(self, request: HttpRequest, tier: UUID) -> Answer:
        wanted, found = self.taken(TierPlaceForm)["before"], tier_by_id(self.acting, tier)
        before = tier_by_id(self.acting, wanted) if wanted else None
        event = rank_tier(by=self.acting, now=self.now, tier=found, before=before)
        return self.done(_("Moved %(name)s.") % {"name": found.name}, self.url("tiers"), event)
