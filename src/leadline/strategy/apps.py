from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "leadline.strategy"
    label = "strategy"
