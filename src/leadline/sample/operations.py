"""Opening the sample workspace."""

from datetime import datetime
from random import Random

from django.db import transaction

from leadline.outcomes.operations.calibrations import calibrate_by_itself
from leadline.sample.foretelling import score_forecasts, tell_forecasts
from leadline.sample.ledger import Ledger
from leadline.sample.sprints import tell_sprints
from leadline.sample.story import COMPANY, PEOPLE, PRODUCTS
from leadline.sample.story.company import DOMAIN
from leadline.sample.talking import tell_comments
from leadline.sample.telling import Teller
from leadline.sample.telling_bets import tell_bets, tell_bets_aside, tell_promises
from leadline.sample.telling_claims import tell_claims
from leadline.sample.telling_direction import tell_direction
from leadline.sample.telling_evidence import tell_evidence
from leadline.sample.telling_links import tell_links
from leadline.sample.telling_market import tell_market
from leadline.sample.telling_metrics import tell_metrics
from leadline.sample.telling_needs import tell_needs
from leadline.sample.telling_outcomes import tell_outcomes
from leadline.sample.telling_rankings import rank, tell_inputs
from leadline.sample.telling_releases import tell_releases
from leadline.sample.telling_roadmap import foretell_roadmap, tell_roadmap
from leadline.sample.telling_strategy import tell_strategy
from leadline.workspaces.models import Member, Role, User
from leadline.workspaces.operations import open_workspace
from leadline.workspaces.scope import scope

SEED = 1


@transaction.atomic
def load_sample(*, owner: User, now: datetime, seed: int = SEED) -> Member:
    """Open Harbourline for `owner`, with two years of work that end at `now`.

    The same seed and instant give the same story.
    """
    member = open_workspace(owner=owner, now=now, name=COMPANY, is_sample=True, time_zone="Europe/Oslo")  # fmt: skip
    random = Random(seed)  # noqa: S311  a story, no secret
    with scope(member.workspace_id):
        ledger = Ledger(member)
        teller = Teller(ledger, _people(member, now), random, now)
        teller.tell_teams()
        tell_market(teller)
        for story in PRODUCTS:
            teller.tell_product(story)
        tell_sprints(teller)
        tell_comments(ledger, teller.people, teller.told, now)
        tell_metrics(teller)
        tell_strategy(teller)
        tell_direction(teller)
        tell_bets_aside(teller)
        tell_evidence(teller)
        tell_needs(teller)
        tell_claims(teller)
        tell_bets(teller)
        tell_links(teller)
        tell_inputs(teller)
        tell_releases(teller)
        tell_roadmap(teller)
        ledger.write()
        tell_promises(teller)
        tell_outcomes(teller)
        tell_forecasts(ledger, teller.people, now)
        ledger.close()
        score_forecasts(member, now)
        calibrate_by_itself(member.workspace, now)
        rank(teller)
        foretell_roadmap(teller)
    return member


def _people(owner: Member, now: datetime) -> dict[str, Member]:
    """The people of the story; they cannot sign in, since they do not exist."""
    roles = {role.name: role for role in Role.objects.all()}
    return {first: _person(owner, first, name, roles[role], now) for first, (name, role) in PEOPLE.items()}  # fmt: skip


def _person(owner: Member, first: str, name: str, role: Role, now: datetime) -> Member:
    email = f"{first.lower()}.{owner.workspace.slug}@{DOMAIN}"
    user = User.objects.create_user(email, name)
    member = Member(workspace_id=owner.workspace_id, user=user, role=role)
    member.stamp(owner, now)
    member.save(force_insert=True)
    return member
