from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "leadline.design"
    label = "design"
    verbose_name = "Design"
