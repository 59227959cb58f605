"""Published effects and partworths, found again in data that we may not carry with us.

    python -m benchmarks.science.published packs california_prop99.csv
    python -m benchmarks.science.published travel modechoice.csv

`packs`: cigarette packs per head in 39 states, 1970-2000 (State;Year;PacksPerCapita;…), as the package
synthdid-py ships it. `travel`: Greene's travel modes, as statsmodels ships it. Both end with an error
when a figure differs from the printed one by more than its last place.
"""

import argparse
import csv
from pathlib import Path

from leadline_science.conjoint import Choice, Study, logit
from leadline_science.impact import Panel, differences, synthetic_control, synthetic_did

Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("which", choices=("packs", "travel"))
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    {"packs": tobacco_tax, "travel": travel_modes}[asked.which](rows(asked.file))


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def tobacco_tax(found: list[Row]) -> None:
    """Arkhangelsky et al. 2021, table 1; exact weights give -19.51 where it prints -19.6."""
    states: dict[str, list[float]] = {}
    for row in found:
        states.setdefault(row["State"], []).append(float(row["PacksPerCapita"]))
    panel = Panel.of(states, ["California"], 19)
    hold("differences in differences", differences(panel).effect, -27.349, 0.001)
    hold("synthetic control", synthetic_control(panel).effect, -19.6, 0.15)
    hold("synthetic differences", synthetic_did(panel).effect, -15.604, 0.005)


def travel_modes(found: list[Row]) -> None:
    """Greene, Econometric Analysis, the conditional logit of travel modes."""
    terms = ("gc", "ttme", "hinc*air", "air", "train", "bus")
    people = [found[at : at + 4] for at in range(0, len(found), 4)]
    answer = logit(Study(terms, tuple(trip(each) for each in people)))
    printed = (-0.0155, -0.09612, 0.01329, 5.207, 3.869, 3.163)
    for term, value in zip(terms, printed, strict=True):
        hold(term, answer.of(term).value, value, 6e-4)
    hold("likelihood", answer.likelihood, -199.1284, 6e-4)


def trip(modes: list[Row]) -> Choice:
    offers = tuple(
        (
            float(row["gc"]),
            float(row["ttme"]),
            float(row["hinc"]) * (row["mode"] == "1"),
            *(float(row["mode"] == mode) for mode in "123"),
        )
        for row in modes
    )
    return Choice(offers, [int(float(row["choice"])) for row in modes].index(1))


def hold(what: str, found: float, printed: float, within: float) -> None:
    """Print both; raises `SystemExit` when they differ by more than `within`."""
    print(f"{what:28} {found:12.4f}  printed {printed}")
    if abs(found - printed) > within:
        raise SystemExit(f"{what} differs by {abs(found - printed):.4g}.")


if __name__ == "__main__":
    main()
