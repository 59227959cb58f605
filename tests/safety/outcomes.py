"""Reviews of two bets, one of them closed, a calibration, and what stands in their addresses and bodies."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from leadline.metrics import operations as metrics
from leadline.outcomes import operations as outcomes
from leadline.outcomes.operations.estimates import estimate_now
from leadline.planning import operations as planning

WEEK = timedelta(weeks=1)
RANGE: dict[str, Any] = {"low": Decimal(1), "likely": Decimal(2), "high": Decimal(3)}


def furnish_outcomes(rooms: Any) -> None:
    """A bet that nobody has looked at, one that is being reviewed, and one whose review is closed."""
    rooms.rows["outcome metric"] = _metric(rooms)
    unseen, looked, over = (_committed(rooms, name) for name in ("unseen bet", "looked bet", "over bet"))  # fmt: skip
    rooms.rows |= {"unseen bet": unseen, "outcome review": _review(rooms, looked), "over review": _review(rooms, over)}  # fmt: skip
    rooms.rows["estimate"] = _estimate(rooms, rooms.rows["outcome review"])
    outcomes.close_review(**rooms.who, review=rooms.rows["over review"])
    rooms.rows["calibration"] = outcomes.calibrate(**rooms.who)


def _metric(rooms: Any) -> Any:
    """Read on each of the last twenty days."""
    made = metrics.create_metric(**rooms.who, name=rooms.called("outcome metric"), cadence="daily")
    today = rooms.by.workspace.today(rooms.now)
    for ago in range(20):
        metrics.add_reading(**rooms.who, metric=made, on=today - timedelta(days=ago), value=Decimal(20 + ago * 7 % 5))  # fmt: skip
    return made


def _estimate(rooms: Any, review: Any) -> Any:
    question = outcomes.Question(rooms.rows["outcome metric"].pk)
    inputs, answer = estimate_now(rooms.by, review, question, rooms.by.workspace.today(rooms.now), 1)  # fmt: skip
    return outcomes.keep_estimate(**rooms.who, review=review, question=question, inputs=inputs, seed=1, answer=answer)  # fmt: skip


def _committed(rooms: Any, name: str) -> Any:
    today = rooms.by.workspace.today(rooms.now)
    made = planning.create_bet(**rooms.who, name=rooms.called(name), product=rooms.product, owner=rooms.by)  # fmt: skip
    planning.set_effect(**rooms.who, bet=made, metric=rooms.rows["outcome metric"], by_on=today - WEEK, **RANGE)  # fmt: skip
    planning.commit_bet(**rooms.who, bet=made, despite=rooms.called("despite"))
    return made


def _review(rooms: Any, bet: Any) -> Any:
    today, subject = rooms.by.workspace.today(rooms.now), rooms.rows["outcome metric"].pk
    made = outcomes.open_review(**rooms.who, bet=bet)
    said = {"value": Decimal(22), "on": today, "baseline": Decimal(20), "baseline_on": today - 2 * WEEK}  # fmt: skip
    outcomes.set_result(**rooms.who, review=made, subject=subject, reason=rooms.called("reason"), **said)  # fmt: skip
    outcomes.change_review(**rooms.who, review=made, decision="keep", learning=rooms.called(f"learning of {bet.name}"))  # fmt: skip
    return made


def outcome_slots(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in addresses of this room."""
    return {
        "outcomes/review": rows["outcome review"], "outcome-reviews/review": rows["outcome review"],
        "results/subject": rows["outcome metric"], "estimates/subject": rows["outcome metric"], "estimates/run": rows["estimate"], "effect-estimates/run": rows["estimate"], "calibration/run": rows["calibration"], "calibrations/run": rows["calibration"],
        "bets/bet/review": rows["unseen bet"], "claims/claim/review": rows["planning held"],
    }  # fmt: skip


def outcome_fields(rows: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in bodies of this room."""
    return {
        "outcome-reviews bet": rows["unseen bet"], "decision": "keep", "reviewer": None, "weeks_spent": 3, "cost_spent": "12",
        "api cost_spent": 12, "results value": "23", "results baseline": "20", "baseline_on": date(2020, 1, 1), "is_unknown": None,
        "estimates begins_on": rows["estimate"].begins_on, "estimates controls": None, "estimates metric": rows["outcome metric"],
    }  # fmt: skip
