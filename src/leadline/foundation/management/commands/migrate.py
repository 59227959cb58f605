"""`migrate` as Django has it; then the table of the cache, and the guards that the database holds."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from leadline.foundation.guards import install_guards


class Command(Migrate):
    def handle(self, *arguments: Any, **options: Any) -> None:
        super().handle(*arguments, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)
        install_guards(connections[options["database"]])
