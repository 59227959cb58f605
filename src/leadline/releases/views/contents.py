"""What goes out with a release: finding items, putting them in, saying what is told of them."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.backlog.queries import items_by_ids
from leadline.foundation.refusals import NotFound
from leadline.releases.forms import ItemForm, ItemsForm
from leadline.releases.models import ReleaseItem
from leadline.releases.operations import (
    add_items,
    change_item,
    remove_item,
    take_finished,
    take_title,
)
from leadline.releases.queries import candidates, part_by_id
from leadline.releases.views.base import OfRelease
from leadline.workspaces.doors import Answer
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right

ITEMS = "contents"


class Candidates(OfRelease):
    """A dialog in which one types and chooses items."""

    needs = {"get": Right.CONTRIBUTE}

    def get(self, request: HttpRequest, release: UUID) -> Answer:
        found, text = self.enter_release(release), request.GET.get("q", "")[:200]
        named = {"release": found, "items": candidates(self.acting, found, text), "text": text}
        return self.draw("releases/_candidates.html", named)


class Adding(OfRelease):
    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ItemsForm}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        found, keys = self.enter_release(release), self.taken(ItemsForm)["item"]
        items = items_by_ids(self.acting, keys)
        if len(items) < len(set(keys)):
            raise NotFound("Some of these items are gone.", remedy="Look for them again.")
        event = add_items(by=self.acting, now=self.now, release=found, items=items)
        text = ngettext("Put %(n)d item in.", "Put %(n)d items in.", len(items)) % {"n": len(items)}
        return self.record(text, event, ITEMS)


class TakingFinished(OfRelease):
    """Takes all that was finished since the last release."""

    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        event = take_finished(by=self.acting, now=self.now, release=self.enter_release(release))
        count = len(event.changes) if event else 0
        text = ngettext("Put %(n)d finished item in.", "Put %(n)d finished items in.", count)
        return self.record(text % {"n": count}, event, ITEMS)


class OfPart(OfRelease):
    """A door about one item of a release."""

    part: ReleaseItem

    def enter_part(self, release: UUID, part: UUID) -> ReleaseItem:
        self.part = part_by_id(self.acting, self.enter_release(release), part)
        return self.part

    def row(self, event: Event | None) -> Answer:
        """The item as its row shows it, where an open page asks; else that page."""
        if not self.is_part:
            return self.record(_("Saved what is told of %(key)s.") % {"key": self.part.item.key}, event, ITEMS)  # fmt: skip
        return self.draw("releases/_row.html", {"release": self.release, "part": self.part})


class Telling(OfPart):
    """What is told of an item outside: its line, and whether; fields that are not sent stay."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ItemForm}

    def post(self, request: HttpRequest, release: UUID, part: UUID) -> Answer:
        found = self.enter_part(release, part)
        fields = {name: value for name, value in self.taken(ItemForm).items() if name in request.POST}  # fmt: skip
        if fields.get("public_line") and not found.public_line:
            fields.setdefault("is_told", True)
        event = change_item(by=self.acting, now=self.now, part=found, version=self.version(), **fields)  # fmt: skip
        return self.row(event)


class TakingTitle(OfPart):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, release: UUID, part: UUID) -> Answer:
        found = self.enter_part(release, part)
        event = take_title(by=self.acting, now=self.now, part=found, version=self.version())
        return self.row(event)


class Removal(OfPart):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, release: UUID, part: UUID) -> Answer:
        found = self.enter_part(release, part)
        event = remove_item(by=self.acting, now=self.now, part=found)
        return self.record(_("Took %(key)s out.") % {"key": found.item.key}, event, ITEMS)
