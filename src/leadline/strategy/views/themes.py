"""Themes with their intended shares, and room for what they really got."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound, Refusal
from leadline.strategy.forms import DimensionForm, ShareForm, ThemeForm
from leadline.strategy.kinds import DIMENSIONS
from leadline.strategy.models import Cycle
from leadline.strategy.operations import (
    change_theme,
    create_theme,
    create_themes,
    set_share,
    trash_theme,
)
from leadline.strategy.queries import current_of, cycle_by_id
from leadline.strategy.queries.themes import dimensions, shares_of, theme_by_id
from leadline.strategy.views.base import StrategyFormPage, StrategyPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.rights import Right


class ThemesPage(StrategyPage):
    """The list of themes."""

    tab = "themes"

    def cycle(self) -> Cycle | None:
        asked = self.key("cycle")
        return (
            cycle_by_id(self.acting, asked)
            if asked
            else current_of(self.choices.cycles, self.today)
        )

    def page(
        self, cycle: Cycle | None, status: int = 200, refusal: Refusal | None = None
    ) -> HttpResponse:
        found = dimensions(self.acting, cycle)
        there = {each.name.casefold() for each in found}
        context = {
            "cycle": cycle,
            "cycles": self.choices.cycles,
            "dimensions": found,
            "refusal": refusal,
            "presets": [
                (key, each)
                for key, each in DIMENSIONS.items()
                if str(each.name).casefold() not in there
            ],
        }
        return self.draw("strategy/themes.html", context, status)


class Themes(ThemesPage):
    """Every theme with its share of a cycle."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(self.cycle())


class Shares(ThemesPage):
    """The share of a theme in a cycle."""

    needs = {"post": Right.PLAN}
    forms = {"post": ShareForm}

    def post(self, request: HttpRequest, theme: UUID, cycle: UUID) -> Answer:
        found, self.of = theme_by_id(self.acting, theme), cycle_by_id(self.acting, cycle)
        share = parts_of(self.taken(ShareForm)["share"])
        event = set_share(by=self.acting, now=self.now, theme=found, cycle=self.of, share=share)
        text = _("%(name)s should have %(share)s %% in %(cycle)s.") % {
            "name": found.name,
            "share": f"{share / 100:g}",
            "cycle": self.of.name,
        }
        return self.done(text, f"{self.url('themes')}?cycle={self.of.pk}", event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return (
            self.draw_refusal(refusal)
            if self.is_part
            else self.page(self.of, refusal.status, refusal)
        )


class Dimensions(ThemesPage):
    """The usual themes of a dimension, made at once."""

    needs = {"post": Right.PLAN}
    forms = {"post": DimensionForm}

    def post(self, request: HttpRequest) -> Answer:
        preset = DIMENSIONS.get(self.taken(DimensionForm)["preset"])
        if preset is None:
            raise NotFound
        name, names = str(preset.name), [str(each) for each in preset.themes]
        event = create_themes(by=self.acting, now=self.now, dimension=name, names=names)
        return self.done(
            _("Made the themes of %(name)s.") % {"name": name}, self.url("themes"), event
        )


class ThemePage(ThemesPage):
    """A theme with its shares by cycle."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, theme: UUID) -> Answer:
        found = theme_by_id(self.acting, theme)
        return self.draw(
            "strategy/theme.html", {"theme": found, "shares": shares_of(self.acting, found)}
        )


def parts_of(percent: Decimal) -> int:
    """A share in per cent as parts of ten thousand; what lies beyond is refused by the operation."""
    return round(max(min(percent, Decimal(1000)), Decimal(-1)) * 100)


class ThemeFormPage(StrategyFormPage):
    tab, home, form_class, by_id = "themes", "themes", ThemeForm, theme_by_id
    titles = (gettext_lazy("New theme"), gettext_lazy("Save theme"))


class NewTheme(Making, ThemeFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_theme

    def first(self) -> dict[str, Any]:
        return {"dimension": self.asked("dimension")}


class ThemeEditing(Editing, ThemeFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_theme


class ThemeTrashing(Trashing, ThemeFormPage):
    needs = {"post": Right.PLAN}
    run = trash_theme
