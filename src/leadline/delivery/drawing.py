"""Read models as the API gives them out."""

from dataclasses import asdict
from typing import Any

from leadline.delivery import findings
from leadline.delivery.models import FlowExclusion, ForecastRun, SprintItem
from leadline.delivery.queries.board import Board, Card, Column
from leadline.delivery.queries.flow import Flow
from leadline.delivery.queries.flow.items import FlowItem
from leadline.delivery.queries.flow.times import Aged
from leadline.delivery.queries.forecasts.answers import chance_by
from leadline.delivery.queries.forecasts.runs import KeptRun
from leadline.delivery.queries.forecasts.track import PastReplayed
from leadline.delivery.queries.sprints import SprintLine
from leadline.delivery.queries.story import SprintStory
from leadline.delivery.words import answer_in_words
from leadline_science.calibration import TrackRecord
from leadline_science.forecasting import WhenForecast


def sprint(line: SprintLine) -> dict[str, Any]:
    """A sprint with its scope."""
    row = line.sprint
    same = ("id", "version", "name", "goal", "starts_on", "ends_on", "unit", "capacity", "state")
    facts = ("started_at", "closed_at", "review")
    return {
        **{name: getattr(row, name) for name in (*same, *facts)},
        "team": row.team_id,
        "product": row.product_id,
        "scope": asdict(line.scope),
        "say_do": line.say_do,
        "velocity": line.velocity,
    }


def left_out(row: FlowExclusion) -> dict[str, Any]:
    return {"id": row.pk, "item": row.item_id, "reason": row.reason, "by": row.by_id, "at": row.at}


def story(found: SprintStory) -> dict[str, Any]:
    """Who came in and went out of a sprint, and how the work burned up."""
    same = ("at", "what", "who", "points_before", "points")
    return {
        "items": [_stay(each) for each in found.stays],
        "changes": [{**{name: getattr(each, name) for name in same}, "item": each.stay.item_id} for each in found.changes],
        "burn_up": [asdict(each) for each in found.burn_up],
        "ideal_to": found.ideal_to,
        "unestimated": found.unestimated,
    }  # fmt: skip


def _stay(stay: SprintItem) -> dict[str, Any]:
    same = (
        "was_committed",
        "points_committed",
        "points_closed",
        "added_at",
        "removed_at",
        "outcome",
    )
    item = stay.item
    return {
        **{name: getattr(stay, name) for name in same},
        "item": item.id, "key": item.key, "title": item.title, "points": item.points, "finished_at": item.finished_at,
        "carried_to": stay.carried_to_id,
    }  # fmt: skip


def board(found: Board) -> dict[str, Any]:
    return {"product": found.product.id, "columns": [column(each) for each in found.columns]}


def column(found: Column) -> dict[str, Any]:
    """A column of the board with its first cards, or the next ones."""
    return {
        "status": found.status.id, "name": found.name, "category": found.status.category, "limit": found.limit,
        "over_limit": found.is_over, "cards": [_card(card) for card in found.cards], "after": found.after,
    }  # fmt: skip


def _card(card: Card) -> dict[str, Any]:
    item = card.item
    return {
        "id": item.id,
        "version": item.version,
        "key": item.key,
        "title": item.title,
        "kind": item.item_kind,
        "points": item.points,
        "assignee": item.assignee_id,
        "since": card.since,
        "blocked": card.is_blocked,
    }


def flow(found: Flow) -> dict[str, Any]:
    """The figures of flow; what cannot be said is empty."""
    times = found.taken.times
    return {
        "unit": found.scope.unit,
        "findings": {name: one.title for name, one in findings.all_of(found).items()},
        "weeks": [asdict(week) for week in found.weeks],
        "cycle_times": [asdict(each) for each in (times.percentiles if times else ())],
        "expectation_days": found.ageing.expectation if found.ageing else None,
        "ageing": [_aged(each) for each in (found.ageing.items if found.ageing else ())],
        "standings": [asdict(each) for each in found.standings],
        "states": [
            {"state": each.state, "items": each.items, "visits": each.visits, "mean_days": each.mean, "median_days": each.median}
            for each in (found.states.times.states if found.states else ())
        ],
        "left_out_impossible": found.left_out.impossible,
        "left_out_by_hand": found.left_out.by_hand,
    }  # fmt: skip


def _aged(each: Aged) -> dict[str, Any]:
    item = each.item
    return {
        "key": item.key, "title": item.title, "status": item.status, "days": item.days,
        "chance": each.chance, "low": each.low, "high": each.high,
    }  # fmt: skip


def flow_item(line: FlowItem) -> dict[str, Any]:
    """An item behind a figure."""
    item = line.item
    same = ("key", "title", "opened_at", "started_at", "finished_at", "points")
    return {
        **{name: getattr(item, name) for name in same}, "item": item.id, "status": item.status_id,
        "days": line.days, "why": line.why, "exclusion": line.exclusion_id,
    }  # fmt: skip


def track(record: TrackRecord | None, past: PastReplayed) -> dict[str, Any]:
    """How forecasts held: those that were kept, and the past replayed."""
    lines, replays = (past.answer.lines, past.answer.replays) if past.answer else ((), ())
    return {
        "kept": [asdict(line) for line in (record.lines if record else ())],
        "replayed": [asdict(line) for line in lines],
        "replays": [
            {"starts_on": past.weeks[each.at].starts_on, "p50": each.p50, "p85": each.p85, "actual": each.actual, "held": each.held[1]}
            for each in replays
        ],
        "why_not": past.why_not,
    }  # fmt: skip


def run(row: ForecastRun) -> dict[str, Any]:
    """A kept forecast in a list."""
    same = ("id", "question", "title", "promised_on", "p50_on", "p85_on", "p95_on", "method", "method_version")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in same},
        "words": answer_in_words(row),
        "product": row.product_id,
        "team": row.team_id,
        "asked_at": row.at,
        "asked_by": row.by_id,
        "automatic": row.is_automatic,
    }


def kept(found: KeptRun) -> dict[str, Any]:
    """A kept forecast in full."""
    row, answer = found.run, found.answer
    holds = None
    if row.promised_on and isinstance(answer, WhenForecast):
        holds = chance_by(answer, row.starts_on, row.promised_on)
    return {**run(row), "holds": holds, "inputs": row.inputs, "answer": row.answer}
