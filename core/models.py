"""The tables of core: none of them knows a word of the domain."""

from django.db import models


class RetentionPass(models.Model):
    """A row stands here only inside the transaction of the retention command.

    While it stands, append-only tables let rows be deleted. It is written and removed by
    `core.append_only.retention_pass` and is never seen committed.
    """

    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"retention pass {self.pk}"
