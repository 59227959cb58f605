"""What `leadline import` does: whole imports without a page, for a terminal or a script."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from leadline.foundation.refusals import Invalid, NotFound
from leadline.integrations.called import kind_called, role_called
from leadline.integrations.models import Import, ImportFile, ImportProblem, State
from leadline.integrations.operations import (
    Upload,
    apply_import,
    check_import,
    map_columns,
    map_statuses,
    product_for,
    read_import,
    set_roles,
    start_import,
    undo_import,
)
from leadline.integrations.operations.course import Progress, locked, move_on, silent
from leadline.integrations.plans import Plan
from leadline.integrations.queries import first_problems
from leadline.integrations.understanding.columns import Meaning
from leadline.integrations.understanding.kinds import Kind
from leadline.products.models import Team
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope

SHOWN = 10
Seen = Callable[["ImportAnswer"], None]


@dataclass(frozen=True)
class ImportOptions:
    """What the command line may say of an import; everything else is proposed from the files.

    `columns` maps headers to kinds (`created`, `points`, `field`, `none`, …), `statuses` texts of
    the source to to_do, doing or done, `roles` file names to items, changes, sprints, sprint_items.
    """

    product: str
    connection: str = ""
    create: bool = True
    dry_run: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    team: str = ""


@dataclass(frozen=True)
class ImportProblemLine:
    """A problem of one row, as it is printed."""

    file: str
    row: int
    severity: str
    reason: str
    remedy: str
    column: str
    value: str


@dataclass(frozen=True)
class OpenQuestion:
    """What the files leave open, and what was taken for it."""

    name: str
    text: str
    taken: str
    evidence: str


@dataclass(frozen=True)
class ImportAnswer:
    """What an import did, or with a dry run would do; `problems` are the gravest, `problem_count` all."""

    import_id: str
    product: str
    made_product: bool
    state: str
    dry_run: bool
    counts: dict[str, Any]
    mapping: dict[str, dict[str, str]]
    statuses: dict[str, str]
    questions: tuple[OpenQuestion, ...]
    problem_count: int
    problems: tuple[ImportProblemLine, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_files(
    *, member: Member, now: datetime, paths: Sequence[Path], options: ImportOptions, progress: Progress = silent
) -> ImportAnswer:  # fmt: skip
    """Read, check and, without `dry_run`, write files; raises refusals that name field, row and remedy.

    Says on `progress(stage, done, total)` how far it is. A missing product is made unless
    `create` is off. The same files again change nothing.
    """
    with scope(member.workspace_id):
        product, made = product_for(by=member, now=now, name=options.product, create=options.create)
        uploads = [Upload(path.name, pieces_of(path)) for path in paths]
        batch = start_import(
            by=member,
            now=now,
            product=product,
            files=uploads,
            team=_team(options),
            in_background=False,
        )
        batch = _read(batch, member, now, options, progress)
        _map(batch, member, now, options)
        batch = move_on(locked(batch), member, now, State.MAPPING, state=State.CHECKING, report={})
        batch = check_import(by=member, now=now, batch=batch, progress=progress)
        if not options.dry_run:
            batch = apply_import(by=member, now=now, batch=batch, progress=progress)
        return answer_of(batch, made, options.dry_run)


def undo(*, member: Member, now: datetime, import_id: str) -> ImportAnswer:
    """Take an import back; raises `ChangedSince` with the list of items that people changed since."""
    with scope(member.workspace_id):
        batch = undo_import(by=member, now=now, batch=_named(import_id))
        return answer_of(batch, False, False)


def imports(*, member: Member, limit: int = 20) -> list[ImportAnswer]:
    """The last imports, newest first."""
    with scope(member.workspace_id):
        rows = Import.objects.select_related("product", "workspace").order_by("-created_at", "-id")[
            :limit
        ]
        return [answer_of(row, False, row.state != State.DONE) for row in rows]


def problems_of(*, member: Member, import_id: str, severity: str = "") -> list[ImportProblemLine]:
    """All problems of an import in the order of the rows; of one severity, if it is named."""
    with scope(member.workspace_id):
        rows = ImportProblem.objects.filter(batch=_named(import_id))
        rows = rows.filter(severity=severity) if severity else rows
        return [_line(row) for row in rows.order_by("file_name", "number", "seq")]


def answer_of(batch: Import, made: bool, dry_run: bool) -> ImportAnswer:
    plan = Plan(batch)
    return ImportAnswer(
        str(batch.id), batch.product.name, made, batch.state, dry_run,
        {name: value for name, value in batch.report.items() if name != "begun"},
        {file.name: {group.name: str(meaning.kind) for group, meaning in plan.mapped(file)} for file in plan.files},
        {each.text: each.category for each in plan.statuses},
        tuple(OpenQuestion(each.name, each.text, plan.answers[each.name], each.evidence) for each in plan.questions if each.open),
        sum(batch.report.get("problems", {}).values()), tuple(_line(row) for row in first_problems(batch, SHOWN)),
    )  # fmt: skip


def read_mapping(text: str) -> dict[str, str]:
    """The value of `--map`: `Header=kind,Other=kind`, or the path of a JSON file that says the same."""
    path = Path(text)
    if text.endswith(".json"):
        try:
            loaded = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Invalid(
                f"“{text}” cannot be read: {error}.",
                field="map",
                remedy='Give the path of a JSON file such as {"Summary": "title"}.',
            ) from error
        return {str(name): str(kind) for name, kind in loaded.items()}
    pairs = [each.partition("=") for each in text.split(",") if each.strip()]
    if bad := next((name for name, mark, _ in pairs if not mark), None):
        raise Invalid(
            f"“{bad}” says no kind.", field="map", remedy="Write it as in Header=created."
        )
    return {name.strip(): kind.strip() for name, _, kind in pairs}


def _read(
    batch: Import, member: Member, now: datetime, options: ImportOptions, progress: Progress
) -> Import:
    wish = {"encoding": options.encoding, "delimiter": options.delimiter, "sheet": options.sheet}
    if any(wish.values()):
        for file in ImportFile.objects.filter(batch=batch):
            file.change(by=member, now=now, wish=wish)
    if options.connection:
        batch.change(by=member, now=now, settings={"connection": options.connection})
    batch = read_import(by=member, now=now, batch=locked(batch), progress=progress)
    if batch.state == State.UNREADABLE:
        told = batch.refusal
        where = f"{told['file']}, row {told['row']}" if told.get("row") else told["file"]
        raise Invalid(told["reason"], remedy=told["remedy"], field=where)
    return batch


def _map(batch: Import, member: Member, now: datetime, options: ImportOptions) -> None:
    files = {file.name: file for file in Plan(batch).files}
    if options.roles:
        roles = {
            _file(files, name).position: role_called(text, "role")
            for name, text in options.roles.items()
        }
        set_roles(by=member, now=now, batch=batch, roles=roles)
    if options.columns:
        _map_columns(batch, member, now, options.columns)
    if options.statuses or options.answers:
        chosen = {text: f"new:{category}" for text, category in options.statuses.items()}
        own = {each.text: each.choice for each in Plan(locked(batch)).statuses if each.status and each.category == options.statuses.get(each.text)}  # fmt: skip
        map_statuses(by=member, now=now, batch=batch, statuses=chosen | own, answers=options.answers, team=_team(options), team_name=options.team)  # fmt: skip


def _map_columns(batch: Import, member: Member, now: datetime, chosen: Mapping[str, str]) -> None:
    unknown = set(chosen)
    for file in Plan(batch).files:
        names = {group.name for group in file.groups}
        meant = {
            name: Meaning(kind_called(text, "map"), name)
            for name, text in chosen.items()
            if name in names
        }
        unknown -= names
        if meant:
            taken = {each.kind for each in meant.values()}
            others = {group.name: meaning for group, meaning in Plan(batch).mapped(file)}
            freed = {
                name: Meaning(Kind.NONE)
                for name, each in others.items()
                if each.kind in taken and name not in meant
            }
            map_columns(by=member, now=now, batch=batch, file=file, meanings=freed | meant)
    if unknown:
        raise Invalid(
            f"No file has a column “{min(unknown)}”.",
            field="map",
            remedy="Write the header as it stands.",
        )


def _file(files: Mapping[str, ImportFile], name: str) -> ImportFile:
    if name not in files:
        raise Invalid(
            f"There is no file called “{name}”.",
            field="role",
            remedy=f"Name one of: {', '.join(files)}.",
        )
    return files[name]


def _team(options: ImportOptions) -> Team | None:
    found: Team | None = (
        Team.objects.filter(name__iexact=options.team).first() if options.team else None
    )
    return found


def pieces_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(2**20):
                yield piece
    except OSError as error:
        raise Invalid(
            f"{path} cannot be read: {error.strerror}.", field="file", remedy="Check the path."
        ) from error


def _named(import_id: str) -> Import:
    try:
        key = UUID(import_id)
    except ValueError as error:
        raise NotFound(f"There is no import “{import_id}”.", field="import") from error
    found: Import | None = (
        Import.objects.select_related("product", "workspace").filter(pk=key).first()
    )
    if found is None:
        raise NotFound(f"There is no import “{import_id}”.", field="import")
    return found


def _line(row: ImportProblem) -> ImportProblemLine:
    return ImportProblemLine(
        row.file_name, row.number, row.severity, row.reason, row.remedy, row.column, row.value
    )
