from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "leadline.sample"
    label = "sample"
