"""Is the process alive, and is it ready to serve."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from leadline.workspaces.doors import Answer, PublicPage


class Alive(PublicPage):
    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        return HttpResponse("alive\n", content_type="text/plain")


class Ready(PublicPage):
    needs = {"get": None}

    def get(self, request: HttpRequest) -> Answer:
        """Ready when the database answers and every migration has run."""
        missing = missing_migrations()
        state = {"database": "answers", "migrations_missing": missing}
        return JsonResponse(state, status=503 if missing else 200)


def missing_migrations() -> int:
    """How many migrations of this version the database has not seen."""
    return len(_written() - set(MigrationRecorder(connection).applied_migrations()))


@cache
def _written() -> frozenset[tuple[str, str]]:
    """The migrations of this version; reading them anew for each probe would take half a second."""
    return frozenset(MigrationLoader(None).disk_migrations or ())
