"""The production application with two pages more (the floor) and a count of queries on request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

settings.ROOT_URLCONF = "bench.urls"
settings.MIDDLEWARE = ["bench.counting.CountQueries", *settings.MIDDLEWARE]
application = get_wsgi_application()
