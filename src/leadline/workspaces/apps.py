from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "leadline.workspaces"
    label = "workspaces"
