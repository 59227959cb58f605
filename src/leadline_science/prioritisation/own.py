"""A score by a formula of one's own."""

from collections.abc import Mapping, Sequence

from leadline_science.answers import Method
from leadline_science.checks import at_least, unique
from leadline_science.prioritisation.formula import read
from leadline_science.prioritisation.model import Model, Number, column
from leadline_science.prioritisation.ranking import Ranking
from leadline_science.refusals import NotNamed
from leadline_science.uncertainty.estimates import Estimate
from leadline_science.uncertainty.saying import as_estimate

METHOD = Method(
    "prioritisation.own_formula", "1", "Which first, by a formula of one's own?", Ranking
)


def own_formula(
    text: str,
    items: Mapping[str, Mapping[str, Number]],
    constants: Mapping[str, Number] | None = None,
) -> Model:
    """Score `items` (name → input → number or estimate) by `text`; `constants` hold for all items.

    A plain number among estimates takes their unit. Raises `NotReadable` naming the position,
    `NotNamed` for a missing input, `UnitsDiffer`.
    """
    at_least("item", items, 1)
    shared = {name: as_estimate(value) for name, value in (constants or {}).items()}
    fields = sorted({name for given in items.values() for name in given})
    unique("input", [*fields, *shared])
    used = [name for name in read(text, [*fields, *shared]).names if name not in shared]
    return own_by_column(text, [*items], {name: _given(items, name) for name in used}, shared)


def own_by_column(
    text: str,
    names: Sequence[str],
    given: Mapping[str, Sequence[Number]],
    constants: Mapping[str, Estimate] | None = None,
) -> Model:
    """The same with a whole column for each input of the formula; quicker for thousands."""
    shared = constants or {}
    expression = read(text, [*given, *shared])
    columns = {name: column(name, names, given[name]) for name in given if name in expression.names}
    units = {name: each.unit for name, each in columns.items()}
    common = {name: each for name, each in shared.items() if name in expression.names}
    return Model(
        METHOD,
        tuple(names),
        columns,
        expression,
        expression.unit(units | {name: each.unit for name, each in common.items()}),
        common=common,
        assumptions=(f"The score is {text.strip()}; more is better.",),
    )


def _given(items: Mapping[str, Mapping[str, Number]], name: str) -> list[Number]:
    for item, given in items.items():
        if name not in given:
            raise NotNamed(f"{item} has no {name}.", "Give it, as a wide interval where unknown.")
    return [given[name] for given in items.values()]
