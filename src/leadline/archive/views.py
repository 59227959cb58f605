"""The page from which a workspace is taken out, and another one opened from what was taken."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.archive.forms import RestoreForm
from leadline.archive.models import Package
from leadline.archive.operations import (
    Upload,
    ask_for_export,
    ask_for_restore,
    fetch_export,
    forget_export,
)
from leadline.archive.queries import package_of, packages
from leadline.archive.streams import download
from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.progress import progress_of
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.rights import Right

OUT, IN = Package.Way.OUT, Package.Way.IN


class ArchivePage(Page):
    place, tab = "people", "export"

    def home(self) -> str:
        return url_in(self.acting, "archive:exports")

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        may_restore = self.acting.may(Right.WORKSPACE)
        exports = packages(self.acting, OUT, self.request.GET.get("after", ""))
        restores = packages(self.acting, IN).rows[:10] if may_restore else []
        context = {
            "form": form, "may_restore": may_restore, "page": exports, "columns": export_columns(),
            "restores": restores, "restore_columns": restore_columns(),
            "running": [each for each in (*exports.rows, *restores) if each.is_working],
            "progress": self.progress, "slug": self.acting.workspace.slug,
        }  # fmt: skip
        return self.draw("archive/exports.html", context, status)

    def progress(self, package: Package) -> Any:
        return progress_of(package.job_id, self.now)


class Exports(ArchivePage):
    """Exports that can be taken, and asking for another."""

    needs = {"get": Right.EXPORT, "post": Right.EXPORT}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(RestoreForm())

    def post(self, request: HttpRequest) -> Answer:
        ask_for_export(by=self.acting, now=self.now)
        return self.done(_("The export is being written."), self.home())


class Restores(ArchivePage):
    """Open a new workspace from an export."""

    needs = {"post": Right.WORKSPACE}
    forms = {"post": RestoreForm}

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(RestoreForm)
        file = fields["file"]
        upload = Upload(file.name or "", file.chunks())
        ask_for_restore(by=self.acting, now=self.now, upload=upload, name=fields["name"])
        return self.done(_("The workspace is being restored."), self.home())

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)


class Running(ArchivePage):
    """The bar of one package, asked for again every second; leads back when the work is done."""

    needs = {"get": Right.EXPORT}

    def get(self, request: HttpRequest, way: str, key: UUID) -> Answer:
        package = package_of(self.acting, Package.Way(way), key)
        if not package.is_working:
            return HttpResponse(headers={"HX-Redirect": self.home()})
        context = {"package": package, "progress": self.progress, "slug": self.acting.workspace.slug}  # fmt: skip
        return self.draw("archive/_running.html", context)


class ExportFile(ArchivePage):
    """The file itself."""

    needs = {"get": Right.EXPORT}

    def get(self, request: HttpRequest, key: UUID) -> Answer:
        package = package_of(self.acting, OUT, key)
        numbers = fetch_export(by=self.acting, now=self.now, package=package)
        return download(request, package, numbers)


class ExportDeletion(ArchivePage):
    needs = {"post": Right.EXPORT}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        package = package_of(self.acting, OUT, key)
        forget_export(by=self.acting, now=self.now, package=package)
        return self.done(_("%(file)s is deleted.") % {"file": package.name}, self.home())


def export_columns() -> tuple[Column, ...]:
    return (
        Column("file", _("File"), hideable=False),
        Column("size", _("Size"), number=True),
        Column("rows", _("Rows"), number=True, narrow=False),
        Column("by", _("Made by"), narrow=False),
        Column("goes", _("Kept until"), narrow=False),
        Column("end", _("Delete"), unseen_label=True, hideable=False),
    )


def restore_columns() -> tuple[Column, ...]:
    return (
        Column("file", _("File"), hideable=False),
        Column("state", _("Outcome")),
        Column("rows", _("Rows"), number=True, narrow=False),
        Column("at", _("When"), narrow=False),
    )
