"""`migrate` as Django has it, and after it the guards that the database holds by itself."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from leadline.foundation.guards import install_guards


class Command(Migrate):
    def handle(self, *arguments: Any, **options: Any) -> None:
        super().handle(*arguments, **options)
        install_guards(connections[options["database"]])
