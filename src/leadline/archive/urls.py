"""Addresses of this room."""

from django.urls import path, register_converter

from leadline.archive import views
from leadline.archive.models import Package


class Way:
    """Out or in, as a part of an address."""

    regex = "|".join(Package.Way.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Way, "way")

app_name = "archive"
EXPORTS = "w/<slug:slug>/settings/exports"

urlpatterns = [
    path(EXPORTS, views.Exports.as_view(), name="exports"),
    path(f"{EXPORTS}/<uuid:key>/file", views.ExportFile.as_view(), name="file"),
    path(f"{EXPORTS}/<uuid:key>/deletion", views.ExportDeletion.as_view(), name="deletion"),
    path("w/<slug:slug>/settings/restores", views.Restores.as_view(), name="restores"),
    path("w/<slug:slug>/settings/packages/<way:way>/<uuid:key>", views.Running.as_view(), name="running"),
]  # fmt: skip
