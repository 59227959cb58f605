from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "leadline.releases"
    label = "releases"
