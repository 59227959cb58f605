"""Work in the background: ranking many bets.

What it calls is imported as it runs: the science starts slowly, and every command of the house
reads this file.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from leadline.foundation.jobs import handles, report
from leadline.foundation.models import Job
from leadline.products.models import Product
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope

RANK = "planning.rank"


@handles(RANK, in_one=False)
def rank(job: Job, now: datetime) -> dict[str, Any] | None:
    """Rank the bets of a question and keep the answer, or why there is none."""
    from leadline.foundation.refusals import Refusal
    from leadline.planning.operations.rankings import answer, keep_ranking
    from leadline.planning.queries.rankings.asking import Asked

    assert job.workspace_id is not None
    with scope(job.workspace_id):
        people = Member.objects.select_related("workspace", "role", "user")
        by = people.filter(pk=UUID(job.arguments["member"])).first()
        asked = Asked.from_json(job.arguments["asked"])
        product = Product.objects.filter(pk=UUID(asked.product)).first() if asked.product else None
        if by is None or bool(asked.product) != bool(product):
            return {"refused": "Who asked, or the product, is not here any more."}
        try:
            report(job, "drawing", 0, 2)
            answered = answer(by, now, asked, product)
            report(job, "keeping", 1, 2)
            keep_ranking(by=by, now=now, answered=answered, job=job)
        except Refusal as refusal:
            return {"refused": str(refusal)}
    return None
