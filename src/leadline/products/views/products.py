"""Products and their lines."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.products.forms import LineForm, ProductForm, RestoreForm
from leadline.products.models import Product, ProductLine, Team
from leadline.products.operations import (
    change_line,
    change_product,
    create_line,
    create_product,
    restore,
    trash_line,
    trash_product,
)
from leadline.products.queries import (
    Choices,
    line_by_id,
    lines,
    product_by_key,
    products,
    trashed,
    trashed_one,
)
from leadline.workspaces.doors import Answer, Editing, FormPage, Making, RoomPage, Trashing
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right


class ProductsPage(RoomPage):
    room, place, tab = "products", "products", "products"
    choose = Choices

    def may_plan(self) -> bool:
        return self.acting.may(Right.PLAN)


class Products(ProductsPage):
    """Every product with its line and its stage of life."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        context = {
            "products": products(self.acting),
            "lines": list(lines(self.acting)),
            "may_plan": self.may_plan(),
            "slug": self.acting.workspace.slug,
            "import_url": url_in(self.acting, "integrations:imports"),
        }
        return self.draw("products/products.html", context)


class ProductFormPage(ProductsPage, FormPage):
    home, template, form_class = "products", "products/product_form.html", ProductForm

    def enter_last(self, url: dict[str, Any]) -> dict[str, Any]:
        """Addresses call a product by its key."""
        self.record = product_by_key(self.acting, url["key"])
        return {"product": self.record}

    def more(self, form: Form) -> dict[str, Any]:
        return {"product": self.record}


class NewProduct(Making, ProductFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_product


class ProductEditing(Editing, ProductFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_product


class ProductTrashing(Trashing, ProductFormPage):
    needs = {"post": Right.PLAN}
    run = trash_product


class ProductPage(ProductsPage):
    """A product: its stage of life, its line, what it is, and where its work is."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, key: str) -> Answer:
        product = product_by_key(self.acting, key)
        context = {
            "product": product,
            "stages": Product.Stage.choices,
            "may_plan": self.may_plan(),
            "slug": self.acting.workspace.slug,
            "doors": self.doors(product),
        }
        return self.draw("products/product.html", context)

    def doors(self, product: Product) -> list[tuple[str, str]]:
        """Where its work is, in the rooms above, which hang their pages into the address."""
        wanted = (
            (_("Backlog"), "backlog:backlog"),
            (_("Statuses, lists and fields"), "backlog:setup"),
            (_("Board"), "delivery:board"),
            (_("Flow"), "delivery:flow"),
            (_("Forecasts"), "delivery:forecasts"),
        )
        slug = self.acting.workspace.slug
        found = ((label, address(route, slug)) for label, route in wanted)
        return [(label, f"{url}?product={product.key}") for label, url in found if url]


def address(route: str, slug: str) -> str:
    try:
        return reverse(route, kwargs={"slug": slug})
    except NoReverseMatch:
        return ""


class LineFormPage(ProductsPage, FormPage):
    home, template, form_class, by_id = "products", "products/line.html", LineForm, line_by_id

    def cancel_url(self) -> str:
        return self.url(self.home)

    def more(self, form: Form) -> dict[str, Any]:
        return {"line": self.record}


class NewLine(Making, LineFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_line
    said = gettext_lazy("Made the line %(name)s.")

    def made(self, record: ProductLine) -> Answer:
        return self.done(self.told(record), self.url(self.home))


class LinePage(Editing, LineFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = change_line
    said = gettext_lazy("Saved the line %(name)s.")

    def saved(self, event: Event | None) -> Answer:
        return self.done(self.told(self.record), self.url(self.home), event)


class LineTrashing(Trashing, LineFormPage):
    needs = {"post": Right.PLAN}
    run = trash_line
    said = gettext_lazy("Moved the line %(name)s to the trash.")


KINDS: dict[str, type[Product] | type[Team] | type[ProductLine]] = {
    "product": Product,
    "team": Team,
    "productline": ProductLine,
}


class Trash(ProductsPage):
    """Products, lines and teams that were thrown away, and back with them."""

    needs = {"get": Right.SEE, "post": Right.PLAN}
    forms = {"post": RestoreForm}

    def get(self, request: HttpRequest) -> Answer:
        gone = [(kind, each) for kind, model in KINDS.items() for each in trashed(self.acting, model)]  # fmt: skip
        gone.sort(key=lambda pair: pair[1].trashed_at, reverse=True)
        named = {"gone": gone, "may_plan": self.may_plan(), "slug": self.acting.workspace.slug}
        return self.draw("products/trash.html", named)

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(RestoreForm)
        thing = trashed_one(self.acting, KINDS[fields["kind"]], pk=fields["id"])
        event = restore(by=self.acting, now=self.now, thing=thing)
        return self.done(_("Brought back %(name)s.") % {"name": thing}, self.url("trash"), event)
