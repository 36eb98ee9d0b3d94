"""Certificates and clause training, for pages, the printer and public verification."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import formats, translation
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from content.models import ClauseVersion
from content.texts import pick
from courses.certification import codes
from courses.certification.models import Certificate
from courses.certification.names import same_name
from courses.certification.printing import CertificateSheet
from courses.releases.models import ReleaseCitation
from courses.releases.selectors import manifest


@dataclass(frozen=True)
class CoveredClause:
    """A clause that a certificate covers: its policy, code, version number and title."""

    policy: str
    code: str
    version: int
    title: str


def covered_clauses(certificate: Certificate) -> list[CoveredClause]:
    """Return the clauses that the certificate's release covers, by policy and code."""
    versions = (
        ClauseVersion.objects.filter(
            pk__in=ReleaseCitation.objects.filter(
                release_id=certificate.release_id,
                role=ReleaseCitation.Role.COVERS,
                clause_version__isnull=False,
            ).values("clause_version_id")
        )
        .select_related("clause__policy")
        .order_by("clause__policy__slug", "clause__code", "number")
    )
    languages = manifest(certificate.release).languages
    return [
        CoveredClause(
            policy=version.clause.policy.slug,
            code=version.clause.code,
            version=version.number,
            title=pick(version.clause.titles, certificate.language, languages),
        )
        for version in versions
    ]


def certificates_of(user: User) -> Iterable[Certificate]:
    """Return a person's certificates with course and release, the newest first."""
    return (
        Certificate.objects.visible_to(user)
        .select_related("release", "enrolment__course")
        .order_by("-issued_at")
    )


def verified_certificate(*, typed_code: str, typed_name: str) -> Certificate | None:
    """Return the certificate that a code and a name together prove, or None.

    None as well for an unknown code, another name, an erased person and a person who has not
    switched verification on: the four are not told apart.
    """
    certificate = (
        Certificate.objects.select_related("user", "release", "enrolment__course")
        .filter(code=codes.canonical(typed_code), user__verification_enabled=True)
        .first()
    )
    if certificate is None or not same_name(typed_name, certificate.user.display_name):
        return None
    return certificate


def sheet_of(certificate: Certificate, *, verification_url: str) -> CertificateSheet:
    """Return every word of the printed certificate, in its language."""
    outline = manifest(certificate.release)
    course_title = pick(outline.titles, certificate.language, outline.languages)
    user = certificate.user
    with translation.override(certificate.language):
        details = [
            (_("Course code"), outline.course_code),
            (_("Release"), str(certificate.release.number)),
            (_("Passed on"), formats.date_format(certificate.issued_at, "DATE_FORMAT")),
        ]
        if certificate.expires_on is not None:
            details.append(
                (_("Valid until"), formats.date_format(certificate.expires_on, "DATE_FORMAT"))
            )
        return CertificateSheet(
            language=certificate.language,
            organisation=Organisation.current().name,
            heading=_("Certificate"),
            name=user.display_name,
            statement=_("has passed the course"),
            course=course_title,
            details=details,
            clauses_heading=_("It covers"),
            clauses=[(row.code, row.title) for row in covered_clauses(certificate)],
            code_label=_("Certificate code"),
            code=codes.readable(certificate.code),
            verification=(
                _("To verify, open %(url)s and enter the code and the name.")
                % {"url": verification_url}
                if user.verification_enabled
                else ""
            ),
        )
