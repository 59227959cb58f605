"""Which tables point at which others."""

from typing import Any

from django.db import models


def parents_first(found: list[type[models.Model]]) -> list[type[models.Model]]:
    """The tables, those that others point at first."""
    ordered: list[type[models.Model]] = []
    waiting = sorted(found, key=lambda model: model._meta.label_lower)
    while waiting:
        ready = [model for model in waiting if not _parents(model) & set(waiting) - {model}]
        ordered += ready or waiting[:1]
        waiting = [model for model in waiting if model not in ordered]
    return ordered


def links(model: type[models.Model]) -> list[Any]:
    """The fields by which rows of a table point at others, held by the database."""
    fields: list[Any] = [*model._meta.local_concrete_fields]
    return [each for each in fields if each.remote_field and getattr(each, "db_constraint", False)]


def _parents(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in links(model)}
