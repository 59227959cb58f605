from django.apps import AppConfig


class BacklogConfig(AppConfig):
    name = "leadline.backlog"
    label = "backlog"
