"""The list of imports, and bringing new files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal
from leadline.integrations import queries
from leadline.integrations.forms import NEW, UploadForm
from leadline.integrations.operations import Upload, product_for, start_import
from leadline.integrations.views.base import ImportsPage
from leadline.products.models import Product
from leadline.products.queries import product_in_hand
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right

MOST_PRODUCTS = 500


class Imports(ImportsPage):
    """Everything that was brought in, newest first."""

    needs = {"get": Right.IMPORT}

    def get(self, request: HttpRequest) -> Answer:
        page = queries.imports(self.acting, request.GET.get("after", ""))
        return self.draw("integrations/imports.html", {"page": page, "columns": columns(), "slug": self.acting.workspace.slug, "tabs": self.tabs("imports")})  # fmt: skip


def columns() -> tuple[Column, ...]:
    return (
        Column("files", _("Files"), hideable=False),
        Column("product", _("Product")),
        Column("state", _("State")),
        Column("items", _("Items"), number=True),
        Column("problems", _("Problems"), number=True, narrow=False),
        Column("by", _("Brought by"), narrow=False),
        Column("at", _("When"), narrow=False),
    )


class NewImport(ImportsPage):
    """Choose files and a product; the files are read in the background."""

    needs = {"get": Right.IMPORT, "post": Right.IMPORT}
    forms = {"post": UploadForm}

    def get(self, request: HttpRequest) -> Answer:
        found = product_in_hand(self.acting, request.GET.get("product", ""), request.session)
        return self.page(
            UploadForm(products=self.products(), initial={"product": found.key if found else NEW})
        )

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(UploadForm, products=self.products())
        name = fields["new_product"] if fields["product"] == NEW else fields["product"]
        product, _made = product_for(by=self.acting, now=self.now, name=name)
        files = [Upload(each.name or "", each.chunks()) for each in fields["files"]]
        batch = start_import(by=self.acting, now=self.now, product=product, files=files)
        return self.done(_("The files are being read."), self.url("import", import_id=batch.id))

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def products(self) -> list[Product]:
        return list(Product.objects.order_by("name", "id")[:MOST_PRODUCTS])

    def page(self, form: Any, status: int = 200) -> HttpResponse:
        return self.draw(
            "integrations/new.html", {"form": form, "slug": self.acting.workspace.slug}, status
        )
