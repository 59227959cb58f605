from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "leadline.home"
    label = "home"
