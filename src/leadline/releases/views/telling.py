"""Notes of a release, and the changelog as members see it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound, Refusal, Stale
from leadline.releases.forms import ChangelogForm, NotesForm
from leadline.releases.models import Changelog
from leadline.releases.operations import (
    change_release,
    draft_notes,
    publish_notes,
    set_changelog,
    take_back_notes,
)
from leadline.releases.queries import changelog_of, notes, release_by_id
from leadline.releases.views.base import OfRelease, ReleasesPage
from leadline.workspaces.doors import Answer, Editing
from leadline.workspaces.rights import Right

NOTES = "notes"


class NotesEditing(Editing, ReleasesPage):
    """The draft of what is told outside."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    template, form_class, by_id, run = "releases/notes_form.html", NotesForm, release_by_id, change_release  # fmt: skip
    said, part = gettext_lazy("Saved the draft."), NOTES

    def more(self, form: Form) -> dict[str, Any]:
        return {"release": self.record}


class Drafting(OfRelease):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        found = self.enter_release(release)
        event = draft_notes(by=self.acting, now=self.now, release=found, version=self.version())
        return self.record(_("Drafted the notes from what is told outside."), event, NOTES)


class Publishing(OfRelease):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        found = self.enter_release(release)
        event = publish_notes(by=self.acting, now=self.now, release=found, version=self.version())
        return self.record(_("The notes stand in the changelog."), event, NOTES)


class TakingBack(OfRelease):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        found = self.enter_release(release)
        event = take_back_notes(by=self.acting, now=self.now, release=found, version=self.version())
        return self.record(_("The notes are a draft again."), event, NOTES)


class ChangelogPage(ReleasesPage):
    """The published notes of a product, and whether they are read outside."""

    needs = {"get": Right.SEE}
    tab = "changelog"

    def get(self, request: HttpRequest) -> Answer:
        if self.product is None:
            return self.draw("releases/no_product.html", {"title": _("Changelog")})
        log = changelog_of(self.acting, self.product)
        return self.of_product(
            "releases/changelog.html",
            log=log,
            page=notes(self.acting, self.product, request.GET.get("after", "")),
            **self.addresses(log),
        )

    def addresses(self, log: Changelog | None) -> dict[str, str]:
        """Where it is read outside; nothing while it is closed."""
        if log is None or not log.is_open:
            return {"page_url": "", "feed_url": ""}
        page, feed = (reverse(f"releases:{name}", kwargs={"address": log.address}) for name in ("outside", "feed"))  # fmt: skip
        absolute = self.request.build_absolute_uri
        return {"page_url": absolute(page), "feed_url": absolute(feed)}


class ChangelogSettings(ReleasesPage):
    """Whether the changelog is read outside, where, and under which name."""

    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ChangelogForm}
    tab = "changelog"
    log: Changelog | None = None

    def get(self, request: HttpRequest) -> Answer:
        self.enter_log()
        return self.page(ChangelogForm(initial=self.filled()))

    def post(self, request: HttpRequest) -> Answer:
        self.enter_log()
        assert self.product
        fields = self.taken(ChangelogForm)
        event = set_changelog(by=self.acting, now=self.now, product=self.product, version=self.version(), **fields)  # fmt: skip
        said = _("Anybody may read the changelog now.") if fields["is_open"] else _("The changelog is read by members only.")  # fmt: skip
        return self.done(said, f"{self.url('changelog')}?product={self.product.key}", event)

    def enter_log(self) -> None:
        if self.product is None:
            raise NotFound("There is no product yet.", remedy="Make one first.")
        self.log = changelog_of(self.acting, self.product)

    def filled(self) -> dict[str, Any]:
        if self.log is None:
            return {"heading": self.product.name if self.product else ""}
        return {"heading": self.log.heading, "address": self.log.address, "is_open": self.log.is_open}  # fmt: skip

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        return self.draw("releases/changelog_form.html", {"form": form, "log": self.log, "product": self.product}, status)  # fmt: skip

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale):
            self.enter_log()
            form.show_theirs(self.filled(), self.log.version if self.log else 0)
        return self.page(form, refusal.status)
