"""What must happen in the end: derived from rows, whatever became of the tasks."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from accounts.mails import GIVE_UP_DAYS, send_invitation, send_link
from accounts.models import Invitation, OneTimeLink
from accounts.services.invitations import forget_ended
from accounts.services.links import delete_old_links

logger = logging.getLogger(__name__)
BATCH = 200


def sweep_people(*, at: datetime, older_than: timedelta) -> None:
    """Unsent mails go out, ended invitations lose their address, old links are deleted.

    Each mail by itself: a server that refuses one does not hold up the rest of the sweep.
    """
    window = {
        "created_at__lte": at - older_than,
        "created_at__gt": at - timedelta(days=GIVE_UP_DAYS),
    }
    invitations = Invitation.objects.open(at).filter(is_mailed=True, mailed_at=None, **window)
    for invitation in invitations.select_related("unit").order_by("pk")[:BATCH]:
        try:
            send_invitation(invitation=invitation, at=at)
        except OSError:
            logger.exception("Invitation %s was not mailed", invitation.pk)
    links = OneTimeLink.objects.filter(
        is_mailed=True, mailed_at=None, used_at=None, expires_at__gt=at, **window
    )
    for link in links.select_related("user").order_by("pk")[:BATCH]:
        try:
            send_link(link=link, at=at)
        except OSError:
            logger.exception("Link %s was not mailed", link.pk)
    forget_ended(at=at)
    delete_old_links(at=at)
