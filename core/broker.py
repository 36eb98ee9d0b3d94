"""Celery's broker in a folder: what a single machine needs, made to survive a kill.

Kombu's filesystem transport, with three weaknesses mended: a message appears whole or not at all, a
message that cannot be read is moved aside instead of stopping the worker at each look, and a broken
table of queues is written anew. It stays best effort: what a killed worker had in its hands is made
up by the sweeps.
"""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """One folder: `queue` for messages, `control` for tables of queues, `broken` for the rest."""

    @property
    def folder(self) -> Path:
        return Path(self.transport_options["folder"])

    @property
    def control_folder(self) -> Path:
        return self._made("control")

    def get_table(self, exchange: str) -> list[Any]:
        try:
            return super().get_table(exchange)
        except ValueError:
            return []

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str
    ) -> None:
        try:
            super()._queue_bind(exchange, routing_key or "", pattern or "", queue)
        except ValueError:
            self._set_aside(self.control_folder / f"{exchange}.exchange")
            super()._queue_bind(exchange, routing_key or "", pattern or "", queue)

    def _put(  # type: ignore[override]
        self, queue: str, payload: Any, **kwargs: Any
    ) -> None:
        folder = self._made("queue")
        name = f"{time.time_ns():020d}_{uuid4().hex}.{queue}.msg"
        half = folder / f"{name}.part"
        half.write_text(dumps(payload), encoding="utf-8")
        half.rename(folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for path in self._messages(queue):
            taken = path.with_suffix(".taken")
            try:
                path.rename(taken)
                text = taken.read_text(encoding="utf-8")
            except FileNotFoundError:
                continue  # another worker was quicker
            except (OSError, UnicodeDecodeError):
                self._set_aside(taken if taken.exists() else path)
                continue
            try:
                payload = loads(text)
                _ = payload["body"], payload["properties"]["delivery_tag"]
            except (ValueError, TypeError, KeyError):
                self._set_aside(taken)
                continue
            taken.unlink(missing_ok=True)
            return payload
        raise Empty

    def _purge(self, queue: str) -> int:
        paths = list(self._messages(queue))
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self._messages(queue))

    def _messages(self, queue: str) -> Iterator[Path]:
        folder = self._made("queue")
        for path in sorted(folder.iterdir()):
            if path.name.partition(".")[2] == f"{queue}.msg":
                yield path

    def _set_aside(self, path: Path) -> None:
        logger.error("A broken message is moved aside: %s", path.name)
        try:
            path.rename(self._made("broken") / path.name)
        except OSError:
            logger.exception("It cannot be moved aside: %s", path.name)

    def _made(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


class Transport(filesystem.Transport):
    """The transport behind `casebook-files:///folder`."""

    Channel = Channel
    driver_type = "casebook-files"
    driver_name = "casebook-files"

    def establish_connection(self) -> Any:
        """Connected means that the folder can be written to; OSError if it cannot."""
        options: dict[str, Any] = self.client.transport_options  # type: ignore[union-attr, assignment]
        queue = Path(options["folder"]) / "queue"
        queue.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(queue, os.W_OK):
            raise PermissionError(f"{queue} cannot be written to")
        return super().establish_connection()
