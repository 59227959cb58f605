"""The ledger: what was promised, what came, and what is still to be looked at."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.design.numbers import signed
from leadline.outcomes import pictures
from leadline.outcomes.frame import offered
from leadline.outcomes.queries import STANDINGS, LedgerFilters, LedgerLine, hits, ledger
from leadline.outcomes.queries.scoring import verdict_of
from leadline.outcomes.views.base import OutcomesPage
from leadline.outcomes.words import change_words, standing_words
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

NARROWING = ("q", "standing", "product", "team", "owner")
DRAWN = 20
"""How many results the picture shows; the table beneath holds all."""


class Ledger(OutcomesPage):
    """Bets that promised something, filtered and sorted by the address."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        get, filters = request.GET, self.filters()
        page = ledger(self.acting, self.today, filters, sort=get.get("sort") or "due", after=get.get("after", ""))  # fmt: skip
        landed = [each for line in page.rows for each in landed_of(line)]
        context = {
            "page": page, "hits": hits(self.acting, self.today, filters), "choices": offered(self.acting),
            "is_narrowed": any(get.get(name) for name in NARROWING),
            "standings": [(each, standing_words(each)) for each in STANDINGS],
            "picture": pictures.landings(landed[:DRAWN]) if landed else None, "landed": len(landed), "drawn": DRAWN,
        }  # fmt: skip
        return self.draw("outcomes/ledger.html", context)

    def filters(self) -> LedgerFilters:
        get = self.request.GET
        return LedgerFilters(get.get("q", "")[:200], get.get("standing", ""), self.key("product"), self.key("team"), self.key("owner"))  # fmt: skip


def landed_of(line: LedgerLine) -> list[Any]:
    """The scored effects of a bet as the picture shows them."""
    found = []
    for effect in line.effects:
        score = line.score_of(effect)
        if score is not None and line.review is not None:
            words = _("%(actual)s, stated %(low)s to %(high)s") % {
                "actual": change_words(score.actual, effect), "low": signed(effect.low, effect.decimals), "high": signed(effect.high, effect.decimals),
            }  # fmt: skip
            verdict = verdict_of(effect, score.actual, score.toward)
            found.append(pictures.Landed(line.bet.name, effect, float(score.actual), score.toward, verdict, words, line.review.page_url()))  # fmt: skip
    return found
