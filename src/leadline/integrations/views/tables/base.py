"""What the pages of one table have in common: the table, its steps, where it goes on."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from leadline.integrations import queries
from leadline.integrations.models import State, TableImport
from leadline.integrations.problem_files import label_of
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.views.base import ImportsPage, Step
from leadline.workspaces.doors.shell import url_in


class OneTable(ImportsPage):
    """A page of one table."""

    step = ""

    def find(self, import_id: UUID) -> TableImport:
        self.batch = queries.table_of(self.acting, import_id)
        return self.batch

    @cached_property
    def plan(self) -> TablePlan:
        return TablePlan(self.batch)

    def own(self, name: str, **named: Any) -> str:
        route = "table" if name == "import" else f"table_{name}"
        return self.url(route, import_id=self.batch.id, **named)

    def onward(self) -> HttpResponse:
        """To the page on which the import stands now."""
        return HttpResponseRedirect(self.own(onward_step(self.batch)))

    def steps(self) -> list[Step]:
        names = (("file", _("File")), ("columns", _("Columns")), ("report", _("Check")), ("import", _("Import")))  # fmt: skip
        at = next((place for place, (name, _label) in enumerate(names) if name == self.step), 0)
        is_over = self.batch.state in (State.DONE, State.UNDONE)
        return [Step(label, self._step_url(name), name == self.step, place < at or is_over) for place, (name, label) in enumerate(names)]  # fmt: skip

    def _step_url(self, name: str) -> str:
        can_go = {"columns": self.batch.is_open, "report": self.batch.state == State.CHECKED}
        return self.own(name) if can_go.get(name) else ""

    def draw_step(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        self.stand_by(self.plan.kind)
        common = {
            "batch": self.batch, "steps": self.steps(), "slug": self.acting.workspace.slug, "own": self.own,
            "into": self.plan.kind.title, "again_url": f"{self.url('new_table')}?of={self.batch.of}",
            "home": url_in(self.acting, self.plan.kind.home), "label_of": self.label_of, "plan": self.plan,
        }  # fmt: skip
        return self.draw(f"integrations/{template}", common | context, status)

    def label_of(self, name: str) -> Any:
        """What people call a field."""
        return label_of(self.plan, name)


def onward_step(batch: TableImport) -> str:
    """The page on which a table goes on."""
    return {State.MAPPING: "columns", State.CHECKED: "report"}.get(State(batch.state), "import")
