"""Kept rankings: the list, one of them, and two beside each other."""

from functools import cached_property
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from leadline.planning.forms.rankings import address_of
from leadline.planning.models import Ranking
from leadline.planning.operations.rankings import replay_ranking
from leadline.planning.queries import bet_by_id
from leadline.planning.queries.rankings import runs
from leadline.planning.queries.rankings.coming import Coming, coming
from leadline.planning.queries.rankings.comparing import compared
from leadline.planning.queries.rankings.confidence import confidence_of
from leadline.planning.queries.rankings.files import as_csv
from leadline.planning.queries.rankings.pieces import Part
from leadline.planning.views.rankings.base import RankingPages
from leadline.planning.words import rankings as words
from leadline.products.models import Product
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.rooms import replay_words
from leadline.workspaces.rights import Right


class Rankings(RankingPages):
    """Kept rankings, newest first."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        page = runs.rankings(self.acting, after=request.GET.get("after", ""))
        return self.draw("planning/rankings.html", {"page": page})


class RankingPage(RankingPages):
    """One kept ranking: places, chances, what to learn, and what it rests on."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, ranking: UUID) -> Answer:
        self.kept = runs.kept(self.find(ranking))
        found = self.kept.ranking
        context = {
            "ranking": found, "kept": self.kept, "answer": self.kept.answer, "asks": self.kept.asked.asks,
            "placed": runs.lines_of(found, Part.PLACED, self.asked_number("from")),
            "lacking": runs.lines_of(found, Part.LACKING, self.asked_number("lacking")),
            "others": self.others, "how": words.how_computed(self.kept),
            "again": f"{self.url('ranking_asking')}?{address_of(self.values)}",
        }  # fmt: skip
        told = {"lesson": words.lesson_in_words(self.kept), "lessons": words.lesson_rows(self.kept)}
        return self.draw("planning/rankings_ranking.html", context | told)

    @property
    def values(self) -> dict[str, str]:
        product = self.kept.ranking.product
        return {name: str(value or "") for name, value in self.kept.ranking.asked.items()} | {"product": product.key if product else ""}  # fmt: skip

    @cached_property
    def others(self) -> list[Ranking]:
        """Rankings by the same framework, to compare with."""
        found = self.kept.ranking
        rows = Ranking.objects.filter(framework=found.framework).exclude(pk=found.pk)
        return list(rows.only("id", "title", "at", "workspace_id").order_by("-at", "-id")[:12])


class RankingComing(RankingPages):
    """A ranking that is being worked out; once it is kept, the ranking itself."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, job: UUID) -> Answer:
        found = coming(self.acting, job)
        if found.ranking:
            return self.go_to(runs.ranking_by_id(self.acting, found.ranking).page_url())
        part = self.is_part and found.is_running
        return self.draw(f"planning/{'_rankings_progress' if part else 'rankings_coming'}.html", {"coming": found, "again": self.again(found)})  # fmt: skip

    def again(self, found: Coming) -> str:
        """The question as it was asked, to be asked otherwise."""
        asked = found.asked.as_json()
        product = Product.objects.filter(pk=UUID(asked["product"])).first() if asked["product"] else None  # fmt: skip
        values = {name: str(value or "") for name, value in asked.items()} | {"product": product.key if product else ""}  # fmt: skip
        return f"{self.url('ranking_asking')}?{address_of(values)}"


class RankingReplay(RankingPages):
    """Computing a kept ranking again from what it kept."""

    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, ranking: UUID) -> Answer:
        told = replay_ranking(by=self.acting, now=self.now, ranking=self.find(ranking))
        return self.done(replay_words(told), told.run.page_url())


class RankingFile(RankingPages):
    """A ranking as a file for a spreadsheet."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, ranking: UUID) -> Answer:
        answer = HttpResponse(as_csv(self.acting, self.find(ranking)), content_type="text/csv; charset=utf-8")  # fmt: skip
        answer.headers["Content-Disposition"] = 'attachment; filename="ranking.csv"'
        return answer


class RankingComparison(RankingPages):
    """Two rankings beside each other: what moved, and why."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, ranking: UUID) -> Answer:
        here, other = self.find(ranking), self.key("with")
        there = self.find(other) if other else runs.before(here)
        one, two = sorted((here, there), key=lambda each: (each.at, each.pk))  # fmt: skip
        told, before, after = compared(one, two), runs.kept(one).asked, runs.kept(two).asked
        questions = [(name, f"{was} → {now}") for name, was, now in words.questions_differ(before, after)]  # fmt: skip
        asks = {each.name: each for each in (*before.asks, *after.asks)}
        context = {"told": told, "asked": after, "asks": asks, "questions": questions}
        return self.draw("planning/rankings_comparison.html", context)


class BetConfidence(RankingPages):
    """How sure the linked evidence makes us of a bet, piece by piece."""

    needs = {"get": Right.SEE}
    tab = "bets"

    def get(self, request: HttpRequest, bet: UUID) -> Answer:
        told = confidence_of(self.acting, bet_by_id(self.acting, bet), self.today)
        return self.draw("planning/rankings_confidence.html", {"told": told, "bet": told.bet})
