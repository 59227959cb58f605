"""What is done to the items selected in the list, and moving them by hand."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.forms.items import (
    MoveForm,
    PickedAssigneeForm,
    PickedForm,
    PickedLabelForm,
    PickedListForm,
    PickedStatusForm,
    PickedTeamForm,
)
from leadline.backlog.models import Item
from leadline.backlog.operations import (
    TOP,
    Place,
    edit_items,
    label_items,
    move_items,
    rank_items,
    send_items,
    trash_items,
)
from leadline.backlog.queries import items_by_ids, lines_among
from leadline.backlog.views.lists import ListPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right


class PickedPage(ListPage):
    """Takes the selected items and goes back to the list."""

    def picked(self, form: type[PickedForm]) -> tuple[list[Item], dict[str, Any]]:
        fields = self.taken(form, choices=self.frame)
        return items_by_ids(self.acting, fields["item"]), fields

    def said(self, text: str, event: Event | None) -> Answer:
        return self.done(text, self.back(self.list_url()), event)


def counted(items: list[Item]) -> str:
    """Say how many, or which one."""
    if len(items) == 1:
        return items[0].key
    return ngettext("%(n)d item", "%(n)d items", len(items)) % {"n": len(items)}


class Ranks(ListPage):
    """One move of the ranked list, by mouse or key."""

    needs = {"post": Right.PLAN}
    forms = {"post": MoveForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(MoveForm, choices=self.frame)
        items = items_by_ids(self.acting, fields["item"])
        event = self.move(items, fields)
        lines = lines_among(self.acting, self.product, [item.pk for item in items])
        text = _("Moved %(what)s.") % {"what": counted(items)}
        return self.draw_rows(list(lines.values()), said=text, undo_url=self.undo_url(event))

    def move(self, items: list[Item], fields: dict[str, Any]) -> Event | None:
        to, place = fields["list"], self.place_of(fields)
        if all(item.backlog_list_id == to.pk for item in items):
            return rank_items(by=self.acting, now=self.now, items=items, place=place)
        return send_items(by=self.acting, now=self.now, items=items, to=to, place=place)

    def place_of(self, fields: dict[str, Any]) -> Place:
        neighbour = fields["after"] or fields["before"]
        if not neighbour:
            return TOP
        (item,) = items_by_ids(self.acting, [neighbour])
        return Place(after=item) if fields["after"] else Place(before=item)


class PickedTop(PickedPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        items, _fields = self.picked(PickedForm)
        event = rank_items(by=self.acting, now=self.now, items=items, place=TOP)
        return self.said(_("Moved %(what)s to the top.") % {"what": counted(items)}, event)


class PickedList(PickedPage):
    needs = {"post": Right.PLAN}
    forms = {"post": PickedListForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedListForm)
        to = fields["backlog_list"]
        event = send_items(by=self.acting, now=self.now, items=items, to=to)
        return self.said(_("Sent %(what)s to %(list)s.") % {"what": counted(items), "list": to}, event)  # fmt: skip


class PickedStatus(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedStatusForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedStatusForm)
        event = move_items(by=self.acting, now=self.now, items=items, to=fields["status"])
        return self.said(_("%(what)s: now %(status)s.") % {"what": counted(items), "status": fields["status"]}, event)  # fmt: skip


class PickedTeam(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedTeamForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedTeamForm)
        event = edit_items(by=self.acting, now=self.now, items=items, team=fields["team"])
        return self.said(_("Gave %(what)s to %(team)s.") % {"what": counted(items), "team": fields["team"] or _("no team")}, event)  # fmt: skip


class PickedAssignee(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedAssigneeForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedAssigneeForm)
        event = edit_items(by=self.acting, now=self.now, items=items, assignee=fields["assignee"])
        return self.said(_("Gave %(what)s to %(person)s.") % {"what": counted(items), "person": fields["assignee"] or _("nobody")}, event)  # fmt: skip


class PickedLabel(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedLabelForm}

    def post(self, request: HttpRequest) -> Answer:
        items, fields = self.picked(PickedLabelForm)
        event = label_items(by=self.acting, now=self.now, items=items, add=[fields["label"]])
        return self.said(_("Labelled %(what)s “%(label)s”.") % {"what": counted(items), "label": fields["label"]}, event)  # fmt: skip


class PickedTrash(PickedPage):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": PickedForm}

    def post(self, request: HttpRequest) -> Answer:
        items, _fields = self.picked(PickedForm)
        event = trash_items(by=self.acting, now=self.now, items=items)
        return self.said(_("Moved %(what)s to the trash.") % {"what": counted(items)}, event)
