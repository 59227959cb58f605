"""How well we estimate, and how that would correct the open bets."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from leadline.foundation.forms import NothingForm
from leadline.outcomes import pictures
from leadline.outcomes.models import CalibrationRun
from leadline.outcomes.operations import calibrate
from leadline.outcomes.operations.calibrations import replay_calibration
from leadline.outcomes.queries import newest_run, rated_of, run_by_id, runs
from leadline.outcomes.views.base import OutcomesPage
from leadline.outcomes.words import FEW
from leadline.workspaces.doors import Answer
from leadline.workspaces.doors.rooms import replay_words
from leadline.workspaces.rights import Right
from leadline_science.calibration import Leanings
from leadline_science.calibration.changes import lean_of

MOST_OPEN, MOST_LEANS = 100, 40


class CalibrationPage(OutcomesPage):
    tab = "calibration"

    def of_run(self, run: CalibrationRun | None) -> dict[str, Any]:
        rated = rated_of(run) if run else None
        known = rated.leanings if rated else None
        return {
            "run": run, "rated": rated, "open_effects": rated.open[:MOST_OPEN] if rated else (),
            "places": pictures.places(rated.pit) if rated and rated.pit else None,
            "leans": pictures.leans(_leans(known)) if known else None,
        }  # fmt: skip


class Calibration(CalibrationPage):
    """The newest run; a new one is kept where somebody asks for it."""

    needs = {"get": Right.SEE, "post": Right.PLAN}
    forms = {"post": NothingForm}

    def get(self, request: HttpRequest) -> Answer:
        older = runs(self.acting, after=request.GET.get("after", ""))
        return self.draw("outcomes/calibration.html", self.of_run(newest_run(self.acting)) | {"older": older})  # fmt: skip

    def post(self, request: HttpRequest) -> Answer:
        self.taken(NothingForm)
        run = calibrate(by=self.acting, now=self.now)
        text = _("Kept what %(n)s promises say. No bet was changed by it.") % {"n": run.promises}
        return self.done(text, self.url("calibration"))

    def redraw(self, form: Any, refusal: Any) -> Any:
        return self.draw_refusal(refusal)


class CalibrationRunPage(CalibrationPage):
    """One kept run."""

    needs = {"get": Right.SEE}

    def get(self, request: HttpRequest, run: UUID) -> Answer:
        found = run_by_id(self.acting, run)
        return self.draw("outcomes/calibration.html", self.of_run(found) | {"older": None})


class CalibrationReplay(CalibrationPage):
    """Computing a kept run again from what it kept."""

    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, run: UUID) -> Answer:
        told = replay_calibration(run_by_id(self.acting, run))
        return self.done(replay_words(told), told.run.page_url())


def _leans(known: Leanings) -> list[pictures.Lean]:
    """Everyone, teams, then persons; those with a team name it."""
    rows = [(_("Everyone"), known.everyone)]
    rows += [(_("%(name)s, together") % {"name": each.team}, each) for each in known.teams]
    rows += [(f"{each.person} · {each.team}", each) for each in known.persons]
    return [pictures.Lean(label, *lean_of(each), each.promises >= FEW) for label, each in rows[:MOST_LEANS]]  # fmt: skip
