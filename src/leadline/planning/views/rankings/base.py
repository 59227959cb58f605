"""What the pages of rankings have in common."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from leadline.foundation.refusals import Invalid
from leadline.planning.models import Ranking
from leadline.planning.queries.rankings import runs
from leadline.planning.views.base import PlanningPage
from leadline.planning.words import rankings as words


class RankingPages(PlanningPage):
    """What the pages of rankings share."""

    tab = "rankings"

    def around(self) -> dict[str, Any]:
        return super().around() | words.FOR_TEMPLATES

    def find(self, ranking: UUID) -> Ranking:
        return runs.ranking_by_id(self.acting, ranking)

    def asked_number(self, name: str) -> int:
        given = self.request.GET.get(name, "") or "0"
        if not given.isdecimal() or len(given) > 5:
            raise Invalid(
                _("This is not a place in the list."),
                field=name,
                remedy=_("Go back to the beginning of the list."),
            )
        return int(given)
