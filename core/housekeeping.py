"""Rotation: what the data folder and the cache table gather and nobody needs any more.

Logs are rotated by the supervisor that writes them. Everything here can be run at any time and
twice.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from core.tasks import task

logger = logging.getLogger(__name__)

MAIL_DAYS = 30
BROKEN_MESSAGE_DAYS = 30
# A message older than this was made up by the sweeps long ago.
MESSAGE_DAYS = 7
HALF_MESSAGE_DAYS = 1
BACKUPS_KEPT = 5


def rotate(*, at: datetime) -> int:
    """Kept mail, leftovers of the broker, old automatic backups and ended sessions are gone.

    Returns how many files were removed. Backups that a person wrote are never touched.
    """
    folder = settings.DATA_DIR
    removed = _remove_old(folder / "mail", "*.eml", days=MAIL_DAYS, at=at)
    removed += _remove_old(folder / "messages" / "broken", "*", days=BROKEN_MESSAGE_DAYS, at=at)
    removed += _remove_old(folder / "messages" / "queue", "*.msg", days=MESSAGE_DAYS, at=at)
    for half in ("*.part", "*.taken"):
        removed += _remove_old(folder / "messages" / "queue", half, days=HALF_MESSAGE_DAYS, at=at)
    # Their names hold the time, so the last in order are the newest.
    for path in sorted((folder / "backups").glob("before-migrate-*"))[:-BACKUPS_KEPT]:
        path.unlink(missing_ok=True)
        removed += 1
    SessionStore.clear_expired()
    return removed


def _remove_old(folder: Path, pattern: str, *, days: int, at: datetime) -> int:
    before = (at - timedelta(days=days)).timestamp()
    old = [path for path in folder.glob(pattern) if _is_older(path, before)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False


@task(name="core.housekeeping.rotate", every=6 * 60 * 60)
def rotate_task() -> None:
    """Rotate four times a day."""
    removed = rotate(at=timezone.now())
    logger.info("Rotation removed %s files", removed)
