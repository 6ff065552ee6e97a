"""WSGI entry point, served by gunicorn in production."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def make_application() -> WSGIHandler:
    """Return the application, or raise ImproperlyConfigured where it is not safe to serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    application = get_wsgi_application()
    # What follows needs the apps, which the line above loads.
    from django.db import connections

    from sesea.safety.start import start_or_refuse
    from sesea.waits import waits_bound

    waits_bound()
    try:
        start_or_refuse()
    finally:
        connections.close_all()  # a server that forks afterwards must not share one
    return application


application = make_application()
