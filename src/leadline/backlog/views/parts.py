"""What hangs on an item: criteria, dependencies, labels, custom fields."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.backlog.forms.parts import (
    CriterionForm,
    CriterionPlaceForm,
    DependencyForm,
    LabelsForm,
    ValuesForm,
)
from leadline.backlog.models import Criterion
from leadline.backlog.operations import (
    add_criterion,
    add_dependency,
    change_criterion,
    label_items,
    mark_criterion,
    rank_criterion,
    remove_criterion,
    remove_dependency,
    set_fields,
)
from leadline.backlog.queries import criteria_of, dependency_of, item_by_key, item_record
from leadline.backlog.views.base import ItemPageBase
from leadline.foundation.refusals import NotFound
from leadline.products.queries import product_by_key
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class Criteria(ItemPageBase):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CriterionForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        add_criterion(by=self.acting, now=self.now, item=item, **self.taken(CriterionForm))
        return self.record(_("Added a criterion."))


class CriterionPage(ItemPageBase):
    """A door about one criterion of an item."""

    def criterion(self, key: str, number: int, criterion: UUID) -> Criterion:
        item = self.enter_item(key, number)
        found = next((each for each in criteria_of(self.acting, item) if each.pk == criterion), None)  # fmt: skip
        if found is None:
            raise NotFound
        found.item = item
        return found


class CriterionEditing(CriterionPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CriterionForm}

    def post(self, request: HttpRequest, key: str, number: int, criterion: UUID) -> Answer:
        found = self.criterion(key, number, criterion)
        fields = self.taken(CriterionForm)
        event = change_criterion(by=self.acting, now=self.now, criterion=found, version=self.version(), **fields)  # fmt: skip
        return self.record(_("Saved the criterion."), event)


class CriterionMeeting(CriterionPage):
    """Says that a criterion is met; and takes it back when it is."""

    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int, criterion: UUID) -> Answer:
        found = self.criterion(key, number, criterion)
        met = found.met_at is None
        event = mark_criterion(by=self.acting, now=self.now, criterion=found, met=met)
        return self.record(_("The criterion is met.") if met else _("The criterion is open again."), event)  # fmt: skip


class CriterionPlace(CriterionPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": CriterionPlaceForm}

    def post(self, request: HttpRequest, key: str, number: int, criterion: UUID) -> Answer:
        found = self.criterion(key, number, criterion)
        wanted = self.taken(CriterionPlaceForm)["before"]
        before = self.criterion(key, number, wanted) if wanted else None
        event = rank_criterion(by=self.acting, now=self.now, criterion=found, before=before)
        return self.record(_("Moved the criterion."), event)


class CriterionRemoval(CriterionPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int, criterion: UUID) -> Answer:
        found = self.criterion(key, number, criterion)
        event = remove_criterion(by=self.acting, now=self.now, criterion=found, version=self.version())  # fmt: skip
        return self.record(_("Removed the criterion."), event)


class Dependencies(ItemPageBase):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": DependencyForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        fields = self.taken(DependencyForm)
        other_key, _dash, other_number = fields["other"].partition("-")
        other = item_by_key(self.acting, product_by_key(self.acting, other_key), int(other_number))
        ends = {"blocked": item, "blocker": other} if fields["side"] == "blocked" else {"blocker": item, "blocked": other}  # fmt: skip
        add_dependency(by=self.acting, now=self.now, **ends)
        return self.record(_("Tied %(one)s to %(other)s.") % {"one": item.key, "other": other.key})


class DependencyRemoval(ItemPageBase):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int, dependency: UUID) -> Answer:
        found = dependency_of(self.acting, self.enter_item(key, number), dependency)
        event = remove_dependency(by=self.acting, now=self.now, dependency=found)
        return self.record(_("Removed the dependency."), event)


class Labels(ItemPageBase):
    """All labels of an item at once."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": LabelsForm}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        self.taken(LabelsForm)
        assert isinstance(self.form, LabelsForm)
        wanted = self.form.names()
        there = item_record(self.acting, item, self.now).line.labels
        folded = {name.casefold() for name in wanted}
        gone = [name for name in there if name.casefold() not in folded]
        event = label_items(by=self.acting, now=self.now, items=[item], add=wanted, remove=gone)
        return self.record(_("Saved the labels."), event)


class Values(ItemPageBase):
    """The item's values of its custom fields."""

    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, key: str, number: int) -> Answer:
        item = self.enter_item(key, number)
        self.taken(ValuesForm, fields=self.frame.fields)
        assert isinstance(self.form, ValuesForm)
        event = set_fields(by=self.acting, now=self.now, item=item, values=self.form.values())
        return self.record(_("Saved the fields."), event)
