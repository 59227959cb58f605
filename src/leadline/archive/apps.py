from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "leadline.archive"
    label = "archive"
