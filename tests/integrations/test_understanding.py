"""What headers, dates, numbers and statuses mean, in the manners of the usual exports."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.tabular import delimiters
from leadline.foundation.tabular.encodings import detect
from leadline.foundation.tabular.headers import find_header
from leadline.foundation.tabular.limits import LIMITS
from leadline.foundation.tabular.parent import Wish, read_file
from leadline.foundation.tabular.text import clean
from leadline.integrations.understanding import columns, dates, numbers, questions, statuses
from leadline.integrations.understanding.kinds import Kind, Role
from leadline.integrations.understanding.profiles import Profile


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("12/May/26 3:04 PM", "dmy", (2026, 5, 12, 15, 4)),
        ("12/May/26 12:04 AM", "dmy", (2026, 5, 12, 0, 4)),
        ("12-May-14", "dmy", (2014, 5, 12)),
        ("2. März 2026", "dmy", (2026, 3, 2)),
        ("14 févr. 2026 14:05", "dmy", (2026, 2, 14, 14, 5)),
        ("3 de diciembre de 2026", "dmy", (2026, 12, 3)),
        ("Mai 3, 2026", "dmy", (2026, 5, 3)),
        ("Mon, 12 May 2014 10:00:00 +0000", "dmy", (2014, 5, 12, 10)),
        ("31.12.2026 23:59", "mdy", (2026, 12, 31, 23, 59)),
        ("3/4/26 14:05", "dmy", (2026, 4, 3, 14, 5)),
        ("3/4/26 14:05", "mdy", (2026, 3, 4, 14, 5)),
        ("2026-03-04", "mdy", (2026, 3, 4)),
        ("2015-01-08T13:24:38.194+0000", "dmy", (2015, 1, 8, 13, 24, 38)),
        ("45658", "dmy", (2025, 1, 1)),
        ("45658.5", "dmy", (2025, 1, 1, 12)),
        ("1767225600", "dmy", (2026, 1, 1)),
    ],
)
def test_a_date_is_read_in_the_manner_of_its_source(
    text: str, order: str, expected: tuple[int, ...]
) -> None:
    assert dates.parse(text, order).at.replace(tzinfo=None) == datetime(*expected)  # type: ignore[arg-type] # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "00/01/2026",
        "13/13/2026",
        "yesterday",
        "2026",
        "99999",
        "1.2.1899",
        "",
        "12/Xyz/26",
    ],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(dates.NoDate):
        dates.parse(text)


def test_a_zone_in_the_text_wins_over_the_workspace() -> None:
    assert dates.parse("2026-01-05T10:00:00+02:00").in_zone(UTC) == datetime(
        2026, 1, 5, 8, tzinfo=UTC
    )


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates_and_numbers(text: str) -> None:
    for read, refusal in ((dates.parse, dates.NoDate), (numbers.parse, numbers.NoNumber)):
        try:
            read(text)
        except refusal:
            continue
    columns.groups([(text, Profile())])
    clean(text)


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("1.234,56", ",", "1234.56"), ("1,234.56", ".", "1234.56"), ("2,5", ",", "2.5"), ("2,5", ".", "2.5"),
        ("1'234.5", ".", "1234.5"), ("1 234,5", ",", "1234.5"), ("1,234", ".", "1234"), ("1.234", ",", "1234"),
    ],
)  # fmt: skip
def test_numbers_with_decimal_comma_or_point(text: str, decimal: str, expected: str) -> None:
    assert numbers.parse(text, decimal) == Decimal(expected)


@pytest.mark.parametrize(("text", "unit", "expected"), [("7200", 1, 7200), ("2d 4h", 1, 20 * 3600), ("1w", 1, 40 * 3600), ("1.5", 3600, 5400), ("90m", 1, 5400)])  # fmt: skip
def test_estimates_in_seconds_hours_and_words(text: str, unit: int, expected: int) -> None:
    assert numbers.seconds(text, ".", unit) == expected


def profile(*cells: str) -> Profile:
    made = Profile()
    for cell in cells:
        made.add(cell, "2026-03-02")
    return made


LANGUAGES = {
    "english": ("Issue key", "Summary", "Issue Type", "Status", "Created", "Resolved", "Custom field (Story Points)", "Assignee"),
    "german": ("Schlüssel", "Zusammenfassung", "Vorgangstyp", "Status", "Erstellt", "Erledigt", "Benutzerdefiniertes Feld (Story Points)", "Zugewiesene Person"),
    "french": ("Clé de ticket", "Résumé", "Type de ticket", "État", "Création", "Résolue", "Champ personnalisé (Story Points)", "Responsable"),
    "spanish": ("Clave de incidencia", "Resumen", "Tipo de Incidencia", "Estado", "Creada", "Resuelta", "Campo personalizado (Story Points)", "Persona asignada"),
}  # fmt: skip
CELLS = (
    ("A-1", "A-2", "A-3"), ("Wind", "Rain", "Snow"), ("Bug", "Story", "Bug"), ("Done", "To Do", "Done"),
    ("01.01.2026", "02.01.2026", "03.01.2026"), ("05.01.2026", "", "06.01.2026"), ("3", "5,5", "8"), ("Ann", "Otto", "Ann"),
)  # fmt: skip
KINDS = (
    Kind.KEY,
    Kind.TITLE,
    Kind.TYPE,
    Kind.STATUS,
    Kind.CREATED,
    Kind.FINISHED,
    Kind.POINTS,
    Kind.ASSIGNEE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_are_proposed_in_four_languages(language: str) -> None:
    found = columns.groups(
        [(name, profile(*cells)) for name, cells in zip(LANGUAGES[language], CELLS, strict=True)]
    )
    proposed = columns.propose(Role.ITEMS, found, 3)
    assert tuple(meaning.kind for meaning in proposed.values()) == KINDS


def test_repeated_headers_are_kept_together_and_apart() -> None:
    (group,) = columns.groups([("Sprint", profile("Sprint 1")), ("Sprint", profile("Sprint 2"))])
    assert (group.positions, group.profile.samples) == ((0, 1), ["Sprint 1", "Sprint 2"])


@pytest.mark.parametrize(
    ("cells", "evidence", "is_open", "proposal"),
    [
        (["03/04/26", "05/06/26"], "All 2 dates fit both.", True, "dmy"),
        (["03/04/26", "25/06/26"], "1 of 2 dates fit only day first.", False, "dmy"),
        (["03/04/26", "06/25/26"], "1 of 2 dates fit only month first.", False, "mdy"),
        (["02/03/26", "01/12/25"], "All 2 dates fit both.", True, "dmy"),
    ],
)
def test_day_and_month_are_asked_about_with_the_evidence(
    cells: list[str], evidence: str, is_open: bool, proposal: str
) -> None:
    (group,) = columns.groups([("Created", profile(*cells))])
    (asked,) = questions.questions([(group, columns.Meaning(Kind.CREATED))], jira=False)
    assert asked.evidence.startswith(evidence)
    assert (asked.open, asked.proposal) == (is_open, proposal)


@pytest.mark.parametrize(
    ("text", "usage", "category"),
    [
        ("In Progress", statuses.Usage(5), "doing"),
        ("Erledigt", statuses.Usage(5), "done"),
        ("À faire", statuses.Usage(5), "to_do"),
        ("En curso", statuses.Usage(5), "doing"),
        ("Abgelegt", statuses.Usage(10, finished=9), "done"),
        ("Bei Otto", statuses.Usage(10, started=9), "doing"),
        ("Ready for code review", statuses.Usage(5), "doing"),
        ("Waiting for review", statuses.Usage(2, finished=2), "doing"),
        ("Waiting for review", statuses.Usage(20, finished=20), "done"),
        ("Abgelegt", statuses.Usage(2, finished=2), "done"),
        ("Whatever", statuses.Usage(5), "to_do"),
    ],
)
def test_statuses_are_proposed_by_words_and_by_dates(
    text: str, usage: statuses.Usage, category: str
) -> None:
    assert statuses.propose(text, usage).category == category


@pytest.mark.parametrize(
    ("names", "file", "role"),
    [
        (["field", "fromString", "toString", "key", "created"], "x.csv", Role.CHANGES),
        (
            ["sprintId", "sprintName", "sprintStartDate", "sprintEndDate"],
            "x_sprints.csv",
            Role.SPRINTS,
        ),
        (
            ["sprintId", "status", "issueKey", "summary", "currentStoryPoint"],
            "x_issue_summary.csv",
            Role.SPRINT_ITEMS,
        ),
        (["Issue key", "Summary", "Sprint"], "jira.csv", Role.ITEMS),
    ],
)
def test_a_file_is_known_by_its_headers(names: list[str], file: str, role: Role) -> None:
    assert columns.propose_role(file, names) is role


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Größe;Titel\n1;Übung\n".encode(), "utf-8"),
        ("Größe;Titel\n1;Übung\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Größe;Titel\n1;Übung\n".encode("utf-16"), "utf-16"),
        ("Größe;Titel\n1;Übung\n".encode("utf-16-le"), "utf-16-le"),
        ("Größe;Titel\n1;Übung und Prüfung der Geräte\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_detected(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert detect(path).name == encoding


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_detected(mark: str) -> None:
    assert (
        delimiters.detect(
            f'Key{mark}Title{mark}Note\nA-1{mark}"Wind, or; rain"{mark}x\nA-2{mark}Snow{mark}y\n'
        )
        == mark
    )


def test_rows_wider_and_shorter_and_with_line_breaks_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text('Key,Title\nA-1,"Wind\nand rain",more\nA-2\n\nA-3,"a ""quoted"" word"\n')
    rows = [
        row
        for message in read_file(path, Wish(), LIMITS)
        if message["is"] == "rows"
        for row in message["rows"]
    ]
    assert [(number, cells) for number, cells, _ in rows] == [
        (2, ["A-1", "Wind\nand rain", "more"]), (3, ["A-2"]), (5, ["A-3", 'a "quoted" word']),
    ]  # fmt: skip


def test_the_mark_that_exports_set_before_formulas_is_taken_off() -> None:
    assert clean("'=SUM(A1)") == "=SUM(A1)"
    assert clean("'tis") == "'tis"


def test_two_header_rows_and_a_title_above_them() -> None:
    upper, lower = (
        ["Item", "", "Plan", "", "Actual"],
        ["Key", "Title", "Start", "End", "Start", "End"],
    )
    rows = [["Plan of the station"], upper, lower, ["A-1", "Wind", "1", "2", "3", "4"]]
    found = find_header(rows)
    assert found.names == (
        "Key",
        "Title",
        "Plan / Start",
        "Plan / End",
        "Actual / Start",
        "Actual / End",
    )
    assert found.rows == 3
    assert find_header([["1", "2"], ["3", "4"]]).names == ("Column 1", "Column 2")
