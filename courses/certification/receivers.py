"""What certification does when a room below tells it something."""

import datetime as dt

from django.dispatch import receiver
from django.utils import timezone

from accounts.signals import person_renamed_or_erased
from courses.certification import services
from courses.enrolment.models import Enrolment
from courses.progress.signals import course_completed
from courses.releases.signals import words_taken_out


@receiver(course_completed, dispatch_uid="certification.issue")
def issue_on_completion(*, enrolment_id: int, at: dt.datetime, **_kwargs: object) -> None:
    """Issue the certificate inside the transaction that completed the course."""
    enrolment = Enrolment.objects.select_related("release", "course", "user").get(pk=enrolment_id)
    services.issue_certificate(enrolment=enrolment, at=at)


@receiver(words_taken_out, dispatch_uid="certification.drop_prints_of_releases")
def drop_prints_of_releases(*, release_ids: list[int], at: dt.datetime, **_kwargs: object) -> None:
    """Delete the kept PDFs that show a title which was taken out."""
    services.drop_prints_of_releases(release_ids=release_ids, at=at)


@receiver(person_renamed_or_erased, dispatch_uid="certification.drop_prints")
def drop_prints_of_person(*, user_id: int, **_kwargs: object) -> None:
    """Delete the kept PDFs that show a name which is no longer the person's."""
    services.drop_prints(user_id=user_id, at=timezone.now())
