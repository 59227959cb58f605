"""Is the process alive, and is it ready to serve."""

from django.db import connection
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
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        state = {"database": "answers", "migrations_missing": len(missing)}
        return JsonResponse(state, status=503 if missing else 200)
