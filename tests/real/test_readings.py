"""The shares of browsers by month over twelve years, brought as one table."""

from leadline.metrics.models import Metric, Reading
from leadline.metrics.operations import import_readings
from leadline.metrics.pasted import read_series
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = present
MADE = {"metric_kind": "share", "unit": "", "cadence": "monthly"}


def test_browser_shares_come_in_once_and_go_whole(world: World) -> None:
    tabled = read_series((FOLDER / "market-browser-share" / "worldwide.csv").read_text())
    assert (len(tabled.series), len(tabled.drafts), tabled.problems, tabled.asks) == (18, 2_005, (), ())  # fmt: skip
    world.later(days=365)
    plan, event = import_readings(by=world.edda, now=world.now, series=tabled.series, made=MADE)
    assert (plan.metrics, plan.added) == (18, 2_005)
    again, nothing = import_readings(by=world.edda, now=world.later(seconds=1), series=tabled.series, made=MADE)  # fmt: skip
    assert (again.same, nothing) == (2_005, None)
    assert event
    undo(by=world.edda, now=world.later(seconds=1), event=event)
    with scope(world.workspace):
        assert (Metric.objects.count(), Reading.objects.count()) == (0, 0)
