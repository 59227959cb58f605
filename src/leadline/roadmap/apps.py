from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "leadline.roadmap"
    label = "roadmap"
