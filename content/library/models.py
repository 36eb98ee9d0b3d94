"""What the library remembers of the shipped folders it loaded."""

from django.db import models


class LoadedItem(models.Model):
    """A shipped folder as it was last loaded; written by load_shipped only.

    ``folder_digest`` tells whether the folder changed since; ``state_digest``
    tells whether the rows are still as they were loaded: only then does an
    upgrade touch them.
    """

    kind = models.CharField(max_length=16)
    slug = models.SlugField(max_length=64)
    folder_digest = models.CharField(max_length=64)
    state_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="%(app_label)s_%(class)s_item")
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
