"""Finding: the page with its filters, the palette behind ⌘K, and what pages of other rooms offer to choose."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid
from leadline.home.palette import entries, kind_icon
from leadline.home.queries import Found, kinds_to_search, search
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.rights import Right

IN_PALETTE, IN_CHOICES = 8, 12


class Search(Page):
    """Records by word, narrowed by kind, best first."""

    needs = {"get": Right.SEE}
    place, tab = "home", "search"

    def get(self, request: HttpRequest) -> Answer:
        kind = _kind(request)
        results = search(self.acting, request.GET.get("q", ""), kind, _start(request))
        context = {"results": results, "kind": kind, "kinds": kinds_to_search(), "icon_of": kind_icon}  # fmt: skip
        return self.draw("home/search.html", context)


class Choices(Page):
    """Records found by word as buttons of a form on the page that asks, `form`; each sends its id as `name`."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        get = request.GET
        results = search(self.acting, get.get("q", ""), _kind(request), limit=IN_CHOICES)
        rows = [row for row in results.rows if str(row.record_id) not in get.getlist("without")]
        context = {"rows": rows, "query": results.query, "name": get.get("name", "record")[:40], "form": get.get("form", "")[:40]}  # fmt: skip
        return self.draw("home/_choices.html", context)


class Palette(Page):
    """What the palette shows for the words typed so far."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest) -> Answer:
        words = request.GET.get("q", "")
        found = search(self.acting, words, limit=IN_PALETTE) if words.strip() else None
        groups = [
            {
                "name": _("Records"),
                "items": [_record(each) for each in found.rows] if found else [],
            },
            *entries(self.acting, words),
        ]
        return self.draw("home/_palette.html", {"groups": groups, "query": words.strip()})


def _kind(request: HttpRequest) -> str:
    kinds, kind = kinds_to_search(), request.GET.get("kind", "")
    if kind and kind not in kinds:
        raise Invalid("There is no such kind of record.", field="kind", remedy=f"Take one of: {', '.join(kinds)}.")  # fmt: skip
    return kind


def _record(found: Found) -> dict[str, Any]:
    return {"name": found.title, "url": found.url, "icon": kind_icon(found.kind), "under": found.kind_label}  # fmt: skip


def _start(request: HttpRequest) -> int:
    given = request.GET.get("start", "0")
    if not given.isdecimal() or len(given) > 4:
        raise Invalid("This is no place in the answers.", field="start", remedy="Start again without it.")  # fmt: skip
    return int(given)
