"""Doors for the worker: read an article, take up what was left, give sources their text."""

from django.utils import timezone

from core.tasks import task


@task(name="content.importing.read_article", queue="default", time_limit=120)
def read_article(*, article_id: int) -> None:
    """What the article claims stands as proposals, or it says that it could not be read."""
    from content.importing import services  # noqa: PLC0415 -- tasks import their service here

    services.read_article(article_id=article_id, at=timezone.now())


@task(name="content.importing.take_up_articles", every=30)
def take_up_articles() -> None:
    """Articles whose task was lost or whose worker died are sent again."""
    from content.importing import services  # noqa: PLC0415 -- tasks import their service here

    services.take_up_articles(at=timezone.now())


@task(name="content.importing.tell_sources", every=300)
def tell_sources() -> None:
    """Sources that came into the library from an article have its text."""
    from content.importing import services  # noqa: PLC0415 -- tasks import their service here

    services.tell_sources()
