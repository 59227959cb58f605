from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "leadline.outcomes"
    label = "outcomes"
