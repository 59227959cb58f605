"""How strong evidence is, and how long it lasts, in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

STRENGTHS: list[tuple[str, Any]] = [
    ("1", _("nobody looked yet")),
    ("1.5", _("an opinion (1.5 times)")),
    ("3", _("several interviews (3 times)")),
    ("10", _("a survey or usage data (10 times)")),
    ("30", _("an experiment (30 times)")),
]
"""How many times likelier one would see this if the claim were true; the steps of the method's page."""
HALF_LIVES = {"1": 60, "1.5": 60, "3": 180, "10": 180, "30": 365}


def strength_words(strength: Decimal) -> Any:
    """The step of a strength, or the number itself."""
    key = f"{strength.normalize():f}"
    return dict(STRENGTHS).get(key, _("%s times") % key)
