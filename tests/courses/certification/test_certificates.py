"""The certificate: issued with the last completion, printed from data, verified by two halves."""

import datetime as dt
import io

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from accounts.models import User
from courses.certification import codes
from courses.certification.expiry import add_months
from courses.certification.models import Certificate, CertificatePrint, ClauseTraining
from courses.certification.names import same_name
from courses.certification.printing import CertificateSheet, print_certificate, printable
from courses.certification.selectors import covered_clauses, sheet_of, verified_certificate
from courses.certification.services import drop_prints
from courses.certification.tasks import print_certificate_task, print_waiting_certificates
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.selectors import manifest
from courses.releases.services import approve_redaction, request_redaction


@pytest.fixture
def certificate(enrolment: Enrolment, now: dt.datetime) -> Certificate:
    for slot in manifest(enrolment.release).slots:
        record_completion(
            enrolment=enrolment, slot_uid=slot.uid, cause=CompletionEvent.Cause.READ, at=now
        )
    return Certificate.objects.get(enrolment=enrolment)


def test_passing_issues_the_certificate_and_records_the_clauses(
    certificate: Certificate, enrolment: Enrolment, now: dt.datetime
) -> None:
    enrolment.refresh_from_db()
    assert enrolment.state == Enrolment.State.PASSED
    assert certificate.expires_on == dt.date(2027, 11, 22)
    trained = ClauseTraining.objects.filter(user=certificate.user)
    assert {row.clause_version_id for row in trained} == {row.pk for row in _versions(certificate)}
    assert CertificatePrint.objects.get(certificate=certificate).made_at is None


def _versions(certificate: Certificate) -> list[object]:
    from content.models import ClauseVersion

    keys = {(row.code, row.version) for row in covered_clauses(certificate)}
    return [
        row
        for row in ClauseVersion.objects.select_related("clause")
        if (row.clause.code, row.number) in keys
    ]


def test_completing_again_issues_no_second_certificate(
    certificate: Certificate, enrolment: Enrolment, now: dt.datetime
) -> None:
    record_completion(
        enrolment=enrolment, slot_uid="attest", cause=CompletionEvent.Cause.READ, at=now
    )
    assert Certificate.objects.count() == 1


@pytest.mark.django_db(transaction=False)
def test_a_certificate_cannot_be_changed_in_the_database(certificate: Certificate) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(code="X" * 26)
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).delete()


def test_the_task_prints_once_and_the_sweep_makes_up_what_was_lost(
    certificate: Certificate,
) -> None:
    print_waiting_certificates()
    printed = CertificatePrint.objects.get(certificate=certificate)
    if printed.made_at is None:
        # Wanted just now by the clock of the test: the sweep leaves it to its own task for a while.
        CertificatePrint.objects.update(wanted_at=certificate.issued_at - dt.timedelta(days=900))
        print_waiting_certificates()
    printed.refresh_from_db()
    assert printed.made_at is not None
    with printed.file.open("rb") as file:
        assert file.read().startswith(b"%PDF")
    name = printed.file.name
    print_certificate_task(certificate_id=certificate.pk)
    printed.refresh_from_db()
    assert printed.file.name == name


def test_a_name_that_changes_drops_the_kept_pdf(
    certificate: Certificate, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    print_certificate_task(certificate_id=certificate.pk)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert drop_prints(user_id=certificate.user_id, at=now) == 1
    printed = CertificatePrint.objects.get(certificate=certificate)
    assert (printed.made_at, bool(printed.file)) == (None, False)


def test_a_title_that_was_taken_out_leaves_the_kept_pdf_and_every_page(
    certificate: Certificate,
    trainer: User,
    outsider: User,
    now: dt.datetime,
    django_capture_on_commit_callbacks: object,
) -> None:
    print_certificate_task(certificate_id=certificate.pk)
    release, course = certificate.release, certificate.release.course
    words = [f"title:{certificate.language}"]
    asked = request_redaction(
        release=release, digests=[], words=words, reason="A name.", by=trainer, at=now
    )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        approve_redaction(redaction=asked, by=outsider, at=now)
    printed = CertificatePrint.objects.get(certificate=certificate)
    assert (printed.made_at, bool(printed.file)) == (None, False)
    certificate = Certificate.objects.select_related("release").get(pk=certificate.pk)
    assert sheet_of(certificate, verification_url="").course == course.code


def test_verification_needs_both_halves_and_the_holders_leave(
    certificate: Certificate, learner: User
) -> None:
    typed = codes.readable(certificate.code).lower()
    assert verified_certificate(typed_code=typed, typed_name=learner.display_name) is None
    User.objects.filter(pk=learner.pk).update(verification_enabled=True)
    found = verified_certificate(typed_code=typed, typed_name=learner.display_name.upper())
    assert found == certificate
    assert verified_certificate(typed_code=typed, typed_name="Somebody else") is None
    assert verified_certificate(typed_code="0" * 26, typed_name=learner.display_name) is None
    User.objects.filter(pk=learner.pk).update(
        display_name="",
        erased_on=dt.date(2026, 11, 22),
        email=None,
        employee_number=None,
        employer=None,
        is_active=False,
    )
    assert verified_certificate(typed_code=typed, typed_name="") is None


def sheet(name: str) -> CertificateSheet:
    return CertificateSheet(
        language="en",
        organisation="Example",
        heading="Certificate",
        name=name,
        statement="has passed",
        course="A course",
        details=[("Release", "1")],
        clauses_heading="It covers",
        clauses=[("FEE-1.1", "Fees")],
        code_label="Code",
        code="ABCDE",
        verification="",
    )


@pytest.mark.parametrize(
    "name", ['#read("/etc/passwd")', "$ x $", "*bold* _it_ `raw` <label>", "\\#eval", "#" * 50]
)
def test_markup_in_a_name_prints_as_typed(name: str) -> None:
    reader = PdfReader(io.BytesIO(print_certificate(sheet(name))))
    text = "".join(page.extract_text() for page in reader.pages)
    assert name.replace(" ", "") in "".join(text.split()).replace("\u200b", "")


def test_scripts_without_a_font_print_a_latin_form() -> None:
    assert printable("Łukasz Анна Ελένη") == "Łukasz Анна Ελένη"
    assert printable("山田").isascii()
    assert printable("عمر").isascii()


def test_codes_carry_130_bits_and_survive_being_copied_by_hand() -> None:
    code = codes.new_code()
    assert len(code) == 26
    assert codes.canonical(codes.readable(code).lower().replace("1", "l").replace("0", "o")) == code
    assert codes.canonical("not a code") == ""


@pytest.mark.parametrize(
    ("typed", "shown", "same"),
    [
        ("  ana  gómez ", "Ana Gomez", True),
        ("Ana", "Anna", False),
        ("", "", False),
        ("ß", "SS", True),
    ],
)
def test_names_are_compared_without_case_spacing_and_accents(
    typed: str, shown: str, same: bool
) -> None:
    assert same_name(typed, shown) is same


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert add_months(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2026, 11, 22), 12) == dt.date(2027, 11, 22)
