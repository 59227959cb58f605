"""What the pages of one import have in common: the import, its steps, where it goes on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.design.shell import Tab
from leadline.integrations import queries
from leadline.integrations.models import Import, State
from leadline.integrations.plans import Plan
from leadline.integrations.tables.shape import TableKind
from leadline.workspaces.doors import RoomPage


@dataclass(frozen=True)
class Step:
    """A step of the wizard; without an address it cannot be gone to yet, or any more."""

    name: str
    url: str
    current: bool
    done: bool


class ImportsPage(RoomPage):
    room, place, tab = "integrations", "plan", "imports"

    def tabs(self, current: str) -> list[Tab]:
        """The lists of imports."""
        names = (("imports", _("Work")), ("tables", _("Records")))
        return [Tab(label, self.url(name), name == current) for name, label in names]

    def stand_by(self, kind: TableKind) -> None:
        """In the place of the records that are brought; a page is made for each request."""
        vars(self).update(place=kind.place, tab=kind.tab)


class OneImport(ImportsPage):
    """A page of one import."""

    step = ""

    def find(self, import_id: UUID) -> Import:
        self.batch = queries.import_of(self.acting, import_id)
        return self.batch

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.batch)

    def own(self, name: str, **named: Any) -> str:
        return self.url(name, import_id=self.batch.id, **named)

    def onward(self) -> HttpResponse:
        """To the page on which the import stands now."""
        return HttpResponseRedirect(self.own(queries.step_of(self.batch)))

    def steps(self) -> list[Step]:
        """The way through the wizard, with what can be gone back to."""
        is_open, state = self.batch.is_open, self.batch.state
        names = [("files", _("Files")), ("columns", _("Columns")), ("statuses", _("Meaning")), ("report", _("Check")), ("import", _("Import"))]  # fmt: skip
        at = next((place for place, (name, _label) in enumerate(names) if name == self.step), 0)
        return [
            Step(label, self._step_url(name, is_open), name == self.step, place < at or state in (State.DONE, State.UNDONE))
            for place, (name, label) in enumerate(names)
        ]  # fmt: skip

    def _step_url(self, name: str, is_open: bool) -> str:
        if (
            not is_open
            or name == "import"
            or (name == "report" and self.batch.state != State.CHECKED)
        ):
            return ""
        return self.own(name, position=0) if name == "columns" else self.own(name)

    def draw_step(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        common = {"batch": self.batch, "steps": self.steps(), "slug": self.acting.workspace.slug, "own": self.own}  # fmt: skip
        return self.draw(f"integrations/{template}", common | context, status)
