"""Products and their lines."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Refusal, Stale
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
    line_by_id,
    lines,
    product_by_key,
    products,
    trashed,
    trashed_one,
)
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.models import Event
from leadline.workspaces.rights import Right


class ProductsPage(Page):
    place, tab = "products", "products"

    def url(self, name: str, **named: Any) -> str:
        return reverse(f"products:{name}", kwargs={"slug": self.acting.workspace.slug, **named})

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


class ProductFormPage(ProductsPage):
    """A page with the form of a product."""

    product: Product | None = None

    def form_of(self, **options: Any) -> ProductForm:
        return ProductForm(lines=lines(self.acting), **options)

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        cancel = self.product.page_url() if self.product else self.url("products")
        named = {"form": form, "product": self.product, "cancel_url": cancel}
        return self.draw("products/product_form.html", named, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale) and self.product:
            self.product = product_by_key(self.acting, self.product.key)
            form.show_theirs(filled(self.product), self.product.version)
        return self.page(form, refusal.status)


class NewProduct(ProductFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ProductForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(self.form_of())

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(ProductForm, lines=lines(self.acting))
        product = create_product(by=self.acting, now=self.now, **fields)
        return self.done(_("Made %(name)s.") % {"name": product.name}, product.page_url())


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


class ProductEditing(ProductFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": ProductForm}

    def get(self, request: HttpRequest, key: str) -> Answer:
        self.product = product_by_key(self.acting, key)
        return self.page(self.form_of(initial=filled(self.product)))

    def post(self, request: HttpRequest, key: str) -> Answer:
        self.product = product_by_key(self.acting, key)
        fields = self.taken(ProductForm, lines=lines(self.acting))
        event = change_product(by=self.acting, now=self.now, product=self.product, version=self.version(), **fields)  # fmt: skip
        return self.done(_("Saved %(name)s.") % fields, self.product.page_url(), event)


def filled(product: Product) -> dict[str, Any]:
    own = {name: getattr(product, name) for name in ("name", "key", "stage", "born_on", "description")}  # fmt: skip
    return own | {"line": product.line_id}


class ProductTrashing(ProductsPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, key: str) -> Answer:
        product = product_by_key(self.acting, key)
        event = trash_product(by=self.acting, now=self.now, product=product, version=self.version())
        text = _("Moved %(name)s to the trash.") % {"name": product.name}
        return self.done(text, self.url("products"), event)


class LinePageBase(ProductsPage):
    line: ProductLine | None = None

    def page(self, form: Form, status: int = 200) -> HttpResponse:
        named = {"form": form, "line": self.line, "cancel_url": self.url("products")}
        return self.draw("products/line.html", named, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, Stale) and self.line:
            self.line = line_by_id(self.acting, self.line.pk)
            form.show_theirs({"name": self.line.name, "description": self.line.description}, self.line.version)  # fmt: skip
        return self.page(form, refusal.status)

    def said(self, text: str, event: Event | None = None) -> Answer:
        return self.done(text, self.url("products"), event)


class NewLine(LinePageBase):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": LineForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(LineForm())

    def post(self, request: HttpRequest) -> Answer:
        line = create_line(by=self.acting, now=self.now, **self.taken(LineForm))
        return self.said(_("Made the line %(name)s.") % {"name": line.name})


class LinePage(LinePageBase):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    forms = {"post": LineForm}

    def get(self, request: HttpRequest, line: UUID) -> Answer:
        self.line = line_by_id(self.acting, line)
        form = LineForm(initial={"name": self.line.name, "description": self.line.description})
        return self.page(form)

    def post(self, request: HttpRequest, line: UUID) -> Answer:
        self.line = line_by_id(self.acting, line)
        fields = self.taken(LineForm)
        event = change_line(by=self.acting, now=self.now, line=self.line, version=self.version(), **fields)  # fmt: skip
        return self.said(_("Saved the line %(name)s.") % fields, event)


class LineTrashing(LinePageBase):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, line: UUID) -> Answer:
        found = line_by_id(self.acting, line)
        event = trash_line(by=self.acting, now=self.now, line=found, version=self.version())
        return self.said(_("Moved the line %(name)s to the trash.") % {"name": found.name}, event)


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
