from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "leadline.integrations"
    label = "integrations"
