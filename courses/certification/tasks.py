"""Printing certificates, and the sweep behind it."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from core.tasks import task

# A print that was enqueued gets this long before the sweep makes it up.
PATIENCE = dt.timedelta(minutes=2)


@task(name="courses.certification.print_certificate")
def print_certificate_task(*, certificate_id: int) -> None:
    """Make and keep the PDF of one certificate; a row that is gone or made is left alone."""
    from courses.certification.models import Certificate  # noqa: PLC0415 -- a task is a door
    from courses.certification.services import make_print  # noqa: PLC0415 -- a task is a door

    certificate = (
        Certificate.objects.select_related("user", "release").filter(pk=certificate_id).first()
    )
    if certificate is not None:
        make_print(
            certificate=certificate,
            verification_url=settings.SITE_URL + "/verify/",
            at=timezone.now(),
        )


@task(name="courses.certification.print_waiting", every=120)
def print_waiting_certificates() -> None:
    """Print every certificate that has waited longer than its own task should have taken."""
    from courses.certification.models import CertificatePrint  # noqa: PLC0415 -- a task is a door
    from courses.certification.services import MOST_FAILURES  # noqa: PLC0415 -- a task is a door

    waiting = CertificatePrint.objects.filter(
        made_at__isnull=True,
        wanted_at__lt=timezone.now() - PATIENCE,
        failures__lt=MOST_FAILURES,
    ).order_by("wanted_at")
    for certificate_id in waiting.values_list("certificate_id", flat=True).iterator():
        print_certificate_task(certificate_id=certificate_id)
