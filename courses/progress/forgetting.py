"""What retention needs of the private table of chosen accounts: which rows go, and no more."""

from datetime import datetime

from django.db.models import QuerySet

from courses.progress.models import VariantTaken


def choices_of_ended(before: datetime) -> QuerySet[VariantTaken]:
    """Return the choices of enrolments that ended before a moment."""
    return VariantTaken.objects.filter(enrolment__ended_at__lt=before)


def forget_choices(choices: list[int]) -> None:
    """These choices are gone; nothing is counted or noted of them."""
    VariantTaken.objects.filter(pk__in=choices).delete()
