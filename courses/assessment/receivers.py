"""What assessment does when a room below tells it something."""

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import person_renamed_or_erased
from courses.assessment.services.judging.forgetting import forget_words_of


@receiver(person_renamed_or_erased, dispatch_uid="assessment.forget_words")
def forget_words_of_erased(*, user_id: int, **_kwargs: object) -> None:
    """Empty the reasons that an erased person gave; a new name changes nothing here."""
    if User.objects.filter(pk=user_id, erased_on__isnull=False).exists():
        forget_words_of(user_id)
