"""The Celery application: tasks of every app, and their sweeps by the clock."""

import logging.config
import os

from celery import Celery, signals
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

from core.tasks import sweeps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TRANSPORT_ALIASES["casebook-files"] = "core.broker:Transport"

app = Celery("casebook")
# By name, so that the settings are read at first use and not while Django's are being read.
app.config_from_object("config.celery_settings")
app.autodiscover_tasks()
app.autodiscover_tasks(["core"], related_name="housekeeping")


@signals.setup_logging.connect
def keep_logging(**kwargs: object) -> None:
    """Leave logging as Django's settings have it, in worker and scheduler too."""
    logging.config.dictConfig(settings.LOGGING)


@app.on_after_finalize.connect
def schedule_sweeps(sender: Celery, **kwargs: object) -> None:
    """Put every sweep on the clock; one that was not run before the next is due is dropped."""
    sender.conf.beat_schedule = {
        sweep.name: {
            "task": sweep.name,
            "schedule": sweep.seconds,
            "options": {"queue": sweep.queue, "expires": sweep.seconds},
        }
        for sweep in sweeps()
    }
