"""Whose estimates a bet's are: its owner's, and of the team that puts in most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadline.planning.models import Bet, BetEffort

NOBODY, NO_TEAM = "Nobody named", "No team"


@dataclass(frozen=True)
class Whose:
    """A person and a team by key and name, as they were; a name says so where there is none."""

    person: UUID | None = None
    person_name: str = NOBODY
    team: UUID | None = None
    team_name: str = NO_TEAM

    def as_json(self) -> dict[str, Any]:
        return {
            "person": self.person and str(self.person), "person_name": self.person_name,
            "team": self.team and str(self.team), "team_name": self.team_name,
        }  # fmt: skip


def whose(bet: Bet) -> Whose:
    """Of one bet."""
    return whose_of([bet])[bet.pk]


def whose_of(bets: Iterable[Bet]) -> Mapping[UUID, Whose]:
    """Of each bet, in one statement; owners must be at hand."""
    found = list(bets)
    efforts = BetEffort.objects.filter(bet__in=[bet.pk for bet in found]).select_related("team")
    teams = {row.bet_id: row.team for row in efforts.order_by("likely", "-id")}
    return {bet.pk: _whose(bet, teams.get(bet.pk)) for bet in found}


def _whose(bet: Bet, team: Any) -> Whose:
    owner = (bet.owner.pk, bet.owner.name) if bet.owner else (None, NOBODY)
    return Whose(*owner, *((team.pk, team.name) if team else (None, NO_TEAM)))
