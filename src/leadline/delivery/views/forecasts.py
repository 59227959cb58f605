"""Asking the future, and reading what was asked before."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from leadline.backlog.models import Item
from leadline.delivery.forms import QuestionForm, WithoutForm
from leadline.delivery.models import ForecastRun
from leadline.delivery.operations import ask_how_many, ask_when, ask_without, replay
from leadline.delivery.pictures import forecasts as pictures
from leadline.delivery.queries.forecasts import track
from leadline.delivery.queries.forecasts.answers import chance_by
from leadline.delivery.queries.forecasts.inputs import below, in_sprint, open_work, work_of
from leadline.delivery.queries.forecasts.questions import Rules, Work, scope_of
from leadline.delivery.queries.forecasts.runs import (
    KeptRun,
    items_of,
    kept_run,
    latest_automatic,
    runs,
)
from leadline.delivery.queries.sprints import open_sprints
from leadline.delivery.views.choice import EVERY, ChoicePage, products, teams
from leadline.delivery.words import answer_in_words, how_computed, replay_rows, replay_title, tables
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid, Refusal
from leadline.products.models import Product, Team
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.rooms import replay_words
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right
from leadline_science.forecasting import WhenForecast

MOST_EPICS = 100


class ForecastPages(ChoicePage):
    """What the pages of forecasts share."""

    tab = "forecasts"

    def track_url(self, product: Product | None, team: Team | None) -> str:
        """Where the track record of a scope is loaded from; replaying the past takes a moment."""
        route = reverse("delivery:forecast_track", kwargs={"slug": self.acting.workspace.slug})
        chosen = {"product": product.key if product else EVERY, "team": team.id if team else ""}
        return f"{route}?{urlencode(chosen)}"


class ForecastTrack(ForecastPages):
    """How the forecasts of a scope held: those that were kept, and the past replayed.

    A part of the page of forecasts; whoever opens it by itself is led there.
    """

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        if not self.is_part:
            page = reverse("delivery:forecasts", kwargs={"slug": self.acting.workspace.slug})
            return HttpResponseRedirect(f"{page}?{request.GET.urlencode()}#track")
        scope = self.scope().of_all_time()
        context = {
            "record": track.record_of(self.acting, scope),
            "tested": track.past_replayed(self.acting, scope, self.today),
        }
        return self.draw("delivery/_track.html", context)


class Forecasts(ForecastPages):
    """Kept forecasts of a product or team, today's own ones, and how such forecasts held."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        scope = self.scope()
        alone = scope_of(None, scope.team, "items") if scope.team else scope_of(scope.product, None, "items")  # fmt: skip
        page = runs(self.acting, product=scope.product, team=scope.team, after=self.asked("after"))
        daily = latest_automatic(self.acting, alone.product, alone.team)
        return self.draw("delivery/forecasts.html", {
            "scope": scope, "filters": self.filters(scope), "page": page,
            "daily": [(run, answer_in_words(run)) for run in daily],
            "words": answer_in_words,
            "track_url": self.track_url(alone.product, alone.team),
            "may_plan": self.acting.may(Right.PLAN), "who": alone.name,
        })  # fmt: skip


