"""The way in for a new installation: its first administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.errors import AccountsError
from accounts.models import Role, Unit
from accounts.names import clean_short_code
from accounts.services import add_unit, create_person, give_role, join_unit, make_link
from core.text import clean_name


class Command(BaseCommand):
    help = "Make an administrator of the whole organisation and print a link that works once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("--name", default="Administrator", help="the name that is shown")
        parser.add_argument("--organisation", default="Organisation", help="name of the root unit")
        parser.add_argument("--short-code", default="hq", help="short code of the root unit")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            name = clean_name(options["name"])
            code = self._make(
                options["email"], name, options["organisation"], options["short_code"]
            )
        except (AccountsError, ValidationError) as error:
            message = error.messages[0] if isinstance(error, ValidationError) else str(error)
            raise CommandError(message) from error
        path = reverse("accounts:link", args=[code])
        self.stdout.write(f"Choose a password at {settings.SITE_URL}{path}")

    @transaction.atomic
    def _make(self, email: str, name: str, organisation: str, short_code: str) -> str:
        at = timezone.now()
        root = Unit.objects.filter(parent=None).order_by("pk").first() or add_unit(
            parent=None,
            kind=Unit.Kind.CLIENT,
            name=clean_name(organisation),
            short_code=clean_short_code(short_code),
            by=None,
            at=at,
        )
        person = create_person(display_name=name, email=email, at=at)
        join_unit(person=person, unit=root, by=None, at=at)
        give_role(person=person, role=Role.ADMIN, unit=root, by=None, at=at)
        return make_link(person=person, by=None, at=at)
