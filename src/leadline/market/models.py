"""Who is out there: parts of the market, archetypes, customers and the people there."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from leadline.foundation.money import Money
from leadline.foundation.ranks import RankField, ranks_between
from leadline.workspaces.models import Change, Member, Record
from leadline.workspaces.models.base import AliveManager, ScopedManager

MOST_REVENUE = 10**14
"""In minor units; a sum of 90,000 such amounts still fits into 64 bits."""
MOST_WEIGHT = Decimal("9999.99")


class Segment(Record):
    """A part of the market whose customers have the same needs."""

    name = models.CharField(max_length=120)
    about = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="segments_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("market:segment", kwargs={"slug": self.workspace.slug, "segment": self.pk})

    def search_text(self) -> str:
        return self.about


class Persona(Record):
    """An archetype: somebody of a kind that one designs and writes for."""

    name = models.CharField(max_length=120)
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    quote = models.CharField(max_length=300, blank=True)
    about = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    pains = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="personas_have_names", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("market:persona", kwargs={"slug": self.workspace.slug, "persona": self.pk})

    def search_text(self) -> str:
        return f"{self.quote} {self.about} {self.goals} {self.pains}"


class Tier(Record):
    """A standing of customers, and what the voice of one of them weighs; 1 is an ordinary voice."""

    name = models.CharField(max_length=120)
    rank = RankField(editable=False)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    about = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("name"), name="tiers_have_names", condition=Q(trashed_at=None)),
            models.UniqueConstraint(fields=["workspace", "rank"], name="places_of_tiers_differ", condition=Q(trashed_at=None)),
            models.CheckConstraint(condition=Q(weight__gte=0), name="no_voice_weighs_less_than_nothing"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("market:tier", kwargs={"slug": self.workspace.slug, "tier": self.pk})

    def search_text(self) -> str:
        return self.about

    def take_back(self, *, by: Member, now: datetime, values: dict[str, Any]) -> Change:
        """Set back an undone change, beside the old place if another tier stands there by now."""
        if "rank" in values:
            values = values | {"rank": self._free_rank(values["rank"])}
        return self.change(by=by, now=now, **values)

    def _free_rank(self, rank: str) -> str:
        others = Tier.with_trash.exclude(pk=self.pk).order_by("rank").values_list("rank", flat=True)
        if not others.filter(rank=rank).exists():
            return rank
        return ranks_between(rank, others.filter(rank__gt=rank).first())[0]


class Customer(Record):
    """An organisation, or a person, that buys or may buy.

    `revenue` is what it brings in a year, in whole minor units of `currency`; None is unknown.
    Names may repeat: two firms of one name are told apart by their websites and `source_key`.
    """

    name = models.CharField(max_length=200)
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    revenue = models.BigIntegerField("yearly revenue in minor units", null=True, blank=True)
    currency = models.CharField(max_length=3)
    website = models.CharField(max_length=300, blank=True)
    since_on = models.DateField("customer since", null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    notes = models.TextField(blank=True)
    source_key = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source_key"],
                name="a_customer_comes_from_a_source_once",
                condition=~Q(source_key=""),
            ),
            models.CheckConstraint(
                condition=Q(revenue=None) | Q(revenue__gte=0),
                name="a_customer_brings_no_less_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(since_on=None) | Q(left_on=None) | Q(left_on__gte=F("since_on")),
                name="a_customer_leaves_after_it_came",
            ),
        ]
        indexes = [
            models.Index("workspace", Lower("name"), "id", name="customers_by_name", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def with_us(today: date) -> Q:
        """Those who have not left by a day; one who will leave later is still there."""
        return Q(left_on=None) | Q(left_on__gt=today)

    def has_left(self, today: date) -> bool:
        """The same of one customer, the other way round."""
        return self.left_on is not None and self.left_on <= today

    @property
    def money(self) -> Money | None:
        """What it brings in a year; None while nobody knows."""
        return None if self.revenue is None else Money(self.revenue, self.currency)

    @property
    def website_url(self) -> str:
        """The website where it may be linked to."""
        return self.website if self.website.startswith(("https://", "http://")) else ""

    def page_url(self) -> str:
        return reverse("market:customer", kwargs={"slug": self.workspace.slug, "customer": self.pk})

    def search_text(self) -> str:
        return f"{self.website} {self.source_key} {self.notes}"


class ReachableManager(AliveManager):
    """Contacts that are not in the trash, and whose customer is not either."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        return super().get_queryset().filter(customer__trashed_at=None)


class Contact(Record):
    """A person at a customer. In the trash with the customer, and back with it."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    notes = models.TextField(blank=True)

    objects: ClassVar[ScopedManager] = ReachableManager()

    class Meta:
        constraints = [
            models.UniqueConstraint("customer", Lower("email"), name="a_contact_is_at_a_customer_once", condition=Q(trashed_at=None) & ~Q(email="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("market:contact", kwargs={"slug": self.workspace.slug, "contact": self.pk})

    def search_text(self) -> str:
        return f"{self.email} {self.job_title} {self.notes}"
