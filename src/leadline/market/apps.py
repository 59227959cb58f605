from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "leadline.market"
    label = "market"
