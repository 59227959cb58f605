"""Asking a ranking: the question, and the table in which numbers about bets are said."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid, Refusal
from leadline.planning.forms.rankings import (
    CONFIDENCES,
    KEPT,
    STATES,
    AskingForm,
    InputForm,
    address_of,
    asked_of,
)
from leadline.planning.models import Ranking
from leadline.planning.operations.rankings import ask_for_ranking, say_input
from leadline.planning.queries import bet_by_id
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.frameworks import ABOUT, GROUPS, Asks
from leadline.planning.queries.rankings.grid import grid, rows_of
from leadline.planning.views.rankings.base import RankingPages
from leadline.products.models import Product
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

GROUP_CHOICES = [(number, label) for number, label in GROUPS.items()]


class AddressedPage(RankingPages):
    """A page about the question that its address holds."""

    def addressed(self) -> AskingForm:
        """The question as the address has it, with RICE for none."""
        names = ("framework", "top", *KEPT)
        given = {name: self.request.GET.get(name, "") for name in names}
        return AskingForm(given | {"framework": given["framework"] or Ranking.Framework.RICE})

    def product(self, key: str) -> Product | None:
        return product_by_key(self.acting, key) if key else None

    def question(self, wanted: dict[str, Any]) -> Asked:
        """What was filled in so far as a question, with the key of its product."""
        empty: dict[str, Any] = dict.fromkeys(KEPT, "") | {"top": None}
        product = self.product(wanted.get("product", ""))
        return asked_of(empty | wanted, product)


class RankingAsking(AddressedPage):
    """A new ranking: which bets, by what, and the table in which their numbers are said."""

    needs = {"get": Right.SEE, "post": Right.PLAN}
    forms = {"post": AskingForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(self.addressed())

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(AskingForm)
        product = self.product(fields["product"])
        made = ask_for_ranking(by=self.acting, now=self.now, asked=asked_of(fields, product), product=product)  # fmt: skip
        if isinstance(made, Ranking):
            return self.done(_("The ranking is kept."), made.page_url())
        return HttpResponseRedirect(self.url("ranking_coming", job=made.pk))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        assert isinstance(form, AskingForm)
        return self.page(form, refusal.status)

    def page(self, form: AskingForm, status: int = 200) -> HttpResponse:
        """The form and the table; the table waits while the question cannot be read."""
        form.is_valid()
        values = form.values()
        context = {
            "form": form, "values": values, "base": self.url("ranking_asking"), "groups": GROUP_CHOICES,
            "query": address_of(values), **self.menus(),
            "about_framework": ABOUT.get(values["framework"], ""),
        }  # fmt: skip
        return self.draw("planning/rankings_asking.html", context | self.table(form), status)

    def menus(self) -> dict[str, Any]:
        """What the filters above the table offer."""
        themes = [(str(each.pk), f"{each.dimension}: {each.name}") for each in self.choices.themes]
        return {
            "framework_choices": Ranking.Framework.choices, "states": STATES, "confidences": CONFIDENCES,
            "product_choices": [("", _("all")), *((each.key, each.name) for each in self.choices.products)],
            "theme_choices": [("", _("any")), *themes],
        }  # fmt: skip

    def table(self, form: AskingForm) -> dict[str, Any]:
        if {"framework", "theme", "state", "confidence"} & set(form.errors):
            return {"rows": None}
        wanted = form.values() | form.cleaned_data | {"top": None}
        try:
            asked = self.question(wanted)
            rows = grid(self.acting, asked, self.today, self.request.GET.get("after", ""))
        except Invalid as refusal:
            if wanted["weights"] or wanted["formula"]:
                form.take(refusal)
            return {"rows": None}
        cols = [Column("name", _("Bet"), hideable=False), *(Column(each.name, _headed(each), number=True) for each in asked.asks)]  # fmt: skip
        return {"rows": rows, "cols": cols}


def _headed(asks: Asks) -> str:
    return f"{asks.label}, {asks.hint}" if asks.hint else str(asks.label)


class RankingInputs(AddressedPage):
    """A number about a bet, edited where it stands."""

    needs = {"get": Right.SEE, "post": Right.CONTRIBUTE}
    forms = {"post": InputForm}

    def get(self, request: HttpRequest, bet: UUID, said: str) -> Answer:
        return self.row(bet)

    def post(self, request: HttpRequest, bet: UUID, said: str) -> Answer:
        typed = self.taken(InputForm)["typed"]
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() and len(given) < 9 else None
        say_input(
            by=self.acting, now=self.now, bet=bet_by_id(self.acting, bet), name=said,
            typed=typed, version=version,
        )  # fmt: skip
        return self.row(bet)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        told = [replace(problem, field="") for problem in refusal.problems]
        refusal.problems = tuple(told)
        return self.draw_refusal(refusal)

    def row(self, bet: UUID) -> HttpResponse:
        """The row of the bet, drawn anew."""
        form = self.addressed()
        form.is_valid()
        asked = self.question(form.cleaned_data)
        rows = rows_of(self.acting, asked, [bet_by_id(self.acting, bet)], self.today)
        values = form.values()
        return self.draw("planning/_rankings_row.html", {"row": rows[0], "asked": asked, "query": address_of(values), "groups": GROUP_CHOICES})  # fmt: skip
