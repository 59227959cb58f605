"""Queries whose SQL is the same each time: the ORM writes it once in a process, then it is only run.

Writing the SQL of one query costs the ORM as much as drawing ten rows of a list, and a page asks
twenty. So queries of pages that people open all day are declared with `prepared`:

    @prepared
    def _statuses(product: UUID) -> "QuerySet[Status]":
        return Status.objects.filter(product=product).order_by("rank")

    rows = _statuses(product=product.pk)

The function is called once, with a stand-in for each value, so its text must not depend on the
values. Only on whether one is None: it is called once for each choice of values that are. A list
of keys goes behind `__in`; an empty one gives no rows and asks nothing. Rows are those of the scope
in which the call is made, as ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from itertools import repeat
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from leadline.workspaces.scope import current_scope, scope_to_come

Asked = ParamSpec("Asked")
T = TypeVar("T")

KINDS: dict[type, "models.Field[Any, Any]"] = {
    UUID: models.UUIDField(),
    str: models.CharField(),
    int: models.BigIntegerField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}
LENGTHS = (1, 8, 32, 64, 128, 256, 512, 1_024, 4_096)
"""Lists are filled up with their last key to one of these lengths, so that few texts differ."""
SCOPE = "current scope"


@dataclass(frozen=True)
class Blank:
    """A place among the parameters of a statement, for one of the values to come."""

    name: str
    at: int = 0


class StandIn(models.Expression):
    """Stands in a query for a value to come; for a list of so many when `length` is given."""

    def __init__(self, name: str, kind: type, length: int = 0) -> None:
        super().__init__(output_field=KINDS[kind])
        self.name, self.length = name, length

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        if not self.length:
            return "%s", [Blank(self.name)]
        return f"({', '.join(repeat('%s', self.length))})", [Blank(self.name, at) for at in range(self.length)]  # fmt: skip


def prepared(build: "Callable[Asked, models.QuerySet[Any, T]]") -> Callable[Asked, list[T]]:
    """Make a query that is written once; it takes its values by name and gives a list of rows."""
    query = Prepared(build)

    @wraps(build)
    def ask(*none: Asked.args, **values: Asked.kwargs) -> list[T]:
        return query.ask(values)

    return ask


class Prepared(Generic[T]):
    """A query and the statements written for it: one for each shape of its values."""

    def __init__(self, build: "Callable[..., models.QuerySet[Any, T]]") -> None:
        self._build = build
        self._written: dict[Any, Statement[T]] = {}

    def ask(self, values: Mapping[str, Any]) -> list[T]:
        workspace = current_scope()
        lists = {name: given for name, given in values.items() if isinstance(given, list | tuple)}
        if not all(lists.values()):
            return []
        lengths = tuple((name, _length(given)) for name, given in lists.items())
        absent = tuple(name for name, given in values.items() if given is None)
        shape = (connection.vendor, workspace is None, lengths, absent)
        statement = self._written.get(shape)
        if statement is None:
            statement = self._written[shape] = self._write(values, dict(lengths))
        return statement.run({**values, SCOPE: workspace})

    def _write(self, values: Mapping[str, Any], lengths: Mapping[str, int]) -> "Statement[T]":
        stand_ins = {name: _stand_in(name, given, lengths.get(name, 0)) for name, given in values.items()}  # fmt: skip
        if current_scope() is None:
            return Statement(self._build(**stand_ins))
        with scope_to_come(StandIn(SCOPE, UUID)):
            return Statement(self._build(**stand_ins))


def _length(given: Sequence[Any]) -> int:
    if len(given) > LENGTHS[-1]:
        raise ValueError(f"A prepared query takes {LENGTHS[-1]} keys at most.")
    return next(each for each in LENGTHS if each >= len(given))


def _stand_in(name: str, given: Any, length: int) -> StandIn | None:
    if given is None:
        return None
    return StandIn(name, type(given[0] if length else given), length)


class Statement(Generic[T]):
    """The SQL of a query, and how its answers become rows."""

    def __init__(self, rows: "models.QuerySet[Any, T]") -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(connection=_this_connection())
        self._sql, parameters = self._compiler.as_sql()
        self._stretches = _stretches(parameters)

    def run(self, values: Mapping[str, Any]) -> list[T]:
        ready = {name: _ready(given) for name, given in values.items()}
        parameters: list[Any] = []
        for name, constants in self._stretches:
            given = ready[name] if name else constants
            parameters += given
            parameters += given[-1:] * (len(constants) - len(given))
        compiler: Any = copy(self._compiler)
        compiler.connection = _this_connection()
        compiler.as_sql = lambda: (self._sql, parameters)
        compiler.get_converters = lambda _columns: self._converters
        rows: Any = self._rows
        return [*rows._iterable_class(_Asked(rows, compiler))]

    @cached_property
    def _converters(self) -> Any:
        compiler: Any = self._compiler
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return compiler.get_converters(columns)


def _stretches(parameters: Iterable[Any]) -> "list[tuple[str, list[Any]]]":
    """Parameters that follow each other: constants under no name, the places of a value under its own."""
    stretches: list[tuple[str, list[Any]]] = []
    for each in parameters:
        name = each.name if isinstance(each, Blank) else ""
        begins = isinstance(each, Blank) and each.at == 0
        if begins or not stretches or stretches[-1][0] != name:
            stretches.append((name, []))
        stretches[-1][1].append(each)
    return stretches


def _this_connection() -> Any:
    """The connection of this thread itself, which `django.db.connection` only leads to."""
    return connections[DEFAULT_DB_ALIAS]


def _ready(given: Any) -> list[Any]:
    """A value, or each of a list, as the database takes it."""
    several = given if isinstance(given, list | tuple) else [given]
    return [each if each is None else KINDS[type(each)].get_db_prep_value(each, connection) for each in several]  # fmt: skip


class _Asked:
    """What the ORM's iterables see of a query: its shape, and a compiler that has been given all."""

    def __init__(self, rows: Any, compiler: Any) -> None:
        self._rows, self._compiler = rows, compiler
        self.query = self

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        holder = self._rows if hasattr(self._rows, name) else self._rows.query
        return getattr(holder, name)
