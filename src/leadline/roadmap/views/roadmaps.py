"""Roadmaps themselves: opening, editing, throwing away."""

from django.utils.translation import gettext_lazy

from leadline.roadmap.forms import RoadmapForm
from leadline.roadmap.operations import create_roadmap, edit_roadmap, trash_roadmap
from leadline.roadmap.queries import roadmap_by_id
from leadline.roadmap.views.base import RoadmapRoomFormPage
from leadline.workspaces.doors import Editing, Making, Trashing
from leadline.workspaces.rights import Right


class RoadmapFormPage(RoadmapRoomFormPage):
    template, form_class, by_id = "roadmap/roadmap_form.html", RoadmapForm, roadmap_by_id


class NewRoadmap(Making, RoadmapFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = create_roadmap
    said = gettext_lazy("Opened %(name)s.")


class RoadmapEditing(Editing, RoadmapFormPage):
    needs = {"get": Right.PLAN, "post": Right.PLAN}
    run = edit_roadmap


class RoadmapTrashing(Trashing, RoadmapFormPage):
    needs = {"post": Right.PLAN}
    run = trash_roadmap
