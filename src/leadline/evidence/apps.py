from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "leadline.evidence"
    label = "evidence"
