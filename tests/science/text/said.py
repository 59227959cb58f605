"""Short texts on three matters, and how well groups agree with what is known."""

import numpy as np

from leadline_science.text import Vectors
from leadline_science.text.vectors import Places

EXPORT = (
    "Export the report as PDF",
    "PDF export of reports is broken",
    "Reports cannot be exported to PDF",
    "Exporting a PDF report takes minutes",
    "The exported PDF report is empty",
    "Let me export every report as a PDF",
)
PASSWORD = (
    "I forgot my password",
    "The password reset mail never comes",
    "Resetting the password fails",
    "Cannot log in after the password reset",
    "Password reset link is expired",
    "Reset of my password does not work",
)
DARK = (
    "Please add a dark theme",
    "Dark mode for the evening",
    "A dark theme would be kind to my eyes",
    "The dark mode has white borders",
    "Dark theme on the phone, please",
    "Switch to dark mode by itself",
)
ALL = (*EXPORT, *PASSWORD, *DARK)
KEYS = tuple(f"{kind}{at}" for kind in ("export", "password", "dark") for at in range(6))


def clouds(
    groups: int, each: int, *, spread: float = 0.3, seed: int = 0, wide: int = 16
) -> Vectors:
    """`groups` clouds of `each` random directions, one after the other."""
    random = np.random.Generator(np.random.PCG64(seed))
    middles = np.linalg.qr(random.standard_normal((wide, wide)))[0][:groups]
    rows = np.repeat(middles, each, axis=0)
    return Vectors.of((rows + spread * random.standard_normal(rows.shape) / wide**0.5).tolist())


def v_measure(one: Places, other: Places) -> float:
    """Rosenberg & Hirschberg 2007: 1 when the two groupings are the same, 0 when one tells nothing."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1 / len(one))
    rows, columns, cells = (_entropy(each) for each in (table.sum(1), table.sum(0), table.ravel()))
    return float(2 * (rows + columns - cells) / (rows + columns))


def _entropy(shares: Places) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())
