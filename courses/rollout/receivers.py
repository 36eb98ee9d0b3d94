"""What rollout does when a room below tells it something."""

import datetime as dt

from django.dispatch import receiver

from courses.releases.models import Release
from courses.releases.signals import release_published
from courses.rollout.services import hand_over


@receiver(release_published, dispatch_uid="rollout.hand_over")
def hand_over_on_publication(*, release_id: int, at: dt.datetime, **_kwargs: object) -> None:
    """Start what was chosen for the people of older releases, inside the publishing."""
    release = Release.objects.select_related("course__owner").get(pk=release_id)
    hand_over(release=release, at=at)
