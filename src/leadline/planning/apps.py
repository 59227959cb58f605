from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "leadline.planning"
    label = "planning"
