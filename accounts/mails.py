"""The mails of the people: written when they are sent, in the language of who gets them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts import codes
from accounts.models import Invitation, OneTimeLink, Organisation

# A mail that could not be sent for so long is given up; the invitation itself goes on.
GIVE_UP_DAYS = 3


def send_invitation(*, invitation: Invitation, at: datetime) -> None:
    """The invitation is mailed and noted so; sent already, used or ended: nothing happens.

    A kill between sending and noting sends it twice, which is better than never.
    Raises OSError when the mail server refuses.
    """
    rows = Invitation.objects.open(at).filter(pk=invitation.pk, is_mailed=True, mailed_at=None)
    if not rows.exists():
        return
    _send(
        "invitation",
        to=invitation.email or "",
        language=invitation.language,
        path=reverse("accounts:join", args=[codes.code_for("invitation", invitation.public_id)]),
        ends_at=invitation.expires_at,
        unit=invitation.unit.name,
    )
    rows.update(mailed_at=at)


def send_link(*, link: OneTimeLink, at: datetime) -> None:
    """The link is mailed to its person and noted so; otherwise as send_invitation."""
    rows = OneTimeLink.objects.filter(
        pk=link.pk, is_mailed=True, mailed_at=None, used_at=None, expires_at__gt=at
    )
    if not rows.exists():
        return
    _send(
        "new_password",
        to=link.user.email or "",
        language=link.user.language,
        path=reverse("accounts:link", args=[codes.code_for("link", link.public_id)]),
        ends_at=link.expires_at,
    )
    rows.update(mailed_at=at)


def _send(template: str, *, to: str, language: str, path: str, **context: object) -> None:
    if not to:
        return
    organisation = Organisation.current().name
    with translation.override(language):
        body = render_to_string(
            f"accounts/mails/{template}.txt",
            {"url": f"{settings.SITE_URL}{path}", "organisation": organisation, **context},
        )
    subject, _rule, text = body.strip().partition("\n")
    EmailMessage(subject=" ".join(subject.split()), body=text.strip() + "\n", to=[to]).send()
