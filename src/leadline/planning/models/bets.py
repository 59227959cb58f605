"""A bet: a fundable choice, what it is believed to do, and the state it is in."""

from typing import Any

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.urls import reverse

from leadline.foundation.money import Money
from leadline.foundation.refusals import Refusal
from leadline.market.models import Persona, Segment
from leadline.products.models import Product
from leadline.workspaces.models import Event, Member, Record, Row

PROMISED = frozenset({
    "belief", "audience", "outcome", "product_id", "segment_id", "persona_id", "cost_low", "cost_likely", "cost_high", "currency",
})  # fmt: skip
"""The columns that are frozen when a bet is committed."""
PARTS = frozenset({
    "beteffect", "beteffort", "betgoal", "betopportunity", "bettheme", "betversion", "killcriterion",
})  # fmt: skip
"""The kinds of rows that are frozen with it."""
TURNS = ("ready", "draft", "committed", "done", "stopped")
"""States by whose turn it is: what waits for a choice first, what is over last."""
TURN = Case(
    *(When(state=state, then=Value(n)) for n, state in enumerate(TURNS)),
    output_field=IntegerField(),
)


class PromiseStays(Refusal):
    """The bet has been committed since."""


class Bet(Record):
    """A fundable choice: we believe that doing this, for these people, will lead to that.

    What it costs is a range of whole minor units of `currency`; all three are None while nobody
    has said.
    """

    class Kind(models.TextChoices):
        FEATURE = "feature", "Feature"
        PARTNERSHIP = "partnership", "Partnership"
        CAMPAIGN = "campaign", "Campaign"
        MARKET = "market", "New market"
        RESEARCH = "research", "Research"
        UPKEEP = "upkeep", "Upkeep"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        READY = "ready", "Ready"
        COMMITTED = "committed", "Committed"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    name = models.CharField(max_length=200)
    bet_kind = models.CharField("kind", max_length=12, choices=Kind.choices, default=Kind.FEATURE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)  # fmt: skip
    belief = models.TextField("we believe that", blank=True)
    audience = models.TextField("for", blank=True)
    outcome = models.TextField("will", blank=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    cost_low = models.BigIntegerField(null=True, blank=True)
    cost_likely = models.BigIntegerField(null=True, blank=True)
    cost_high = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="the_cost_of_a_bet_is_the_right_way_up",
                condition=Q(cost_low=None, cost_likely=None, cost_high=None)
                | Q(cost_low__gte=0, cost_low__lte=F("cost_likely"), cost_likely__lte=F("cost_high")),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["workspace", "-updated_at", "-id"], name="bets_by_change", condition=Q(trashed_at=None)),
            models.Index(fields=["workspace", "name", "id"], name="bets_by_name", condition=Q(trashed_at=None)),
            models.Index("workspace", TURN, "name", "id", name="bets_by_turn", condition=Q(trashed_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def page_url(self) -> str:
        return reverse("planning:bet", kwargs={"slug": self.workspace.slug, "bet": self.pk})

    def search_text(self) -> str:
        return f"{self.belief} {self.audience} {self.outcome}".strip()

    def refuse_undo(self, event: Event) -> None:
        """What is frozen is not undone: it takes a new version with a reason."""
        if not self.is_open and any(_touches_promise(each) for each in event.changes):
            raise PromiseStays("What was promised is frozen.", remedy="Change it by a new version, with a reason.")  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether its promise may still be changed without a word."""
        return self.state in (self.State.DRAFT, self.State.READY)

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.STOPPED)

    @property
    def cost(self) -> tuple[Money, Money, Money] | None:
        """What it costs, low to high; None while nobody has said."""
        if self.cost_low is None or self.cost_likely is None or self.cost_high is None:
            return None
        low, likely, high = (Money(each, self.currency) for each in (self.cost_low, self.cost_likely, self.cost_high))  # fmt: skip
        return low, likely, high


def _touches_promise(change: dict[str, Any]) -> bool:
    if change["kind"] != Bet.kind():
        return change["kind"] in PARTS
    return bool(PROMISED & {*(change["before"] or ()), *(change["after"] or ())})


class BetStep(Row):
    """A move of a bet from one state to another: who, when, and why where it was said."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=Bet.State.choices)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.get_state_display()
