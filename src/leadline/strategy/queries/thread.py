"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line, Tie
from leadline.metrics.models import Metric
from leadline.strategy.models import Goal, KeyResult, Objective
from leadline.strategy.queries.standing import reachable, reachable_objectives

LINES = (
    Line(Goal.kind(), Objective.kind(), lambda: reachable_objectives().filter(goal__trashed_at=None, goal__isnull=False), "goal_id", "id", "weight", hangs=Tie(_n("%d objective works for it", "%d objectives work for it"), _n("%d objective works for them", "%d objectives work for them"))),
    Line(Objective.kind(), Objective.kind(), lambda: reachable_objectives().filter(parent__trashed_at=None, parent__isnull=False), "parent_id", "id", "weight", hangs=Tie(_n("%d objective works for it", "%d objectives work for it"), _n("%d objective works for them", "%d objectives work for them"))),
    Line(Objective.kind(), KeyResult.kind(), reachable, "objective_id", "id", "weight", hangs=Tie(_n("%d key result goes along", "%d key results go along"))),
    Line(Metric.kind(), KeyResult.kind(), lambda: reachable().filter(metric__trashed_at=None, metric__isnull=False), "metric_id", "id", hangs=Tie(_n("%d key result moves with it", "%d key results move with it"), _n("%d key result moves with them", "%d key results move with them"))),
)  # fmt: skip
