"""All lines of the thread, as the rooms tell them."""

from leadline.backlog.queries import LINES as BACKLOG
from leadline.evidence.queries import LINES as EVIDENCE
from leadline.foundation.threads import Line
from leadline.market.queries import LINES as MARKET
from leadline.outcomes.queries import LINES as OUTCOMES
from leadline.planning.queries import LINES as PLANNING
from leadline.releases.queries import LINES as RELEASES
from leadline.roadmap.queries import LINES as ROADMAP
from leadline.strategy.queries import LINES as STRATEGY

LINES: tuple[Line, ...] = (
    *MARKET,
    *EVIDENCE,
    *STRATEGY,
    *PLANNING,
    *BACKLOG,
    *RELEASES,
    *ROADMAP,
    *OUTCOMES,
)
