"""A balance of strategy and execution that is kept."""

from typing import Any

from leadline.home.models import BalanceRun
from leadline.home.queries.balance import Owed, answer_of


def furnish_balance(rooms: Any) -> None:
    today = rooms.by.workspace.today(rooms.now)
    duties = [Owed("strategy", "looks", rooms.called("claim"), "/", today, True), Owed("execution", "sprints", rooms.called("sprint"), "/", today, False)]  # fmt: skip
    answer = answer_of(duties, today)
    rooms.rows["balance"], _ = BalanceRun.create(
        **rooms.who, on=today, method=answer.method, method_version=answer.version, score=answer.score,
        inputs={"duties": [each.as_json() for each in duties]}, answer=answer.to_dict(),
    )  # fmt: skip
