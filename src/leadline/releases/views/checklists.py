"""Launch checklists: of each tier, and the lines of one release."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound, Refusal, Stale
from leadline.releases.forms import LineForm, TemplateForm, TickForm
from leadline.releases.models import ChecklistLine, Release, Size
from leadline.releases.operations import (
    add_line,
    change_line,
    remove_line,
    set_template,
    tick_line,
)
from leadline.releases.queries import Template, line_by_id, release_by_id, template_of, templates
from leadline.releases.views.base import OfRelease, ReleasesPage
from leadline.workspaces.doors import Answer, Editing
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right

LINES = "checklist"


class Checklists(ReleasesPage):
    """The lines with which releases of each tier begin."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        named = {"templates": templates(self.acting), "sizes": dict(Size.choices)}
        return self.draw("releases/checklists.html", named)


class ChecklistEditing(ReleasesPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": TemplateForm}
    kept: Template

    def enter_tier(self, tier: str) -> Template:
        if tier not in Size:
            raise NotFound
        self.kept = template_of(self.acting, tier)
        return self.kept

    def get(self, request: HttpRequest, kind: str) -> Answer:
        self.enter_tier(kind)
        return self.page(TemplateForm(initial=self.filled()))

    def post(self, request: HttpRequest, kind: str) -> Answer:
        self.enter_tier(kind)
        fields = self.taken(TemplateForm)
        event = set_template(by=self.acting, now=self.now, tier=kind, version=self.version(), **fields)  # fmt: skip
        text = _("Releases that are planned from now on begin with these lines.")
        return self.done(text, self.url("checklists"), event)

    def filled(self) -> dict[str, object]:
        return {"required": "\n".join(self.kept.required), "welcome": "\n".join(self.kept.welcome)}

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        named = {"form": form, "kept": self.kept, "size": Size(self.kept.tier).label}
        return self.draw("releases/checklist_form.html", named, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale):
            self.enter_tier(self.kept.tier)
            form.show_theirs(self.filled(), self.kept.version)
        return self.page(form, refusal.status)


class AddingLine(OfRelease):
    needs = {"post": Right.PLAN}
    forms = {"post": LineForm}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        found = self.enter_release(release)
        fields = self.taken(LineForm, choices=self.choices)
        made = add_line(by=self.acting, now=self.now, release=found, **fields)
        return self.record(_("Added “%(line)s”.") % {"line": made}, part=LINES)


class OfLine(OfRelease):
    """A door about one line of a release's checklist."""

    line: ChecklistLine

    def enter_line(self, release: UUID, line: UUID) -> ChecklistLine:
        self.line = line_by_id(self.acting, self.enter_release(release), line)
        self.line.release = self.release
        return self.line


class LineEditing(Editing, ReleasesPage):
    """A line with who sees to it and until when."""

    needs = {"get": Right.CONTRIBUTE, "post": Right.CONTRIBUTE}
    template, form_class, run = "releases/line_form.html", LineForm, change_line
    said = gettext_lazy("Saved the line.")
    release: Release

    def under(self, **url: Any) -> dict[str, Any]:
        self.release = release_by_id(self.acting, url["release"])
        return {}

    def enter_record(self, key: UUID) -> ChecklistLine:
        self.record = found = line_by_id(self.acting, self.release, key)
        found.release = self.release
        return found

    def cancel_url(self) -> str:
        return self.release.page_url()

    def more(self, form: Form) -> dict[str, Any]:
        return {"release": self.release, "checked": self.record}

    def saved(self, event: Event | None) -> Answer:
        return self.on_to(self.release, self.told(self.record), event, LINES)


class Ticking(OfLine):
    """Says that a line was seen to, or that it was not after all."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": TickForm}

    def post(self, request: HttpRequest, release: UUID, line: UUID) -> Answer:
        found, is_ticked = self.enter_line(release, line), self.taken(TickForm)["is_ticked"]
        event = tick_line(by=self.acting, now=self.now, line=found, is_ticked=is_ticked, version=self.version())  # fmt: skip
        text = _("Ticked “%(line)s”.") if is_ticked else _("“%(line)s” is open again.")
        return self.record(text % {"line": found}, event, LINES)


class LineRemoval(OfLine):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, release: UUID, line: UUID) -> Answer:
        found = self.enter_line(release, line)
        event = remove_line(by=self.acting, now=self.now, line=found)
        return self.record(_("Removed “%(line)s”.") % {"line": found}, event, LINES)
