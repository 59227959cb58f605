"""Proposals: what each column means, what each file is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding.kinds import DATES, FIELDS, MANY, NUMBERS, Kind, Role
from leadline.integrations.understanding.profiles import Profile
from leadline.integrations.understanding.words import HEADERS

MOST_CHOICES, LONGEST_CHOICE, LIKELY_CHOICES = 100, 80, 40


@dataclass(frozen=True)
class Group:
    """The columns of one name; exports repeat `Sprint`, `Labels` and `Comment`."""

    name: str
    positions: tuple[int, ...]
    profile: Profile


@dataclass(frozen=True)
class Meaning:
    """What a group of columns is taken for; `field` names the custom field."""

    kind: Kind
    field: str = ""


def groups(columns: Iterable[tuple[str, Profile]]) -> list[Group]:
    """Columns of the same name together, in the order of the first of each."""
    places: dict[str, list[tuple[int, Profile]]] = {}
    for position, (name, profile) in enumerate(columns):
        places.setdefault(name, []).append((position, profile))
    return [
        Group(
            name, tuple(position for position, _ in found), _together([each for _, each in found])
        )
        for name, found in places.items()
    ]


def _together(profiles: Sequence[Profile]) -> Profile:
    if len(profiles) == 1:
        return profiles[0]
    samples = list(dict.fromkeys(sample for each in profiles for sample in each.samples))
    values: Counter[str] | None = Counter()
    for each in profiles:
        values = values + each.values if values is not None and each.values is not None else None
    summed = {
        name: sum(getattr(each, name) for each in profiles)
        for name in ("filled", "dates", "numbers")
    }
    return Profile(
        **summed, samples=samples[:3], values=values, longest=max(each.longest for each in profiles)
    )


def propose_role(file_name: str, names: Sequence[str]) -> Role:
    """What a file is, by its headers and its name."""
    words = {plain(name) for name in names}
    has = {kind for kind in Kind if words & set(HEADERS.get(kind, ()))}
    if "field" in words and has >= {Kind.KEY, Kind.CHANGED_TO}:
        return Role.CHANGES
    ends = {Kind.SPRINT_START, Kind.SPRINT_END} & has
    own_id = words & {"sprint id", "sprint name"}
    if own_id and ends and not words & {"issue key", "key", "summary"}:
        return Role.SPRINTS
    stem = plain(PurePath(file_name).stem)
    if (
        own_id
        and words & {"issue key", "key"}
        and ("initial story point" in words or "summary" in stem)
    ):
        return Role.SPRINT_ITEMS
    return Role.ITEMS


def propose(role: Role, found: Sequence[Group], rows: int) -> dict[str, Meaning]:
    """The meaning of each group of columns, by its name and what stands in it."""
    taken: dict[str, Meaning] = {}
    for kind in (each for each in role.kinds if each not in (Kind.NONE, *FIELDS)):
        fitting = [
            group for group in found if group.name not in taken and _may_be(kind, group, rows)
        ]
        best = min(fitting, key=lambda group: _place(kind, group), default=None)
        if best is not None:
            taken[best.name] = Meaning(kind)
            if kind in MANY:
                taken |= {each.name: Meaning(kind) for each in fitting if _place(kind, each)[0] == _place(kind, best)[0]}  # fmt: skip
    for group in found:
        taken.setdefault(group.name, _rest(role, group))
    return {group.name: taken[group.name] for group in found}


def _place(kind: Kind, group: Group) -> tuple[int, int, int]:
    """Smaller is better: where the header stands in the list of the kind's names, then how full it is."""
    words = HEADERS[kind]
    name = plain(group.name)
    return (
        words.index(name) if name in words else len(words),
        -group.profile.filled,
        group.positions[0],
    )


def _may_be(kind: Kind, group: Group, rows: int) -> bool:
    if plain(group.name) not in HEADERS.get(kind, ()) or not group.profile.filled:
        return False
    profile = group.profile
    share = 1 / max(profile.filled, 1)
    if kind in DATES:
        serials = profile.numbers > 0 and 20_000 < profile.largest < 80_000
        return profile.dates * share > 0.5 or (serials and profile.numbers * share > 0.5)
    if kind in NUMBERS:
        return profile.numbers * share > 0.5
    return _VALUES.get(kind, _anything)(group, rows)


def _anything(group: Group, rows: int) -> bool:
    return True


def _is_key(group: Group, rows: int) -> bool:
    return group.profile.filled >= 0.9 * rows - 2 and group.profile.longest <= 80


