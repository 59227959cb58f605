"""Vision, positioning and canvases: their boxes, their versions, and two of those side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.foundation.forms import Form
from leadline.foundation.refusals import Invalid, NotFound, Refusal, Stale
from leadline.products.models import Product
from leadline.strategy.forms import BoxForm, CanvasChangeForm, CanvasForm, VersionForm
from leadline.strategy.kinds import KINDS, SEVERAL, SINGLE
from leadline.strategy.models import Canvas
from leadline.strategy.operations import (
    change_canvas,
    create_canvas,
    fill_box,
    publish_canvas,
    trash_canvas,
)
from leadline.strategy.queries.canvases import (
    NOW,
    boxes_of,
    canvas_by_id,
    canvases,
    comparison,
    versions_of,
    visions,
)
from leadline.strategy.views.base import StrategyFormPage, StrategyPage
from leadline.workspaces.doors import Answer, Editing, Making, Trashing
from leadline.workspaces.queries import one
from leadline.workspaces.rights import Right


class Vision(StrategyPage):
    """Vision, positioning and value proposition of a product, or of the whole organisation."""

    needs = {"get": Right.SEE}
    tab = "vision"

    def get(self, request: HttpRequest) -> Answer:
        product = self.key("product")
        if product:
            one(Product.objects.all(), pk=product)
        found = visions(self.acting, product)
        sheets = [(key, KINDS[key], found.get(key), boxes_of(found[key]) if key in found else []) for key in SINGLE]  # fmt: skip
        context = {"sheets": sheets, "product": product, "products": self.choices.products}
        return self.draw("strategy/vision.html", context)


class VisionStart(StrategyPage):
    """A vision, positioning or value proposition begun."""

    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, kind: str) -> Answer:
        if kind not in SINGLE:
            raise NotFound
        key = self.key("product")
        product = one(Product.objects.all(), pk=key) if key else None
        name = str(KINDS[kind].name)
        canvas = create_canvas(by=self.acting, now=self.now, canvas_kind=kind, product=product, name=f"{name}: {product}" if product else name)  # fmt: skip
        return self.done(_("Began %(name)s.") % {"name": canvas.name}, canvas.page_url())


class Canvases(StrategyPage):
    """Every SWOT, lean canvas and five forces."""

    needs = {"get": Right.SEE}
    tab = "canvases"

    def get(self, request: HttpRequest) -> Answer:
        kind = request.GET.get("kind", "")
        if kind and kind not in SEVERAL:
            raise Invalid(_("There is no such canvas."), field="kind", remedy=_("Choose one of the menu."))  # fmt: skip
        page = canvases(
            self.acting,
            request.GET.get("after", ""),
            self.key("product"),
            (kind,) if kind else SEVERAL,
        )
        context = {
            "page": page, "kinds": KINDS, "several": SEVERAL, "products": self.choices.products,
            "is_narrowed": bool(kind or self.key("product")),
        }  # fmt: skip
        return self.draw("strategy/canvases.html", context)


class NewCanvas(Making, StrategyFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    tab, home, form_class, run = "canvases", "canvases", CanvasForm, create_canvas
    titles = (gettext_lazy("New canvas"), gettext_lazy("Make canvas"))

    def first(self) -> dict[str, Any]:
        return {"canvas_kind": self.asked("kind"), "product": self.key("product")}


class CanvasEditing(Editing, StrategyFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    tab, form_class, by_id, run = "canvases", CanvasChangeForm, canvas_by_id, change_canvas
    titles = ("", gettext_lazy("Save canvas"))


class CanvasTrashing(Trashing, StrategyFormPage):
    needs = {"post": Right.PLAN}
    by_id, run = canvas_by_id, trash_canvas

    def after(self, record: Any) -> str:
        return self.url(home_of(record))


def home_of(canvas: Canvas) -> str:
    """The list in which a canvas is found."""
    return "vision" if canvas.canvas_kind in SINGLE else "canvases"


class CanvasRecord(StrategyPage):
    """A page, or a part of one, about a canvas."""

    canvas: Canvas
    open_box = ""

    def enter_canvas(self, key: UUID) -> Canvas:
        self.canvas = canvas_by_id(self.acting, key)
        return self.canvas

    def page(self, status: int = 200, **more: Any) -> HttpResponse:
        canvas, versions = self.canvas, versions_of(self.acting, self.canvas)
        context = {
            "canvas": canvas, "kind": KINDS[canvas.canvas_kind], "boxes": boxes_of(canvas), "versions": versions,
            "has_news": canvas.boxes != (versions[0].boxes if versions else {}),
            "home": home_of(canvas), "open_box": self.open_box, "typed_text": None, "theirs": None,
        }  # fmt: skip
        return self.draw("strategy/canvas.html", context | more, status)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.draw_refusal(refusal) if self.is_part else self.page(refusal.status, refusal=refusal)  # fmt: skip


class CanvasPage(CanvasRecord):
    """A canvas as people know it."""

    needs = {"get": Right.SEE}
    tab = "canvases"

    def get(self, request: HttpRequest, canvas: UUID) -> Answer:
        self.enter_canvas(canvas)
        return self.page()


class CanvasBox(CanvasRecord):
    """One box, written where it stands."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": BoxForm}
    tab = "canvases"

    def post(self, request: HttpRequest, canvas: UUID, box: str) -> Answer:
        found, self.open_box = self.enter_canvas(canvas), box
        text = self.taken(BoxForm)["text"]
        event = fill_box(by=self.acting, now=self.now, canvas=found, box=box, text=text, version=self.version())  # fmt: skip
        return self.done(_("Saved the box."), f"{found.page_url()}#box-{box}", event)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        """What was typed stays in its box, beside what somebody else saved meanwhile."""
        if isinstance(refusal, Stale):
            self.enter_canvas(self.canvas.pk)
            theirs = self.canvas.boxes.get(self.open_box, "")
            return self.page(refusal.status, theirs=theirs, typed_text=form.data.get("text", ""))
        return self.page(refusal.status, refusal=refusal, typed_text=form.data.get("text", ""))


class CanvasVersions(CanvasRecord):
    """The canvas published as it stands."""

    needs = {"post": Right.PLAN}
    forms = {"post": VersionForm}
    tab = "canvases"

    def post(self, request: HttpRequest, canvas: UUID) -> Answer:
        found = self.enter_canvas(canvas)
        version = publish_canvas(by=self.acting, now=self.now, canvas=found, **self.taken(VersionForm))  # fmt: skip
        return self.done(_("Published version %(n)d.") % {"n": version.number}, found.page_url())


class CanvasComparing(CanvasRecord):
    """Two versions side by side, or one beside the canvas as it stands now."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, canvas: UUID) -> Answer:
        found = self.enter_canvas(canvas)
        told = comparison(self.acting, found, request.GET.get("before", ""), request.GET.get("after", NOW))  # fmt: skip
        context = {
            "canvas": found, "versions": versions_of(self.acting, found),
            "before": told.before, "after": told.after, "rows": told.rows,
        }  # fmt: skip
        return self.draw("strategy/comparing.html", context)
