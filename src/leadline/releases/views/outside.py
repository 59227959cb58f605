"""The changelog for whoever comes: a page and a feed. Neither knows who is asking, nor sets a cookie."""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import parse_etags, quote_etag

from leadline.design.shell import Shell
from leadline.design.text import markdown
from leadline.releases.models import Changelog, PublishedNote
from leadline.releases.queries.outside import FEED, changelog_at, notes_of
from leadline.workspaces.doors import Answer, PublicPage

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
SECONDS = 300
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


class Outside(PublicPage):
    """What both answers share."""

    def shell(self) -> Shell:
        """The shell of nobody: to ask who comes would make the answer theirs alone."""
        return Shell("Leadline", "/", "", scheme="system")

    def kept(self, answer: HttpResponse) -> HttpResponse:
        """The answer for caches on the way: five minutes, and by what it holds after that."""
        answer.headers["Content-Security-Policy"] = POLICY
        patch_cache_control(answer, public=True, max_age=SECONDS)
        etag = quote_etag(hashlib.sha256(answer.content).hexdigest())
        answer.headers["ETag"] = etag
        known = parse_etags(self.request.headers.get("If-None-Match", ""))
        return HttpResponseNotModified(headers=answer.headers) if etag in known else answer

    def address(self, name: str, log: Changelog) -> str:
        return self.request.build_absolute_uri(reverse(f"releases:{name}", kwargs={"address": log.address}))  # fmt: skip


class OutsidePage(Outside):
    needs = {"get": None}

    def get(self, request: HttpRequest, address: str) -> Answer:
        log = changelog_at(address)
        page = notes_of(log, request.GET.get("after", ""))
        named = {"log": log, "page": page, "feed_url": self.address("feed", log), "own_url": self.address("outside", log)}  # fmt: skip
        return self.kept(self.draw("releases/outside.html", named))


class OutsideFeed(Outside):
    """The same as Atom, for feed readers and other programs."""

    needs = {"get": None}

    def get(self, request: HttpRequest, address: str) -> Answer:
        log = changelog_at(address)
        page, own = self.address("outside", log), self.address("feed", log)
        feed = Atom1Feed(title=_clean(log.heading), link=page, description="", language="en-GB", feed_url=own, feed_guid=own)  # fmt: skip
        for note in notes_of(log, limit=FEED).rows:
            feed.add_item(**entry_of(log, note, page))
        return self.kept(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


def entry_of(log: Changelog, note: PublishedNote, page: str) -> dict[str, Any]:
    """A note as the feed has it, from its public columns only."""
    return {
        "title": _clean(f"{log.heading} {note.name}"),
        "link": f"{page}#note-{note.pk}",
        "description": _clean(str(markdown(note.text))),
        "unique_id": f"urn:uuid:{note.pk}",
        "pubdate": note.published_at,
        "updateddate": note.updated_at,
    }


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)