class ForecastAsking(ForecastPages):
    """A question to the future."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": QuestionForm}

    def get(self, request: HttpRequest) -> Answer:
        chosen = self.product()
        initial = {
            "product": str(chosen.id) if chosen else "",
            "work": self.asked("work") or "open",
        }
        return self.page(QuestionForm(initial=initial, **self.form_options()))

    def post(self, request: HttpRequest) -> Answer:
        asked = self.taken(QuestionForm, **self.form_options())
        run = self.how_many(asked) if asked["question"] == "how_many" else self.when(asked)
        return self.done(_("The forecast is kept."), run.page_url())

    def when(self, asked: dict[str, Any]) -> ForecastRun:
        return ask_when(
            work=self.work(asked), promised_on=asked["until"], **self.common(asked)
        )  # fmt: skip

    def how_many(self, asked: dict[str, Any]) -> ForecastRun:
        if asked["until"] is None:
            raise Invalid(_("Which day?"), field="until", remedy=_("Choose a day after today."))
        return ask_how_many(until=asked["until"], **self.common(asked))

    def common(self, asked: dict[str, Any]) -> dict[str, Any]:
        rules = Rules(asked["window"], asked["growth"], weeks_off=tuple(asked["weeks_off"]))
        who = {name: asked[name] for name in ("product", "team", "unit")}
        return {"by": self.acting, "now": self.now, "rules": rules, **who}

    def work(self, asked: dict[str, Any]) -> Work:
        """The number given, or the items that the menu names."""
        scope = scope_of(asked["product"], asked["team"], asked["unit"])
        kind, _dot, key = asked["work"].partition(":")
        if kind == "amount":
            if not asked["amount"]:
                raise Invalid(_("How many?"), field="amount", remedy=_("Write a number above zero."))  # fmt: skip
            return Work("", float(asked["amount"]))
        return work_of(*self.chosen(kind, key, scope), scope, Rules())

    def chosen(self, kind: str, key: str, scope: Any) -> tuple[str, Any]:
        if kind == "epic":
            epic = one(Item.objects.select_related("product"), id=UUID(key))
            return epic.title_text, open_work(scope, below(epic))
        if kind == "sprint":
            sprint = next(each for each in open_sprints(self.acting) if str(each.id) == key)
            return f"“{sprint}”", open_work(scope, in_sprint(sprint))
        return _("all open work"), open_work(scope)

    def form_options(self) -> dict[str, Any]:
        epics = Item.objects.filter(item_kind=Item.Kind.EPIC, finished_at=None).select_related("product")  # fmt: skip
        works = [
            ("open", _("All open work")),
            ("amount", _("A number of my own")),
            *((f"sprint:{each.id}", _("Sprint “%(name)s”") % {"name": each.name}) for each in open_sprints(self.acting)),
            *((f"epic:{each.id}", f"{each.key} {each.title[:80]}") for each in epics.order_by("-updated_at")[:MOST_EPICS]),
        ]  # fmt: skip
        return {"products": products(), "teams": teams(), "works": works}

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        return self.draw("delivery/forecast_asking.html", {"form": form}, status)


class ForecastRecord(ForecastPages):
    """One kept forecast, in words and in chances."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, run: UUID) -> Answer:
        kept = kept_run(self.acting, run)
        return self.draw("delivery/forecast.html", self.context(kept))

    def context(self, kept: KeptRun) -> dict[str, Any]:
        return {
            "kept": kept, "run": kept.run, "inputs": kept.inputs, "answer": kept.answer,
            "words": answer_in_words(kept.run), "holds": self.holds(kept),
            "chances": pictures.chances(kept), "history": pictures.history(kept),
            "dots": pictures.dots(kept), "how": how_computed(kept), **tables(kept),
            "bar": pictures.bar_of(kept.run.starts_on, kept.run.p50_on, kept.run.p85_on, kept.run.promised_on)
            if kept.run.is_when else None,
            "track_url": self.track_url(kept.run.product, kept.run.team),
            "may_plan": self.acting.may(Right.PLAN),
        }  # fmt: skip

    def holds(self, kept: KeptRun) -> float | None:
        """The chance that the promised day holds."""
        if kept.run.promised_on is None or not isinstance(kept.answer, WhenForecast):
            return None
        return chance_by(kept.answer, kept.run.starts_on, kept.run.promised_on)


class ForecastItems(ForecastPages):
    """The items that a forecast counted, or that it is about."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, run: UUID) -> Answer:
        kept = kept_run(self.acting, run)
        which, start = self.asked("which", ("work", "finished"), "finished"), self.asked("from")
        if start and (not start.isdecimal() or len(start) > 6):
            raise Invalid(
                _("This is not a place in the list."),
                field="from",
                remedy=_("Go back to the beginning of the list."),
            )
        found = items_of(self.acting, kept, which, int(start or 0))
        context = {"run": kept.run, "inputs": kept.inputs, "which": which, "found": found}
        return self.draw("delivery/forecast_items.html", context | {"may_plan": self.acting.may(Right.PLAN)})  # fmt: skip


class ForecastWithout(ForecastPages):
    """The same question without an item or a past week."""

    needs = {"post": Right.PLAN}
    forms = {"post": WithoutForm}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        kept = kept_run(self.acting, run)
        sent = self.taken(WithoutForm)
        items = {sent["item"]: sent["reason"]} if sent["item"] else {}
        weeks = {sent["week"]: sent["reason"]} if sent["week"] else {}
        made = ask_without(by=self.acting, now=self.now, run=kept.run, items=items, weeks=weeks)
        return self.done(_("A new forecast without it is kept; the old one stays."), made.page_url())  # fmt: skip


class ForecastReplay(ForecastPages):
    """Computing a kept forecast again from what it kept."""

    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        told = replay(by=self.acting, now=self.now, run=kept_run(self.acting, run).run)
        return self.done(replay_words(told), told.run.page_url())


class ForecastBacktest(ForecastPages):
    """The past replayed: would such forecasts have held?"""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        scope = self.scope()
        tested = track.past_replayed(self.acting, scope.of_all_time(), self.today)
        context = {
            "scope": scope, "filters": self.filters(scope), "tested": tested,
            "replays": pictures.replays(tested), "replay_rows": replay_rows(tested),
            "replay_title": replay_title(tested),
        }  # fmt: skip
        return self.draw("delivery/backtest.html", context)
