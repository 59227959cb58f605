"""How work flows, and the items behind every figure."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.queries import items_by_ids
from leadline.delivery import findings
from leadline.delivery.forms import ReasonForm
from leadline.delivery.models import FlowExclusion
from leadline.delivery.operations import count_again, leave_out
from leadline.delivery.pictures import flow as pictures
from leadline.delivery.pictures import sprints as sprint_pictures
from leadline.delivery.queries.flow import FlowScope, ItemChoice, flow_items, flow_of
from leadline.delivery.queries.flow.items import STANDINGS
from leadline.delivery.queries.flow.page import Flow
from leadline.delivery.queries.sprints import latest_closed, say_do_of
from leadline.delivery.sprint_words import said_rows
from leadline.delivery.views.choice import EVERY, ChoicePage
from leadline.design.dates import day
from leadline.design.tables import Column
from leadline.foundation.refusals import Invalid
from leadline.workspaces.doors import Answer
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right

WHICH = ("impossible", "excluded", "doing")


class FlowPages(ChoicePage):
    """What the pages of flow share: addresses of the items behind a figure."""

    tab = "flow"

    def items_url(self, scope: FlowScope, **choice: object) -> str:
        chosen = {
            "product": scope.product.key if scope.product else EVERY,
            "team": scope.team.id if scope.team else None,
            "kind": scope.kind or None,
            "months": scope.months or "all",
            **choice,
        }
        return f"{self.items_route}?{urlencode({name: str(value) for name, value in chosen.items() if value is not None})}"

    @cached_property
    def items_route(self) -> str:
        return reverse("delivery:flow_items", kwargs={"slug": self.acting.workspace.slug})

    @cached_property
    def item_route(self) -> str:
        """The address of an item without its key; looking each one up costs more than drawing it."""
        names = {"slug": self.acting.workspace.slug, "key": "AA", "number": 0}
        return reverse("backlog:item", kwargs=names).removesuffix("AA-0")


class FlowPage(FlowPages):
    """All figures of flow."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        scope = self.scope()
        flow = flow_of(self.acting, scope, self.acting.workspace.today(self.now))
        context = {"flow": flow, "scope": scope, "filters": self.filters(scope)}
        figures = {} if flow.is_empty else self.figures(flow) | self.sprints(scope)
        return self.draw("delivery/flow.html", context | figures)

    def figures(self, flow: Flow) -> dict[str, Any]:
        scope, items = flow.scope, self.items_url(flow.scope)

        # A page draws seven hundred of these, so the part that they share is written once.
        def week(one: Any) -> str:
            return f"{items}&week={one.starts_on}"

        def item(one: Any) -> str:
            return f"{self.item_route}{one.key}"

        def day(when: Any, standing: str) -> str:
            return f"{items}&day={when}&standing={standing}"

        return {
            "findings": findings.all_of(flow),
            "throughput": pictures.throughput(flow, week) if flow.weeks else None,
            "process": pictures.process(flow, week),
            "cycle_times": pictures.cycle_times(flow, item),
            "ageing": pictures.ageing(flow, item),
            "in_progress": pictures.in_progress(flow, day),
            "cumulative": pictures.cumulative(flow),
            "states": pictures.time_in_state(flow),
            "week_url": week,
            "day_url": day,
            "item_url": item,
            "all_url": items,
            "doing_url": self.items_url(scope, which="doing"),
            "impossible_url": self.items_url(scope, which="impossible"),
            "excluded_url": self.items_url(scope, which="excluded"),
            "left_out": findings.left_out(flow.left_out),
            "standings_shown": flow.standings[::-1][:60],
            "signal_rows": findings.signal_rows(flow),
            "percentile_rows": findings.percentile_rows(flow),
            "state_rows": findings.state_rows(flow),
        }

    def sprints(self, scope: FlowScope) -> dict[str, Any]:
        closed = latest_closed(self.acting, team=scope.team, product=scope.product)
        said = say_do_of(closed)
        return {
            "closed": closed,
            "say_do": sprint_pictures.say_do(closed) if said else None,
            "said": findings.say_do(said) if said else None,
            "said_rows": said_rows(closed),
        }


