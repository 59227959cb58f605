"""Milestones of a product: the list, one of them, and what it asks for."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.backlog.forms.aims import MilestoneForm, RequiredBetForm, RequiredItemForm
from leadline.backlog.models import Milestone
from leadline.backlog.operations import (
    change_milestone,
    create_milestone,
    drop_part,
    require,
    trash_milestone,
)
from leadline.backlog.queries import item_by_key, milestone_by_id, milestone_line, milestones
from leadline.backlog.queries.milestones import part_of
from leadline.backlog.views.base import BacklogPage
from leadline.foundation.forms import Form
from leadline.planning.queries import bet_by_id
from leadline.products.queries import product_by_key, products
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, Trashing
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right

MILESTONES = gettext_lazy("A milestone is a day by which some of a product’s items must be done. Make the first product, and set its milestones.")  # fmt: skip


class MilestonesPage(BacklogPage):
    tab = "milestones"

    def milestones_url(self) -> str:
        return f"{self.url('milestones')}?product={self.product.key}"

    def of_product(self) -> dict[str, Any]:
        return {"product": self.product, "milestones_url": self.milestones_url()}


class MilestonePageBase(MilestonesPage):
    milestone: Milestone | None = None

    def enter_milestone(self, milestone: UUID) -> Milestone:
        self.milestone = found = milestone_by_id(self.acting, milestone)
        self.product = found.product
        return found

    def record(self, text: str = "", event: Event | None = None) -> Answer:
        assert self.milestone
        if text and not self.is_part:
            return self.to(self.milestone.page_url(), text, event)
        line = milestone_line(self.acting, self.today, self.milestone)
        named = {"line": line, "milestone": self.milestone, "said": text, "undo_url": self.undo_url(event)}  # fmt: skip
        return self.draw("backlog/milestone.html", self.of_product() | named)


class Milestones(MilestonesPage):
    """The milestones of a product by their day."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        if self.in_hand is None:
            return self.without_product(_("Milestones"), str(MILESTONES))
        page = milestones(self.acting, self.today, self.product, request.GET.get("after", ""))
        named = {"page": page, "products": products(self.acting), "base": self.url("milestones")}
        return self.draw("backlog/milestones.html", self.of_product() | named)


class MilestoneFormPage(MilestonesPage, FormPage):
    template, form_class, by_id = "backlog/milestone_form.html", MilestoneForm, milestone_by_id

    def enter_record(self, key: UUID) -> Milestone:
        found: Milestone = super().enter_record(key)
        self.product = found.product
        return found

    def cancel_url(self) -> str:
        return self.record.page_url() if self.record else self.milestones_url()

    def more(self, form: Form) -> dict[str, Any]:
        return self.of_product() | {"milestone": self.record}


class NewMilestone(Making, MilestoneFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_milestone
    said = gettext_lazy("Set the milestone “%(name)s”.")

    def get(self, request: HttpRequest, **url: Any) -> Answer:
        if self.in_hand is None:
            return self.without_product(_("New milestone"), str(MILESTONES))
        return super().get(request, **url)

    def under(self, **url: Any) -> dict[str, Any]:
        return {"product": self.product}


class MilestoneEditing(Editing, MilestoneFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_milestone
    said = gettext_lazy("Saved “%(name)s”.")


class MilestoneTrashing(Trashing, MilestoneFormPage):
    needs = {"post": Right.PLAN}
    run = trash_milestone
    said = gettext_lazy("Moved “%(name)s” to the trash.")

    def after(self, record: Any) -> str:
        return self.milestones_url()


class MilestonePage(MilestonePageBase):
    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, milestone: UUID) -> Answer:
        self.enter_milestone(milestone)
        return self.record()


class RequiredItems(MilestonePageBase):
    """An item that must be done by the day, by its key."""

    needs = {"post": Right.PLAN}
    forms = {"post": RequiredItemForm}

    def post(self, request: HttpRequest, milestone: UUID) -> Answer:
        found = self.enter_milestone(milestone)
        product, _dash, number = self.taken(RequiredItemForm)["item"].rpartition("-")
        item = item_by_key(self.acting, product_by_key(self.acting, product.upper()), int(number))
        event = require(by=self.acting, now=self.now, milestone=found, items=[item])
        return self.record(_("Asks for %(key)s now.") % {"key": item.key}, event)


class RequiredBets(MilestonePageBase):
    """A bet whose work must be done by the day."""

    needs = {"post": Right.PLAN}
    forms = {"post": RequiredBetForm}

    def post(self, request: HttpRequest, milestone: UUID) -> Answer:
        found = self.enter_milestone(milestone)
        bet = bet_by_id(self.acting, self.taken(RequiredBetForm)["bet"])
        event = require(by=self.acting, now=self.now, milestone=found, bets=[bet])
        return self.record(_("Asks for “%(bet)s” now.") % {"bet": bet}, event)


class RequiredRemoval(MilestonePageBase):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, milestone: UUID, asked: UUID) -> Answer:
        found = self.enter_milestone(milestone)
        event = drop_part(by=self.acting, now=self.now, part=part_of(self.acting, found, asked))
        return self.record(_("Does not ask for it any more."), event)
