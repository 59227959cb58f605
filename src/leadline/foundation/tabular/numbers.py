"""Numbers as files write them, and which mark begins their decimals."""

import re
from collections.abc import Iterable
from decimal import Decimal

POINT, COMMA = "point", "comma"
MARKS = {POINT: (".", ","), COMMA: (",", ".")}
MARKED = re.compile(r"[.,]")
SPACES = re.compile(r"[\u00a0\u2009\u202f]")
LONGEST = 40
MINUS = str.maketrans({"\u2212": "-"})
PERCENT = re.compile(r"\s*%\Z")
POSSIBLE = re.compile(r"[+-]?[0-9][0-9., '\u2019]*|[+-]?[.,][0-9]+")
GROUPED = {
    name: re.compile(rf"([+-]?)([0-9]*|[0-9]{{1,3}}(?:([{re.escape(group)} '\u2019])[0-9]{{3}})(?:\3[0-9]{{3}})*)(?:{re.escape(mark)}([0-9]+))?")
    for name, (mark, group) in MARKS.items()
}  # fmt: skip


def tidy(text: str) -> str:
    """A number without what stands around it: a percent sign, odd spaces, a typographer's minus."""
    return PERCENT.sub("", SPACES.sub(" ", text).strip().translate(MINUS))


def looks_like_number(text: str) -> bool:
    return bool(POSSIBLE.fullmatch(tidy(text)))


def mark_of(texts: Iterable[str]) -> tuple[str, bool]:
    """Which mark begins the decimals, told by the numbers that can be read in one way only.

    Gives the mark, empty where no number tells, and whether any number needs it.
    """
    found = [_told(tidy(text)) for text in texts]
    told = next((mark for mark, _ in found if mark), "")
    return told, any(needs for _, needs in found)


def _told(text: str) -> tuple[str, bool]:
    if not POSSIBLE.fullmatch(text) or not (marks := MARKED.findall(text)):
        return "", False
    last = marks[-1]
    if len(set(marks)) > 1:
        return _name(last), True
    if len(marks) > 1:
        return _name("," if last == "." else "."), True
    before, _, behind = text.lstrip("+-").partition(last)
    groups = len(behind) == 3 and 0 < len(before) < 4 and not before.startswith("0")
    return ("", True) if groups else (_name(last), True)


def _name(mark: str) -> str:
    return POINT if mark == "." else COMMA


def read_number(text: str, mark: str) -> Decimal | None:
    """The number that a text writes with the given decimal mark; None where it writes none."""
    plain = tidy(text)
    found = GROUPED[mark or POINT].fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None or not (found[2] or found[4]):
        return None
    whole = re.sub(r"[^0-9]", "", found[2]) or "0"
    return Decimal(f"{found[1]}{whole}.{found[4] or '0'}")
