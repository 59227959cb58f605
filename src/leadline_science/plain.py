"""Typed values to plain JSON and back, so that kept runs can be read and replayed years later."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from leadline_science.refusals import NotFinite, NotKept

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """`value` as JSON types. Tuples become lists, enums their value. Refuses NaN and infinity."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        raise NotFinite(
            "An answer holds a number that is not finite.",
            "This is a defect of the method; report it.",
        )
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise NotKept(
        f"A {type(value).__name__} cannot be kept.",
        "Use numbers, texts, tuples and frozen dataclasses.",
    )


def from_plain(kind: type[T], data: object) -> T:
    """The `kind` that `to_plain` wrote as `data`. Refuses missing, unknown or ill-typed fields."""
    result: T = _read(kind, data)
    return result


def _read(kind: Any, data: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return _read_union(get_args(kind), data)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), data)
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_dataclass(kind, data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return _read_scalar(kind, data)


def _read_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _read(kind, data)
        except (NotKept, ValueError):
            continue
    raise _unfit(kinds, data)


def _read_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise _unfit(kinds, data)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], each) for each in data)
    if len(kinds) != len(data):
        raise _unfit(kinds, data)
    return tuple(_read(kind, each) for kind, each in zip(kinds, data, strict=True))


def _read_dataclass(kind: type, data: Any) -> Any:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    if not isinstance(data, Mapping) or set(data) != names:
        raise _unfit(kind, data)
    return kind(**{name: _read(hints[name], data[name]) for name in names})


def _read_scalar(kind: Any, data: Any) -> Any:
    if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if not isinstance(kind, type) or type(data) is not kind:
        raise _unfit(kind, data)
    return data


def _unfit(kind: Any, data: Any) -> NotKept:
    return NotKept(
        f"A kept {kind} cannot be read from {type(data).__name__}.",
        "Give what the same version of the method wrote.",
    )
