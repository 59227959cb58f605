"""import: work from other trackers, customers from a CRM."""

import argparse
from pathlib import Path
from typing import Any

from leadline.foundation import clock
from leadline.wiring.command.common import (
    acting_member,
    acting_options,
    console,
    print_json,
    progress,
)

WAYS = {
    "jira": "CSV exports of Jira, with a change log or sprints beside them if there are any",
    "csv": "any table of items in CSV",
    "excel": "a workbook of Excel",
}


def add(verbs: Any) -> None:
    bring = verbs.add_parser(
        "import", help="bring items from another tracker, customers from a CRM"
    )
    ways = bring.add_subparsers(required=True, metavar="FROM")
    for name, told in WAYS.items():
        way = ways.add_parser(name, help=told)
        _add_options(way)
        way.set_defaults(run=run_import)
    _add_customers(ways)
    undo = ways.add_parser("undo", help="take an import back whole")
    undo.add_argument("id", help="as the import printed it")
    undo.add_argument("--json", action="store_true")
    acting_options(undo)
    undo.set_defaults(run=run_undo)


def _add_options(way: argparse.ArgumentParser) -> None:
    way.add_argument("files", nargs="+", type=Path, metavar="FILE")
    way.add_argument("--product", required=True, metavar="NAME", help="into this product; made when it is missing")  # fmt: skip
    way.add_argument("--team", default="", metavar="NAME", help="the team whose items these are")
    way.add_argument("--map", action="append", default=[], metavar="HEADER=KIND,…", help="what columns mean, or a JSON file that says it")  # fmt: skip
    way.add_argument("--status", action="append", default=[], metavar="TEXT=to_do|doing|done,…")
    way.add_argument("--role", action="append", default=[], metavar="FILE=items|changes|sprints|sprint_items,…")  # fmt: skip
    way.add_argument("--answer", action="append", default=[], metavar="QUESTION=ANSWER,…", help="for questions such as the order of day and month")  # fmt: skip
    for name in ("encoding", "delimiter", "sheet", "connection"):
        way.add_argument(f"--{name}", default="")
    way.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")  # fmt: skip
    way.add_argument("--json", action="store_true")
    acting_options(way)


def _add_customers(ways: Any) -> None:
    way = ways.add_parser("customers", help="customers from the export of a CRM, in CSV or Excel")
    way.add_argument("file", type=Path, metavar="FILE")
    way.add_argument("--map", action="append", default=[], metavar="HEADER=FIELD,…", help="what columns mean, over what is proposed; none leaves one out")  # fmt: skip
    way.add_argument("--source", help="what the ids belong to, as in salesforce")
    way.add_argument("--currency", help="of amounts that name none")
    way.add_argument("--per", choices=("year", "month"), help="what amounts are of")
    way.add_argument("--order", choices=("dmy", "mdy"), help="of day and month in dates such as 3/4/2026")  # fmt: skip
    way.add_argument("--decimal", choices=("point", "comma"), help="the decimal mark")
    way.add_argument("--make-nothing", dest="make", action="store_false", default=None, help="leave out segments and tiers that are not here")  # fmt: skip
    for name in ("encoding", "delimiter", "sheet"):
        way.add_argument(f"--{name}", default="")
    way.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")  # fmt: skip
    way.add_argument("--json", action="store_true")
    acting_options(way)
    way.set_defaults(run=run_customers)


def run_customers(asked: argparse.Namespace) -> int:
    from leadline.foundation.tabular.parent import Wish
    from leadline.integrations.table_commands import TableOptions, import_table

    names = ("source", "currency", "per", "order", "decimal", "make")
    given = TableOptions(
        columns=_pairs(asked.map), dry_run=asked.dry_run,
        options={name: getattr(asked, name) for name in names if getattr(asked, name) is not None},
        wish=Wish(asked.encoding, asked.delimiter, asked.sheet),
    )  # fmt: skip
    with progress("Importing") as step:
        answer = import_table(member=acting_member(asked), now=clock.now(), of="customers", path=asked.file, given=given, progress=step)  # fmt: skip
    return _tell_table(asked, answer)


def _tell_table(asked: argparse.Namespace, answer: Any) -> int:
    if asked.json:
        print_json(answer)
        return 0
    told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in answer.counts.items())
    console.print(f"{answer.of.capitalize()}: {answer.state}. {told}")
    for kind, names in answer.along.items():
        console.print(f"New with it, {kind}: {', '.join(names[:10])}", highlight=False)
    for name in answer.asks:
        console.print(f"[yellow]?[/] The file leaves open its {name}: say --{name}.")
    console.print(f"Problems: {answer.problem_count}")
    for each in answer.problems:
        console.print(f"  row {each['number']}: {each['reason']} {each['remedy']}", highlight=False)
    if answer.state == "done":
        console.print(f"Take it back with: leadline import undo {answer.import_id}")
    return 0


def run_import(asked: argparse.Namespace) -> int:
    from leadline.integrations.commands import ImportOptions, import_files

    options = ImportOptions(
        product=asked.product, team=asked.team, dry_run=asked.dry_run,
        columns=_pairs(asked.map), statuses=_pairs(asked.status), roles=_pairs(asked.role),
        answers=_pairs(asked.answer), encoding=asked.encoding, delimiter=asked.delimiter,
        sheet=asked.sheet, connection=asked.connection,
    )  # fmt: skip
    with progress("Importing") as step:
        answer = import_files(
            member=acting_member(asked), now=clock.now(), paths=asked.files, options=options,
            progress=step,
        )  # fmt: skip
    onward = (
        "Nothing was changed. The same without --dry-run brings it in."
        if asked.dry_run
        else f"Take it back with: leadline import undo {answer.import_id}"
    )
    return _tell(asked, answer, onward)


def run_undo(asked: argparse.Namespace) -> int:
    from leadline.integrations import table_commands
    from leadline.integrations.commands import undo

    if table_commands.named(acting_member(asked), asked.id):
        table = table_commands.undo(
            member=acting_member(asked), now=clock.now(), import_id=asked.id
        )
        return _tell_table(asked, table)
    return _tell(asked, undo(member=acting_member(asked), now=clock.now(), import_id=asked.id))


def _pairs(given: list[str]) -> dict[str, str]:
    from leadline.integrations.commands import read_mapping

    return {name: value for text in given for name, value in read_mapping(text).items()}


def _tell_problems(answer: Any) -> None:
    if not answer.problem_count:
        console.print("No problems.")
        return
    more = f", the first {len(answer.problems)}" if len(answer.problems) < answer.problem_count else ""  # fmt: skip
    console.print(f"Problems: {answer.problem_count}{more}:")
    for line in answer.problems:
        console.print(f"  {line.file} row {line.row}: {line.reason} {line.remedy}", highlight=False)


def _tell(asked: argparse.Namespace, answer: Any, onward: str = "") -> int:
    if asked.json:
        print_json(answer)
        return 0
    told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in answer.counts.items() if isinstance(count, int))  # fmt: skip
    made = " (made)" if answer.made_product else ""
    console.print(f"{answer.product}{made}: {answer.state}. {told}")
    for question in answer.questions:
        console.print(f"[yellow]?[/] {question.text} Taken: {question.taken}. {question.evidence} (--answer {question.name}=…)")  # fmt: skip
    _tell_problems(answer)
    if onward:
        console.print(onward)
    return 0
