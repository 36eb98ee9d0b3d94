"""What retention and erasing need: words that people wrote are emptied, what was decided stays."""

from collections.abc import Collection

from courses.assessment.models import Contest, FailConfirmation, Marking


def forget_words(attempts: Collection[int]) -> None:
    """What people wrote about these attempts is gone: their answers are gone as well."""
    Contest.objects.filter(attempt__in=attempts).update(reason="", answer="")
    FailConfirmation.objects.filter(attempt__in=attempts).update(reason="")
    Marking.objects.filter(turn__attempt__in=attempts).update(comment="")


def forget_words_of(user_id: int) -> None:
    """What a person wrote who was erased is gone: the reasons of their contests."""
    Contest.objects.filter(attempt__enrolment__user=user_id).update(reason="")
