"""The kinds of records that the thread runs through, in the order of the loop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from leadline.workspaces.records import row_models

Words = Promise | str


@dataclass(frozen=True)
class Stage:
    """A part of the loop: a column of the drawn thread, and the place of the rail where it lies."""

    name: str
    label: Words
    place: str


STAGES = (
    Stage("market", _("Market"), "market"),
    Stage("heard", _("Heard"), "evidence"),
    Stage("claims", _("Claims"), "evidence"),
    Stage("goals", _("Goals"), "strategy"),
    Stage("opportunities", _("Opportunities"), "plan"),
    Stage("bets", _("Bets"), "plan"),
    Stage("work", _("Work"), "plan"),
    Stage("releases", _("Roadmap"), "roadmap"),
    Stage("outcomes", _("Outcomes"), "outcomes"),
)


@dataclass(frozen=True, eq=False)
class Noun:
    """How a kind of record is drawn: paths to its title, a few words beneath, a day and an amount.

    A title may have several paths, parted by bars: the first that leads to any words. `fades` leads to the day from which it is old.

    `words` names one or several; `says` puts codes of `detail` into words, `soft` are the codes of
    what is only assumed.
    """

    kind: str
    stage: str
    words: Any
    title: str
    detail: str = ""
    on: str = ""
    amount: str = ""
    currency: str = ""
    fades: str = ""
    says: Mapping[str, Words] = field(default_factory=dict)
    soft: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """The place of the rail where records of this kind lie."""
        return next(stage.place for stage in STAGES if stage.name == self.stage)

    def called(self, count: int = 1) -> str:
        """The noun for so many."""
        return str(self.words % count)


NATURES = {"fact": _("fact"), "assumption": _("assumption")}
STATES = {
    "draft": _("draft"), "ready": _("ready"), "committed": _("committed"), "done": _("done"), "stopped": _("stopped"),
}  # fmt: skip
VERDICTS = {
    "held": _("as promised"), "better": _("better"), "short": _("short of it"), "beside": _("beside it"), "unmeasured": _("not measured"),
}  # fmt: skip
VOICE: Any = {"detail": "customer__name", "on": "heard_on", "amount": "customer__revenue", "currency": "customer__currency"}  # fmt: skip

NOUNS = (
    Noun("segment", "market", ngettext_lazy("segment", "segments"), "name"),
    Noun("persona", "market", ngettext_lazy("persona", "personas"), "name"),
    Noun("customer", "market", ngettext_lazy("customer", "customers"), "name", amount="revenue", currency="currency"),
    Noun("contact", "market", ngettext_lazy("contact", "contacts"), "name", detail="customer__name"),
    Noun("feedback", "heard", ngettext_lazy("piece of feedback", "pieces of feedback"), "text", **VOICE),
    Noun("claim", "claims", ngettext_lazy("claim", "claims"), "statement", detail="nature", on="observed_on", fades="due_on", says=NATURES, soft=frozenset({"assumption"})),
    Noun("goal", "goals", ngettext_lazy("goal", "goals"), "name", on="due_on"),
    Noun("objective", "goals", ngettext_lazy("objective", "objectives"), "name", detail="cycle__name"),
    Noun("keyresult", "goals", ngettext_lazy("key result", "key results"), "name"),
    Noun("metric", "goals", ngettext_lazy("metric", "metrics"), "name"),
    Noun("opportunity", "opportunities", ngettext_lazy("opportunity", "opportunities"), "name"),
    Noun("bet", "bets", ngettext_lazy("bet", "bets"), "name", detail="state", amount="cost_likely", currency="currency", says=STATES),
    Noun("release", "releases", ngettext_lazy("release", "releases"), "name", detail="product__name", on="planned_on"),
    Noun("bar", "releases", ngettext_lazy("bar on a roadmap", "bars on roadmaps"), "bet__name|item__title|name", detail="roadmap__name", on="promised_on"),
    Noun("outcomereview", "outcomes", ngettext_lazy("review", "reviews"), "bet__name", detail="verdict", on="due_on", says=VERDICTS),
    Noun("item", "work", ngettext_lazy("item", "items"), "title", detail="status__name"),
)  # fmt: skip
_ORDER = {stage.name: at for at, stage in enumerate(STAGES)}
_BY_KIND = {noun.kind: noun for noun in NOUNS}


def noun_of(kind: str) -> Noun | None:
    """How a kind is drawn; None for a kind that the thread does not run through."""
    return _BY_KIND.get(kind)


def nouns_of(kinds: Iterable[str]) -> list[Noun]:
    """Those of the kinds that the thread runs through and that a room keeps, in the order of the loop."""
    wanted = set(kinds) & set(row_models())
    return sorted(
        (noun for noun in NOUNS if noun.kind in wanted), key=lambda noun: _ORDER[noun.stage]
    )
