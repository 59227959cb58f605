"""Releases: the list, one of them, its form, and how it goes out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import NotFound
from leadline.releases.forms import ReasonForm, ReleaseEditForm, ReleaseForm
from leadline.releases.operations import (
    change_release,
    create_release,
    send_out,
    trash_release,
    withdraw,
)
from leadline.releases.queries import (
    bets_of,
    contents,
    gone_out,
    last_before,
    line_of,
    lines_of,
    note_of,
    planned,
    release_by_id,
)
from leadline.releases.views.base import OfRelease, ReleasesPage
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, Trashing
from leadline.workspaces.rights import Right


class Releases(ReleasesPage):
    """The releases of a product: those to come, and those that went out."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        if self.product is None:
            return self.draw("releases/no_product.html", {"title": _("Releases")})
        after = request.GET.get("after", "")
        return self.of_product(
            "releases/releases.html",
            planned=[] if after else planned(self.acting, self.product),
            page=gone_out(self.acting, self.product, after),
            is_first=not after,
            may_import=self.acting.may(Right.IMPORT),
        )


class ReleasePage(OfRelease):
    """A release: what goes out with it, what is seen to before, what is told."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, release: UUID) -> Answer:
        found = self.enter_release(release)
        only = "open" if request.GET.get("only") == "open" else ""
        return self.draw("releases/release.html", {
            "release": found, "line": line_of(self.acting, found), "only": only, "bets": bets_of(self.acting, found),
            "page": contents(self.acting, found, only, request.GET.get("after", "")),
            "lines": lines_of(self.acting, found), "note": note_of(self.acting, found), "last": last_before(self.acting, found),
            "people": self.choices.people if self.acting.may(Right.CONTRIBUTE) else [],
        })  # fmt: skip


class ReleaseFormPage(ReleasesPage, FormPage):
    home, template, form_class, by_id = "releases", "releases/release_form.html", ReleaseForm, release_by_id  # fmt: skip

    def more(self, form: Form) -> dict[str, Any]:
        return {"product": self.record.product if self.record else self.product}


class NewRelease(Making, ReleaseFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_release
    said = gettext_lazy("Planned %(name)s.")

    def get(self, request: HttpRequest, **url: Any) -> Answer:
        if self.product is None:
            return self.draw("releases/no_product.html", {"title": _("Plan a release")})
        return super().get(request, **url)

    def under(self, **url: Any) -> dict[str, Any]:
        if self.product is None:
            raise NotFound
        return {"product": self.product}


class ReleaseEditing(Editing, ReleaseFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    form_class, run = ReleaseEditForm, change_release


class ReleaseTrashing(Trashing, ReleaseFormPage):
    needs = {"post": Right.PLAN}
    run = trash_release


class Reasoned(OfRelease):
    """A verb that may take a reason."""

    def given(self, release: UUID) -> dict[str, Any]:
        self.enter_release(release)
        reason = self.taken(ReasonForm)["reason"]
        return {"by": self.acting, "now": self.now, "release": self.release, "reason": reason, "version": self.version()}  # fmt: skip


class SendingOut(Reasoned):
    """Says that it went out."""

    needs = {"post": Right.PLAN}
    forms = {"post": ReasonForm}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        event = send_out(**self.given(release))
        return self.record(_("%(name)s went out.") % {"name": self.release}, event)


class Withdrawing(Reasoned):
    """Takes it back, for a reason."""

    needs = {"post": Right.PLAN}
    forms = {"post": ReasonForm}

    def post(self, request: HttpRequest, release: UUID) -> Answer:
        event = withdraw(**self.given(release))
        return self.record(_("%(name)s is withdrawn.") % {"name": self.release}, event)
