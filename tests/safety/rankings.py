"""Two rankings and what they rest on, and what stands in their addresses and bodies."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from leadline.foundation import jobs
from leadline.planning.models import RankingInput
from leadline.planning.operations.rankings import rank_bets, say_inputs
from leadline.planning.queries.rankings.asking import Asked
from leadline.planning.queries.rankings.coming import RANK

SAID = {"rice.reach": "200 500 900", "rice.impact": "1 2 3", "value.value": "1k 2k 5k"}


def furnish_rankings(rooms: Any) -> None:
    """The bet ranked twice by the same framework, so that the two can be compared."""
    say_inputs(**rooms.who, bet=rooms.rows["bet"], said=SAID)
    rooms.rows["ranking"], rooms.rows["later ranking"] = (
        rank_bets(**rooms.who, asked=Asked("rice"), product=rooms.product) for _ in range(2)
    )
    rooms.rows["said"] = RankingInput.objects.get(bet=rooms.rows["bet"], name="rice.reach")
    with transaction.atomic():
        rooms.rows["ranking coming"] = jobs.ask(RANK, {"member": str(rooms.by.pk), "asked": Asked("rice").as_json()}, now=rooms.now, workspace_id=rooms.by.workspace_id)  # fmt: skip


def ranking_slots(rows: Mapping[str, Any], called: Any) -> dict[str, Any]:
    """What stands in addresses of rankings; `called` makes a row that is named by something else."""
    return {
        "rankings/ranking": rows["ranking"], "comparison/later": rows["later ranking"],
        "coming/job": rows["ranking coming"], "inputs/bet": rows["bet"], "inputs/said": "rice.reach", "ranking-inputs/said": called("rice.reach", rows["said"]),
    }  # fmt: skip


def ranking_fields(key: str) -> dict[str, Any]:
    """What stands in bodies of rankings."""
    return {
        "framework": "rice", "inputs typed": "500", "rankings/inputs typed": "500", "ranking-inputs typed": "500", "said": {"rice.reach": "500"}, "confidence": "typed", "top": 1,
        "weights": "", "formula": "", "capacity": "", "rankings product": key, "rankings/new product": key, "rankings state": "",
        "rankings/new state": "",
    }  # fmt: skip
