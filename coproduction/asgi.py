"""The ASGI application: pages and streams in the embedded run, streams alone in production."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")
application = get_asgi_application()
