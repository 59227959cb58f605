"""Cells as text that both databases can hold."""

import re

MARKED = re.compile(r"^'(?=[=+\-@\t\r])")
LONE = re.compile("[\ud800-\udfff]")
NUL, REPLACED, ODD = "nul", "replaced", "odd"


def clean(cell: str) -> str:
    """The cell without NUL and lone surrogates, and without the mark that exports set before formulas."""
    if "\x00" in cell:
        cell = cell.replace("\x00", "")
    if not cell.isascii():
        cell = LONE.sub("\ufffd", cell)
    return MARKED.sub("", cell).strip()


def flaw(cells: list[str]) -> str:
    """What in the raw cells had to be put right: `nul`, `replaced` or nothing."""
    whole = "\x1f".join(cells)
    if "\x00" in whole:
        return NUL
    return REPLACED if not whole.isascii() and ("\ufffd" in whole or LONE.search(whole)) else ""
