"""Issuing certificates, recording clause training, and keeping the printed form."""

import datetime as dt
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, QuerySet

from core.enqueue import enqueue
from courses.certification import codes, selectors
from courses.certification.expiry import add_months
from courses.certification.models import Certificate, CertificatePrint, ClauseTraining
from courses.certification.printing import print_certificate
from courses.enrolment.models import Enrolment
from courses.releases.models import ReleaseCitation
from courses.releases.selectors import manifest

logger = logging.getLogger(__name__)

# A sheet that cannot be printed this often waits for a person: the log tells why.
MOST_FAILURES = 5


@transaction.atomic
def issue_certificate(*, enrolment: Enrolment, at: dt.datetime) -> Certificate | None:
    """Return the certificate of a passed enrolment, issued now if there was none.

    None when the course gives no certificate; what the person is trained on by clause is
    recorded all the same. Runs inside the transaction that passed the enrolment. The PDF is
    made by a task, and by the sweep where that is lost.
    """
    if enrolment.release is None or enrolment.state != Enrolment.State.PASSED:
        raise ValueError(f"enrolment {enrolment.pk} is not passed")
    outline = manifest(enrolment.release)
    months = outline.certificate_months
    until = None if not months else add_months(at.date(), months)
    _record_training(enrolment, at=at, until=until)
    if not outline.gives_certificate:
        return None
    certificate, made = Certificate.objects.get_or_create(
        enrolment=enrolment,
        defaults={
            "code": codes.new_code(),
            "user_id": enrolment.user_id,
            "release": enrolment.release,
            "language": enrolment.language,
            "issued_at": at,
            "expires_on": until,
        },
    )
    if made:
        CertificatePrint.objects.create(certificate=certificate, wanted_at=at)
        _enqueue_print(certificate)
        logger.info("certificate %s issued", certificate.pk)
    return certificate


def _record_training(enrolment: Enrolment, *, at: dt.datetime, until: dt.date | None) -> None:
    versions = (
        ReleaseCitation.objects.filter(
            release=enrolment.release,
            role=ReleaseCitation.Role.COVERS,
            clause_version__isnull=False,
        )
        .values_list("clause_version_id", flat=True)
        .distinct()
    )
    ClauseTraining.objects.bulk_create(
        (
            ClauseTraining(
                user_id=enrolment.user_id,
                clause_version_id=version_id,
                enrolment=enrolment,
                trained_at=at,
                until_on=until,
            )
            for version_id in versions
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def _enqueue_print(certificate: Certificate) -> None:
    from courses.certification.tasks import print_certificate_task  # noqa: PLC0415 -- tasks import services

    enqueue(print_certificate_task, certificate_id=certificate.pk)


def make_print(*, certificate: Certificate, verification_url: str, at: dt.datetime) -> bool:
    """Print and keep the PDF; return False when it was kept already. Safe to run twice.

    A failure is counted and logged, and raised no further: the sweep tries again.
    """
    printed, _made = CertificatePrint.objects.get_or_create(
        certificate=certificate, defaults={"wanted_at": at}
    )
    if printed.made_at is not None:
        return False
    try:
        pdf = print_certificate(selectors.sheet_of(certificate, verification_url=verification_url))
    except Exception:
        logger.exception("certificate %s could not be printed", certificate.pk)
        CertificatePrint.objects.filter(pk=printed.pk).update(failures=F("failures") + 1)
        return False
    printed.file.save(f"{certificate.public_id}.pdf", ContentFile(pdf), save=False)
    kept = CertificatePrint.objects.filter(pk=printed.pk, made_at__isnull=True).update(
        file=printed.file.name, made_at=at
    )
    if not kept:
        printed.file.storage.delete(str(printed.file.name))
    return bool(kept)


@transaction.atomic
def drop_prints(*, user_id: int, at: dt.datetime) -> int:
    """Delete the kept PDFs of a person whose name changed or was erased; return how many.

    The certificates stay; each is printed anew from the name as it is when it is next wanted.
    """
    return _drop(CertificatePrint.objects.filter(certificate__user_id=user_id), at=at)


@transaction.atomic
def drop_prints_of_releases(*, release_ids: list[int], at: dt.datetime) -> int:
    """Delete the kept PDFs of releases that words were taken out of, as `drop_prints` does."""
    return _drop(CertificatePrint.objects.filter(certificate__release__in=release_ids), at=at)


def _drop(prints: QuerySet[CertificatePrint], *, at: dt.datetime) -> int:
    rows = list(prints.select_for_update(of=("self",)).filter(made_at__isnull=False))
    for row in rows:
        storage, name = row.file.storage, str(row.file.name)
        row.file = ""
        row.made_at = None
        row.wanted_at = at
        row.failures = 0
        row.save(update_fields=["file", "made_at", "wanted_at", "failures"])
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
    return len(rows)
