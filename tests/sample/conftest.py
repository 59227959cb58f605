"""Harbourline, told once for all tests that only read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from leadline.sample.operations import load_sample
from leadline.workspaces.models import Member, User
from leadline.workspaces.scope import scope
from tests.world import MONDAY


@pytest.fixture(scope="package")
def harbourline(django_db_setup: None, django_db_blocker: Any) -> Iterator[Member]:
    """The sample, told once, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        owner = User.objects.create_user("reader@harbour.example", "Reader")
        member = load_sample(owner=owner, now=MONDAY)
        with scope(member.workspace):
            yield member
        transaction.set_rollback(True)
