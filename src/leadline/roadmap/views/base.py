"""What the pages of this room have in common."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from leadline.roadmap.choices import Choices
from leadline.roadmap.models import Audience, Bar, Bucket, Roadmap
from leadline.roadmap.queries import Plan, bar_by_id, plan_of, roadmap_by_id, roadmap_in_hand
from leadline.roadmap.words import words_of
from leadline.workspaces.doors import FormPage, RoomPage

BLANK = str(UUID(int=0))
"""Stands in addresses for the key of a bar, which the browser puts there."""


class RoadmapRoom(RoomPage):
    """A page of this room."""

    room, place, tab = "roadmap", "roadmap", "timeline"
    choose = Choices
    vocabulary = {
        "blank": BLANK, "words": dict(Bucket.choices), "buckets": Bucket.choices, "reaches": dict(Audience.choices),
        "audiences": Audience.choices, "words_of": words_of,
    }  # fmt: skip


class RoadmapRoomFormPage(RoadmapRoom, FormPage):
    """A page with the form of a roadmap or a bar."""

    home = "timeline"


class ViewOfRoadmap(RoadmapRoom):
    """A view of the roadmap in hand: the one asked for, the one the member had last, or the first."""

    roadmap: Roadmap | None = None
    every: Sequence[Roadmap] = ()

    def enter_roadmap(self) -> Plan | None:
        """All bars of the roadmap in hand; None while the workspace has no roadmap."""
        asked = self.request.GET.get("roadmap", "")
        self.roadmap, self.every = roadmap_in_hand(self.acting, asked, self.request.session)
        return plan_of(self.acting, self.roadmap) if self.roadmap else None

    def nothing(self, title: str) -> HttpResponse:
        return self.draw("roadmap/nothing.html", {"title": title})

    def view(self, template: str, plan: Plan, context: dict[str, Any]) -> HttpResponse:
        named = {
            "roadmap": self.roadmap, "plan": plan, "choices": [(str(each.pk), each.name) for each in self.every],
            "staleness": plan.staleness(self.now),
        }  # fmt: skip
        return self.draw(template, named | context)


class OfRoadmap(RoadmapRoom):
    """A page whose address names its roadmap."""

    roadmap: Roadmap

    def enter_roadmap(self, key: UUID) -> Roadmap:
        self.roadmap = roadmap_by_id(self.acting, key)
        return self.roadmap


class OfBar(RoadmapRoom):
    """A page whose address names its bar."""

    bar: Bar

    def enter_bar(self, key: UUID) -> Bar:
        self.bar = bar_by_id(self.acting, key)
        return self.bar
