"""A sprint burning up, and sprints side by side."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from leadline.delivery.queries.sprints import SprintLine
from leadline.delivery.queries.story import SprintStory
from leadline.design.charts import Bar, Line, Picture, Series, bars, lines
from leadline.design.dates import short_day
from leadline.design.numbers import number


def burn_up(story: SprintStory) -> Picture | None:
    """Done against the scope, day by day; None on the first day, when there is no line yet."""
    points = story.burn_up
    if not points:
        return None
    days = [points[0].day - timedelta(days=1), *(point.day for point in points)]
    scope = [story.scope.committed.of(story.sprint.unit), *(point.scope for point in points)]
    done = [0.0, *(point.done for point in points)]
    ideal = [(days[0], 0.0), (story.sprint.ends_on, story.ideal_to)]
    return lines(
        [
            Series(_("Scope"), list(zip(days, scope, strict=True)), "series-6", step=True),
            Series(_("Even pace"), ideal, "series-quiet", dashed=True),
            Series(_("Done"), list(zip(days, done, strict=True)), "series-accent", soft_below=True),
        ],
        height=240,
    )


def velocity(sprints: Sequence[SprintLine]) -> Picture:
    """What was done in each sprint, with the commitment as a frame around it."""
    return bars(
        [
            Bar(
                short_day(line.sprint.ends_on),
                line.velocity,
                f"{line.sprint}: {number(line.velocity)} / {number(_said(line))}",
                line.sprint.page_url(),
                "series-accent",
                outline=_said(line),
            )
            for line in sprints
        ]
    )


def say_do(sprints: Sequence[SprintLine]) -> Picture:
    """The share of each commitment that was done, in per cent."""
    known = [(line, share) for line in sprints if (share := line.say_do) is not None]
    return bars(
        [
            Bar(
                short_day(line.sprint.ends_on),
                round(share * 100),
                f"{line.sprint}: {round(share * 100)} %",
                line.sprint.page_url(),
            )
            for line, share in known
        ],
        rules=[Line(100.0, _("promised"))],
    )


def _said(line: SprintLine) -> float:
    return line.scope.committed.of(line.sprint.unit)
