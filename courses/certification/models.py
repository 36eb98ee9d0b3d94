"""Certificates, their printed form, and what a person is trained on by clause."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates in the words of the domain."""

    def visible_to(self, user: "User") -> "CertificateQuerySet":
        """A person's own certificates."""
        return self.filter(user_id=user.pk)


class Certificate(models.Model):
    """One person passed one release; append-only, and it holds no name.

    The name is read from the person when the certificate is shown, printed or verified.
    `code` carries 130 bits and is the secret half of public verification.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=32, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    enrolment = models.OneToOneField(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="certificate"
    )
    release = models.ForeignKey(
        "courses.Release", on_delete=models.PROTECT, related_name="certificates"
    )
    language = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "issued_at"], name="courses_certificate_of_person")]

    def __str__(self) -> str:
        return f"certificate {self.public_id}"


class CertificatePrint(models.Model):
    """The kept PDF of a certificate; made by a task, deleted when the person's name changes.

    A row without a file is one still to be made: the sweep finds it by `made_at`.
    """

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="printed"
    )
    file = models.FileField(upload_to="certificates/", blank=True)
    wanted_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["wanted_at"],
                condition=Q(made_at__isnull=True),
                name="courses_certificate_to_print",
            )
        ]

    def __str__(self) -> str:
        return f"print of {self.certificate_id}"


class ClauseTraining(models.Model):
    """A person was trained on one clause version, by passing one release; append-only.

    Whether that is current at a moment is computed from the newest row per clause, its
    `until_on` and the clause's later versions; nothing here is ever changed.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clause_training"
    )
    clause_version = models.ForeignKey(
        "content.ClauseVersion", on_delete=models.PROTECT, related_name="+"
    )
    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="clause_training"
    )
    trained_at = models.DateTimeField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "clause_version"], name="%(app_label)s_%(class)s_once"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "clause_version"], name="courses_training_of_person")
        ]

    def __str__(self) -> str:
        return f"training {self.pk}"
