"""The ASGI application that the server runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.wiring.settings")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
