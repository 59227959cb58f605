"""Ranges low, likely, high: the columns of what nobody knows exactly, and their rule."""

from typing import Any

from django.db import models
from django.db.models import F, Q

LOW_TO_HIGH = Q(low__lte=F("likely")) & Q(likely__lte=F("high"))


def amount(**options: Any) -> Any:
    """A column for values of a metric."""
    return models.DecimalField(max_digits=18, decimal_places=6, **options)


def weeks() -> Any:
    """A column for person-weeks."""
    return models.DecimalField(max_digits=9, decimal_places=2)


def right_way_up(name: str) -> models.CheckConstraint:
    """That low, likely and high follow each other."""
    return models.CheckConstraint(condition=LOW_TO_HIGH, name=name)
