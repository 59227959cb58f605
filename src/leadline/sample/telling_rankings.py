"""Numbers said about bets that are not over, and two rankings of them, computed by the real method."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from leadline.planning.models import RankingInput
from leadline.planning.operations.rankings import rank_bets
from leadline.planning.queries.rankings.asking import Asked, Confidence
from leadline.planning.queries.rankings.frameworks import EFFORT, IMPACT, REACH
from leadline.sample.drafting import Course
from leadline.sample.talking import dice
from leadline.sample.telling import Teller

IMPACTS = (("0.25", "0.5", "1"), ("0.5", "1", "2"), ("1", "2", "3"))
VALUE = "value.value"
Range = tuple[Decimal, Decimal, Decimal]


def tell_inputs(teller: Teller) -> None:
    """Reach, impact, worth and effort of the bets that are not over and were thought about."""
    for course in teller.courses.values():
        if course.over is None and course.story.effort:
            _say(teller, course)


def _say(teller: Teller, course: Course) -> None:
    by, at = teller.people[course.story.who], teller.now - timedelta(days=3, hours=2)
    at = max(at, course.drafted + timedelta(hours=2))
    changes = [
        teller.ledger.create(RankingInput, at, by, bet=course.bet, name=name, low=low, likely=likely, high=high)[1]
        for name, (low, likely, high) in _numbers(course).items()
    ]  # fmt: skip
    teller.ledger.tell(at, by, "bet.estimated", course.bet, *changes)


def _numbers(course: Course) -> dict[str, Range]:
    random = dice(course.story.name, "", "rice")
    reach = random.randrange(40, 640, 20)
    worth = random.randrange(10, 160, 5)
    assert course.story.effort
    _team, *weeks = course.story.effort
    return {
        REACH.name: _range((reach * 0.5, reach, reach * 1.8)), IMPACT.name: _range(random.choice(IMPACTS)),
        VALUE: _range((worth * 0.4, worth, worth * 1.6)), EFFORT: _range(weeks),
    }  # fmt: skip


def _range(ends: Iterable[object]) -> Range:
    low, likely, high = (Decimal(str(each)) for each in ends)
    return low, likely, high


def rank(teller: Teller) -> None:
    """By reach and impact, and by what they are worth in thousands of euros; doubts are in the ranges."""
    by = teller.people["Ingrid"]
    for framework in ("rice", "value"):
        rank_bets(by=by, now=teller.now, asked=Asked(framework, confidence=Confidence.NONE))
