"""Who may find and read an item: open, internal or restricted (the words of the glossary)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from accounts.models import User

INSIDERS = ("trainer", "policy_owner")


class Visibility(models.TextChoices):
    """Open: anyone signed in. Internal: trainers and policy owners. Restricted: in named units."""

    OPEN = "open", pgettext_lazy("who may find it", "Open")
    INTERNAL = "internal", pgettext_lazy("who may find it", "Internal")
    RESTRICTED = "restricted", pgettext_lazy("who may find it", "Restricted")


class VisibleQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows with the fields ``visibility`` and ``units``, as one person may see them."""

    def visible_to(self, user: User) -> Self:
        """What this person may find and read now; learners reach the rest by assignment only."""
        seen = models.Q(visibility=Visibility.OPEN)
        held = user.paths_held(*INSIDERS)
        if held:
            above = {int(step) for path in held for step in path.split(".") if step}
            shared = self.model._default_manager.filter(pk=models.OuterRef("pk"), units__in=above)
            seen |= models.Q(visibility=Visibility.INTERNAL)
            seen |= models.Q(visibility=Visibility.RESTRICTED) & models.Q(models.Exists(shared))
        return self.filter(seen)
