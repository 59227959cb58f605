"""What is in a sprint: picking items for it and taking them out."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.queries import items_by_ids
from leadline.delivery.forms import PickForm
from leadline.delivery.operations import add_items, remove_items
from leadline.delivery.queries.scope import free_items
from leadline.delivery.views.sprints import SprintPage
from leadline.foundation.refusals import Invalid
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class SprintScope(SprintPage):
    """The open items that are in no sprint yet, to be ticked; and adding those ticked."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": PickForm}

    def get(self, request: HttpRequest, sprint: UUID) -> Answer:
        chosen = self.sprint(sprint)
        words = self.asked("q").strip()
        page = free_items(self.acting, chosen, words, self.asked("after"))
        context = {"sprint": chosen, "page": page, "words": words}
        return self.draw("delivery/sprint_scope.html", context)

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        chosen = self.sprint(sprint)
        items = items_by_ids(self.acting, _ticked(self.taken(PickForm)))
        event = add_items(by=self.acting, now=self.now, sprint=chosen, items=items)
        told = ngettext("%(n)d item is in %(name)s now.", "%(n)d items are in %(name)s now.", len(items))  # fmt: skip
        return self.done(told % {"n": len(items), "name": chosen.name}, chosen.page_url(), event)


class SprintRemoval(SprintPage):
    """Taking items out of a sprint."""

    needs = {"post": Right.PLAN}
    forms = {"post": PickForm}

    def post(self, request: HttpRequest, sprint: UUID) -> Answer:
        chosen = self.sprint(sprint)
        items = items_by_ids(self.acting, _ticked(self.taken(PickForm)))
        event = remove_items(by=self.acting, now=self.now, sprint=chosen, items=items)
        told = ngettext("%(n)d item is out of %(name)s.", "%(n)d items are out of %(name)s.", len(items))  # fmt: skip
        return self.done(told % {"n": len(items), "name": chosen.name}, chosen.page_url(), event)


def _ticked(sent: dict[str, list[UUID]]) -> list[UUID]:
    if not sent["item"]:
        raise Invalid(_("No item is ticked."), field="item", remedy=_("Tick the items first."))
    return sent["item"]
