from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "leadline.wiring"
    label = "wiring"

    def ready(self) -> None:
        from leadline.wiring import checks, needs, places, subscriptions  # noqa: F401

        subscriptions.connect()
        places.connect()
        needs.connect()
