"""The Jinja2 environment of every page, for Django's own Jinja2 backend."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

from leadline.design import charts, dates, numbers, text
from leadline.design.fields import control, kind
from leadline.design.kept import kept_rows
from leadline.design.tables import Column, columns

# Django's backend sets a lenient `undefined` of its own, so these come last.
ALWAYS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}
HOUSE = Path(__file__).resolve().parent.parent
TEXTS = {
    "gettext": translation.gettext,
    "ngettext": translation.ngettext,
    "pgettext": translation.pgettext,
    "npgettext": translation.npgettext,
}


class Writer(CodeGenerator):
    """Writes templates that escape what they put out as text, not as an object for each value.

    Jinja's own `escape` wraps every value in a `Markup`, only to join it at once: a page does that
    two thousand times, at three times the price.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
            self.write(finalize.src or "")


def escaped(value: Any) -> str:
    """The value as text for HTML, as `markupsafe.escape` gives it."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind in PLAIN:
        return str(value)
    return value if kind is Markup else escape(value)


PLAIN = frozenset({int, UUID})


class PageEnvironment(Environment):
    """Jinja's environment with our writer of templates."""

    code_generator_class = Writer
    escaped = staticmethod(escaped)


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled, a file each: the first visit after a start need not compile them again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.template")

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(OURS + source)

    # A full or lost disk makes pages slower, not impossible.

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(mode=0o700, parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


OURS = Path(__file__).read_text()
"""What templates are compiled by: once this file is another, they are compiled anew."""


def environment(*, compiled: Path | None = None, **options: Any) -> Environment:
    """Make the environment: strict undefined, escaped, texts ready for translation.

    What it compiles is kept in the folder `compiled`, if one is given.
    """
    made = PageEnvironment(**{**options, **ALWAYS, "loader": _loader(options)})
    made.bytecode_cache = Compiled(compiled) if compiled else None
    made.globals.update(_globals())
    made.filters.update(FILTERS)
    made.add_extension("jinja2.ext.i18n")
    made.add_extension("jinja2.ext.do")
    made.install_gettext_callables(**TEXTS, newstyle=True)  # type: ignore[attr-defined]
    return made


@lru_cache(maxsize=512)
def icon(name: str, size: str = "", label: str = "") -> Markup:
    """Draw an icon of the sprite; without a label it is hidden from screen readers."""
    named = (
        Markup('role="img" aria-label="{}"').format(label)
        if label
        else Markup('aria-hidden="true"')
    )
    sized = Markup(' data-size="{}"').format(size) if size else ""
    href = static("leadline/icons.svg")
    return Markup('<svg class="icon"{} {}><use href="{}#{}"/></svg>').format(
        sized, named, href, name
    )


def url(name: str, *args: object, **kwargs: object) -> str:
    """Give the address of a named route."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def attrs(values: Mapping[str, object] | None) -> Markup:
    """Write attributes: true stands alone, false and none are left out, `hx_get` becomes `hx-get`."""
    given = (values or {}).items()
    shown = [pair for pair in given if pair[1] is not None and pair[1] is not False]
    return Markup("".join(_attr(name.replace("_", "-"), value) for name, value in shown))  # noqa: S704


def query(params: Mapping[str, Any], **changes: object) -> str:
    """Give the query string of `params` with `changes`; none takes a parameter away."""
    lists = dict(params.lists()) if hasattr(params, "lists") else dict(params)
    lists.update(changes)
    kept = {name: value for name, value in lists.items() if value not in (None, "", [], [""])}
    return "?" + urlencode(kept, doseq=True)


def _loader(options: Mapping[str, Any]) -> ChoiceLoader:
    rooms = FileSystemLoader(sorted(HOUSE.glob("*/templates")))
    return ChoiceLoader([loader for loader in (options.get("loader"), rooms) if loader])


def _attr(name: str, value: object) -> str:
    return f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "messages_of": get_messages,
        "icon": icon,
        "draw_icon": icon,
        "control": control,
        "field_kind": kind,
        "attrs": attrs,
        "query": query,
        "kept_rows": kept_rows,
        "short_days": dates.short_days,
        "charts": charts,
        "column": Column,
        "columns": columns,
    }


FILTERS: dict[str, Any] = {
    "age": dates.age,
    "ago": dates.ago,
    "compact": numbers.compact,
    "date": dates.day,
    "days": dates.days,
    "duration": dates.duration,
    "initials": text.initials,
    "machine": dates.machine,
    "markdown": text.markdown,
    "moment": dates.moment,
    "money": numbers.money,
    "month": dates.month,
    "number": numbers.number,
    "percent": numbers.percent,
    "plain": text.plain,
    "plural": text.plural,
    "quarter": dates.quarter,
    "short_date": dates.short_day,
    "signed": numbers.signed,
    "slug": text.slug,
    "tone": text.tone,
    "up_to": numbers.up_to,
}
