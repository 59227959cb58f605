"""What may stand in no file of the repository, and how large a piece may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
# In pieces, so that this file may be looked through as well.
HOSTS = re.compile(
    "|".join(
        re.escape(head + tail)
        for head, tail in [
            ("py", "pi.org"),
            ("python", "hosted.org"),
            ("npm", "js.org"),
            ("npm", "js.com"),
            ("yarn", "pkg.com"),
            ("un", "pkg.com"),
            ("js", "delivr.net"),
            ("cdnjs.", "cloudflare.com"),
            ("deb.", "debian.org"),
            ("proxy.", "golang.org"),
            ("crates", ".io"),
        ]
    )
)
MACHINE_PATHS = re.compile(
    r"""(?:^|[\s"'`=(])/(?:work|root|tmp|opt|(?:home|Users)/\w+)/""", re.MULTILINE
)
PUT_OFF = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{tree.name(path)}: {match.group().strip()}"
        for path in tree.files()
        for match in pattern.finditer(tree.text(path) or "")
    ]


@pytest.mark.parametrize(
    ("pattern", "guilty"),
    [
        (HOSTS, "https://registry." + "npm" + "js.org/htmx"),
        (MACHINE_PATHS, 'DATA = "/ro' + 'ot/data"'),
        (PUT_OFF, "# TO" + "DO: later"),
    ],
    ids=["package hosts", "paths of one machine", "work put off"],
)
def test_no_file_names(pattern: re.Pattern[str], guilty: str) -> None:
    assert pattern.search(guilty)
    assert not found(pattern)


def test_files_are_short() -> None:
    ours = tree.files("leadline", "*.py", "*.ts", "*.css", "*.mjs", "*.html")
    lengths = {tree.name(path): len((tree.text(path) or "").splitlines()) for path in ours}
    long = {name: length for name, length in lengths.items() if length > LONGEST_FILE}
    assert {name: length for name, length in long.items() if "/migrations/" not in name} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree.syntax(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_are_short() -> None:
    long = [
        f"{tree.name(path)}:{function.lineno} {function.name}"
        for path in (tree.ROOT / "leadline", *tree.python("src", "tests", "benchmarks"))
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def reasonless(call: ast.Call) -> bool:
    """Whether a skip or an expected failure gives no reason."""
    words = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "reason")]
    return not any(isinstance(word, ast.Constant | ast.JoinedStr) for word in words)


def test_no_test_is_skipped_without_a_reason() -> None:
    bare = re.compile(r"@pytest\.mark\.(?:skip|skipif|xfail)\s*$", re.MULTILINE)
    silent = [
        f"{tree.name(path)}:{call.lineno}"
        for path in tree.python("tests")
        for call in tree.calls(tree.syntax(path), "skip", "skipif", "xfail", "importorskip")
        if reasonless(call)
    ]
    assert not silent
    assert not [tree.name(path) for path in tree.python("tests") if bare.search(path.read_text())]
    assert reasonless(ast.parse("pytest.skip()", mode="eval").body)  # type: ignore[arg-type]
