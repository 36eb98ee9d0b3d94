"""Doors for the worker: mails, and the sweep that makes up for what was lost."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Invitation, OneTimeLink
from core.tasks import task

SWEEP_SECONDS = 300


@task(name="accounts.mail_invitation", retry_on=(OSError,))
def mail_invitation(invitation_id: int) -> None:
    from accounts.mails import send_invitation  # noqa: PLC0415 -- a task imports its service inside

    row = Invitation.objects.select_related("unit").filter(pk=invitation_id).first()
    if row is not None:
        send_invitation(invitation=row, at=timezone.now())


@task(name="accounts.mail_link", retry_on=(OSError,))
def mail_link(link_id: int) -> None:
    from accounts.mails import send_link  # noqa: PLC0415 -- a task imports its service inside

    row = OneTimeLink.objects.select_related("user").filter(pk=link_id).first()
    if row is not None:
        send_link(link=row, at=timezone.now())


@task(name="accounts.sweep", every=SWEEP_SECONDS)
def sweep() -> None:
    """Mails that were not sent are sent; addresses of ended invitations and old links go."""
    from accounts.services.sweeping import sweep_people  # noqa: PLC0415 -- as above

    sweep_people(at=timezone.now(), older_than=timedelta(seconds=60))
