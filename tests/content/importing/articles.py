"""Articles for tests: one short report with figures, dates, roles and a private name."""

from datetime import UTC, datetime

from accounts.models import Unit, User
from content.importing import services
from content.importing.models import Article
from content.importing.receiving import receive

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = """Police of 19 countries act together

Police forces from 19 countries have arrested 25 people. The action, called "Operation Cumberland",
was led by Danish authorities with support from Europol.

What happened

Raids took place on 26 February 2025. The main suspect, John Sample, 45, was arrested in November
2024; he allegedly ran the platform alone. Investigators have identified 273 suspects.

What comes next

More arrests are expected. Europol counts 173 seized devices.

LEAVE A REPLY
"""


def make_article(owner: Unit, by: User, **told: object) -> Article:
    """An article that was received and read."""
    article = services.import_article(
        received=receive(TEXT, "txt"), owner=owner, by=by, at=NOW, **told
    )
    services.read_article(article_id=article.pk, at=NOW)
    article.refresh_from_db()
    return article
