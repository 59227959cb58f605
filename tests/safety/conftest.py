"""What the tests of this folder share: one land for all of them, since making it takes seconds."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.safety.land import Land, make_land


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """pytest-django makes the database for marked tests only, and does not see the fixture below."""
    for item in items:
        if "land" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="package")
def land(django_db_setup: None, django_db_blocker: Any) -> Iterator[Land]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_land()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="package")
def quiet() -> Iterator[None]:
    """Refusals by the thousand are not worth a line each in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
