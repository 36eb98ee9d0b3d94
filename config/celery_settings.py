"""Celery's settings, in its own names. The broker is a folder, Redis or RabbitMQ by URL."""

from pathlib import Path
from typing import Any

from django.conf import settings

from core.tasks import route

FILES = "casebook-files://"


def broker_options(url: str) -> dict[str, Any]:
    """Transport options: publishing never tries again by itself, and never waits for long."""
    if url.startswith(FILES):
        return {"folder": str(Path(url.removeprefix(FILES)))}
    options: dict[str, Any] = {"max_retries": 0}
    if url.startswith("redis"):
        # What was taken and never acknowledged comes back after four times the longest task.
        options |= {"socket_connect_timeout": 1, "socket_timeout": 1, "visibility_timeout": 1200}
    return options


broker_url = settings.CELERY_BROKER_URL
broker_transport_options = broker_options(broker_url)
if broker_url.startswith(FILES):
    broker_url = f"{FILES}localhost//"
broker_connection_timeout = 1
broker_connection_retry_on_startup = True
broker_connection_max_retries = None
task_publish_retry = False
task_default_queue = "default"
task_routes = (route,)
task_ignore_result = True
task_serializer = "json"
accept_content = ["json"]
timezone = "UTC"
worker_prefetch_multiplier = 1
worker_enable_remote_control = False
worker_max_tasks_per_child = 500
worker_send_task_events = False
beat_schedule_filename = str(settings.DATA_DIR / "beat-schedule")
