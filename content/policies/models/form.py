"""Decision forms: the small statement of reasons an organisation asks for, as data."""

from django.db import models


class DecisionForm(models.Model):
    """A form under a policy (platform/statement-of-reasons); its fields stand in its versions."""

    policy = models.ForeignKey("content.Policy", on_delete=models.PROTECT, related_name="forms")
    slug = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["policy", "position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "slug"], name="%(app_label)s_%(class)s_slug")
        ]

    def __str__(self) -> str:
        return self.slug


class FormVersion(models.Model):
    """One state of a form, append-only: ``definition`` holds keys and rules, ``texts`` the words.

    Numbered by the library: a version is made when either differs from the newest.
    """

    form = models.ForeignKey(DecisionForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    texts = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="%(app_label)s_%(class)s_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form_id}@{self.number}"
