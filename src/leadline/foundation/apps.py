from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "leadline.foundation"
    label = "foundation"