def _is_text(group: Group, rows: int) -> bool:
    return group.profile.numbers < 0.5 * group.profile.filled and group.profile.dates < 0.5 * group.profile.filled  # fmt: skip


def _is_choice(group: Group, rows: int) -> bool:
    few = group.profile.values is not None and group.profile.longest <= 80
    return few and (group.profile.distinct <= max(40, rows // 3)) and _is_text(group, rows)


_VALUES = {Kind.KEY: _is_key, Kind.TITLE: _is_text, Kind.TYPE: _is_choice, Kind.STATUS: _is_choice}


def _rest(role: Role, group: Group) -> Meaning:
    known = plain(group.name) in HEADERS[Kind.FIELD]
    if role is Role.ITEMS and known and group.profile.filled:
        return Meaning(field_kind(group), group.name[:80])
    return Meaning(Kind.NONE)


def field_kind(group: Group) -> Kind:
    """The type of field that all that stands in a column fits."""
    profile, alone = group.profile, len(group.positions) == 1
    if alone and profile.numbers == profile.filled:
        return Kind.FIELD_NUMBER
    if alone and profile.dates == profile.filled:
        return Kind.FIELD_DATE
    repeats = 2 * profile.distinct <= profile.filled and profile.distinct <= LIKELY_CHOICES
    return Kind.FIELD_CHOICE if repeats and not unfit(group, Kind.FIELD_CHOICE) else Kind.FIELD


def unfit(group: Group, kind: Kind) -> str:
    """Why a column cannot be a field of this type; empty where it can."""
    if kind not in FIELDS or kind is Kind.FIELD:
        return ""
    if len(group.positions) > 1:
        return "It stands several times in a row, and a number, date or choice stands once."
    if kind is Kind.FIELD_CHOICE and group.profile.distinct > MOST_CHOICES:
        return f"It holds more than {MOST_CHOICES} different values, too many for a choice."
    if kind is Kind.FIELD_CHOICE and group.profile.longest > LONGEST_CHOICE:
        return f"It holds values of more than {LONGEST_CHOICE} characters, too long for a choice."
    return ""


def misfits(mapped: Iterable[tuple[Group, Meaning]]) -> list[tuple[str, str, str]]:
    """Columns that cannot be what they are mapped to, as (column, reason, remedy)."""
    found = ((group.name, unfit(group, meaning.kind)) for group, meaning in mapped)
    return [(name, reason, "Map it as a field of text.") for name, reason in found if reason]


def faults(role: Role, meanings: Mapping[str, Meaning]) -> list[tuple[str, str, str]]:
    """What a mapping lacks or has twice, as (column, reason, remedy)."""
    found = []
    for kind in role.kinds:
        named = [name for name, meaning in meanings.items() if meaning.kind is kind]
        if len(named) > 1 and kind not in MANY:
            found.append((named[1], f"“{named[0]}” is the {kind.value.replace('_', ' ')} already.", "Choose one of them."))  # fmt: skip
    kinds = {meaning.kind for meaning in meanings.values()}
    for needed, why in _NEEDED.get(role, ()):
        if not needed & kinds:
            found.append(("", why, "Say which column it is, or leave the file out."))
    return found


_NEEDED: dict[Role, tuple[tuple[frozenset[Kind], str], ...]] = {
    Role.ITEMS: (
        (frozenset({Kind.TITLE, Kind.KEY, Kind.TYPE}), "The items have no title, key or type."),
    ),
    Role.CHANGES: (
        (frozenset({Kind.KEY}), "The changes do not say which item changed."),
        (frozenset({Kind.CHANGED_TO}), "The changes do not say what the value is afterwards."),
        (frozenset({Kind.CHANGED_AT}), "The changes do not say when they happened."),
    ),
    Role.SPRINTS: (
        (frozenset({Kind.SPRINT_ID, Kind.SPRINT_NAME}), "The sprints have no number or name."),
        (frozenset({Kind.SPRINT_START}), "The sprints do not say when they start."),
        (
            frozenset({Kind.SPRINT_END, Kind.SPRINT_COMPLETED}),
            "The sprints do not say when they end.",
        ),
    ),
    Role.SPRINT_ITEMS: (
        (frozenset({Kind.KEY}), "The file does not say which item it speaks of."),
        (frozenset({Kind.SPRINT_ID}), "The file does not say which sprint it speaks of."),
    ),
}
