"""A certificate's page, and what public verification tells."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from content.texts import pick
from courses.certification import codes
from courses.certification.models import Certificate
from courses.certification.selectors import CoveredClause, covered_clauses, verified_certificate
from courses.releases.selectors import manifest


@dataclass(frozen=True)
class CertificatePage:
    """A certificate as its holder sees it."""

    organisation: str
    name: str
    course: str
    course_code: str
    passed_on: dt.date
    valid_until: dt.date | None
    release: int
    clauses: list[CoveredClause]
    code: str
    verify: str
    pdf_href: str
    is_printed: bool


@dataclass(frozen=True)
class VerifiedPage:
    """What a stranger who has code and name is told: neutral code, release and dates."""

    name: str
    course_code: str
    release: int
    passed_on: dt.date
    valid_until: dt.date | None
    has_lapsed: bool


def certificate_page(certificate: Certificate, *, verification_url: str) -> CertificatePage:
    """Return the page of a certificate; the name is read from the person as it is now."""
    outline = manifest(certificate.release)
    printed = getattr(certificate, "printed", None)
    is_public = certificate.user.verification_enabled
    return CertificatePage(
        organisation=Organisation.current().name,
        name=certificate.user.display_name,
        course=pick(outline.titles, certificate.language, outline.languages),
        course_code=outline.course_code,
        passed_on=timezone.localdate(certificate.issued_at),
        valid_until=certificate.expires_on,
        release=certificate.release.number,
        clauses=covered_clauses(certificate),
        code=codes.readable(certificate.code),
        verify=_("Can be verified with the code and the name at %(url)s")
        % {"url": verification_url}
        if is_public
        else "",
        pdf_href=reverse("courses:delivery:certificate_pdf", args=[certificate.public_id]),
        is_printed=printed is not None and printed.made_at is not None,
    )


def verified_page(*, code: str, name: str) -> VerifiedPage | None:
    """Return what the two halves prove, or None for everything that does not match."""
    certificate = verified_certificate(typed_code=code, typed_name=name)
    if certificate is None:
        return None
    until = certificate.expires_on
    return VerifiedPage(
        name=certificate.user.display_name,
        course_code=manifest(certificate.release).course_code,
        release=certificate.release.number,
        passed_on=timezone.localdate(certificate.issued_at),
        valid_until=until,
        has_lapsed=until is not None and until < timezone.localdate(),
    )