class FlowItems(FlowPages):
    """The items of a bar, a point or a band."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        scope, choice = self.scope(), self.choice()
        today = self.acting.workspace.today(self.now)
        page = flow_items(self.acting, scope, choice, today, self.asked("after"))
        return self.draw("delivery/flow_items.html", {
            "page": page, "scope": scope, "choice": choice, "title": title_of(choice),
            "columns": item_columns(), "here": request.get_full_path(),
            "back_url": self.flow_url(scope), "may_plan": self.acting.may(Right.PLAN),
        })  # fmt: skip

    def choice(self) -> ItemChoice:
        least = self.asked("least_days")
        if least and (not least.isdecimal() or len(least) > 5):
            raise Invalid(
                _("This is not a number of days."),
                field="least_days",
                remedy=_("Write a whole number, such as 14."),
            )
        return ItemChoice(
            week=self.asked_day("week"),
            day=self.asked_day("day"),
            standing=self.asked("standing", STANDINGS),
            least_days=int(least) if least else None,
            which=self.asked("which", WHICH),
        )

    def flow_url(self, scope: FlowScope) -> str:
        return self.items_url(scope).replace("/flow/items", "/flow")


def title_of(choice: ItemChoice) -> str:
    """What the list holds, in words."""
    named = {
        "impossible": _("Items with dates that cannot be"),
        "excluded": _("Items left out by hand"),
        "doing": _("Items in progress, oldest first"),
    }
    if choice.which:
        return named[choice.which]
    if choice.week:
        return _("Finished in the week of %(day)s") % {"day": day(choice.week)}
    if choice.day and choice.standing:
        stood = {"to_do": _("To do"), "doing": _("In progress"), "done": _("Done")}[choice.standing]
        return _("%(stood)s at the end of %(day)s") % {"stood": stood, "day": day(choice.day)}
    return _("Finished items")


def item_columns() -> tuple[Column, ...]:
    return (
        Column("key", _("Key"), hideable=False, narrow=False),
        Column("title", _("Title"), hideable=False),
        Column("status", _("Status"), narrow=False),
        Column("opened", _("Opened"), narrow=False),
        Column("started", _("Started"), narrow=False),
        Column("finished", _("Finished")),
        Column("days", _("Days"), number=True),
        Column("points", _("Points"), number=True, narrow=False),
    )


class FlowLeavingOut(FlowPages):
    """Leaving items out of all figures, for a reason."""

    needs = {"post": Right.PLAN}
    forms = {"post": ReasonForm}

    def post(self, request: HttpRequest) -> Answer:
        sent = self.taken(ReasonForm)
        items = items_by_ids(self.acting, sent["item"])
        if not items:
            raise Invalid(_("No item is ticked."), field="item", remedy=_("Tick the items first."))
        event = leave_out(by=self.acting, now=self.now, items=items, reason=sent["reason"])
        told = ngettext("%(n)d item is left out of all figures.", "%(n)d items are left out of all figures.", len(items))  # fmt: skip
        return self.done(told % {"n": len(items)}, self.excluded_url(), event)

    def excluded_url(self) -> str:
        return self.items_url(FlowScope(months=None), which="excluded")


class FlowCountingAgain(FlowLeavingOut):
    """Letting an item that was left out count again."""

    needs = {"post": Right.PLAN}
    forms = {}

    def post(self, request: HttpRequest, exclusion: UUID) -> Answer:  # type: ignore[override]
        found = one(FlowExclusion.objects.select_related("item__product"), id=exclusion)
        event = count_again(by=self.acting, now=self.now, exclusion=found)
        return self.done(_("%(key)s counts again.") % {"key": found.item.key}, self.excluded_url(), event)  # fmt: skip
