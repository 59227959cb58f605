"""What the files leave open, with the evidence and a proposal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding import dates, numbers
from leadline.integrations.understanding.columns import Group, Meaning
from leadline.integrations.understanding.kinds import DATES, NUMBERS, Kind

Mapped = Sequence[tuple[Group, Meaning]]
ORDERS = ((dates.DMY, "Day first: 31/12"), (dates.MDY, "Month first: 12/31"))
DECIMALS = ((numbers.POINT, "Point: 1,234.5"), (numbers.COMMA, "Comma: 1.234,5"))
ESTIMATE_UNITS = (
    ("1", "Seconds"),
    ("60", "Minutes"),
    ("3600", "Hours"),
    ("28800", "Days of 8 hours"),
)


@dataclass(frozen=True)
class Question:
    """One thing to decide for the whole import. `open` when the files alone do not settle it."""

    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
    proposal: str
    evidence: str
    open: bool


def questions(mapped: Mapped, jira: bool) -> list[Question]:
    """The questions that the mapped columns raise, open ones first."""
    found = [_order(mapped), _decimal(mapped), _unit(mapped, jira)]
    return sorted((each for each in found if each), key=lambda each: not each.open)


def _order(mapped: Mapped) -> Question | None:
    columns = [group.profile for group, meaning in mapped if meaning.kind in DATES]
    both, dmy, mdy = (
        sum(getattr(each, name) for each in columns)
        for name in ("open_orders", "only_dmy", "only_mdy")
    )
    if not both + dmy + mdy:
        return None
    future_dmy, future_mdy = (
        sum(getattr(each, name) for each in columns) for name in ("future_dmy", "future_mdy")
    )
    proposal = dates.MDY if mdy > dmy or (mdy == dmy and future_mdy < future_dmy) else dates.DMY
    if dmy and mdy:
        evidence = f"{dmy} dates fit only day first, {mdy} only month first: the rows of the others will be reported."
    elif dmy or mdy:
        evidence = (
            f"{dmy or mdy} of {both + dmy + mdy} dates fit only {'day' if dmy else 'month'} first."
        )
    else:
        ahead = max(future_dmy, future_mdy)
        hint = (
            f" Read the other way, {ahead} would lie in the future."
            if future_dmy != future_mdy
            else ""
        )
        evidence = f"All {both} dates fit both.{hint}"
    return Question("order", "How are dates like 03/04/26 meant?", ORDERS, proposal, evidence, not (dmy or mdy) or bool(dmy and mdy))  # fmt: skip


def _decimal(mapped: Mapped) -> Question | None:
    columns = [group.profile for group, meaning in mapped if meaning.kind in NUMBERS]
    commas, points = sum(each.commas for each in columns), sum(each.points for each in columns)
    if not commas and not points:
        return None
    proposal = numbers.COMMA if commas > points else numbers.POINT
    evidence = f"{commas} numbers have a decimal comma, {points} a decimal point."
    return Question("decimal", "What marks the decimals of numbers?", DECIMALS, proposal, evidence, bool(commas and points))  # fmt: skip


def _unit(mapped: Mapped, jira: bool) -> Question | None:
    columns = [group for group, meaning in mapped if meaning.kind is Kind.ESTIMATE]
    if not columns or not any(group.profile.numbers for group in columns):
        return None
    name, largest = columns[0].name, max(group.profile.largest for group in columns)
    said = next((unit for word, unit in _SAID if word in plain(name).split()), "")
    proposal = said or ("1" if jira or largest >= 600 else "3600")
    evidence = f"The largest number under “{name}” is {largest:g}." + (
        " Jira exports seconds." if jira else ""
    )
    return Question(
        "unit",
        "In what are estimates given?",
        ESTIMATE_UNITS,
        proposal,
        evidence,
        not (said or jira),
    )


_SAID = (
    ("seconds", "1"), ("sekunden", "1"), ("secondes", "1"), ("s", "1"), ("minutes", "60"), ("minuten", "60"),
    ("hours", "3600"), ("stunden", "3600"), ("heures", "3600"), ("horas", "3600"), ("h", "3600"),
    ("days", "28800"), ("tage", "28800"), ("jours", "28800"), ("dias", "28800"), ("d", "28800"),
)  # fmt: skip


def answers(found: Iterable[Question], given: dict[str, str]) -> dict[str, str]:
    """The answer to each question: the person's where there is one, else the proposal."""
    return {each.name: given[each.name] if given.get(each.name) in dict(each.choices) else each.proposal for each in found}  # fmt: skip
