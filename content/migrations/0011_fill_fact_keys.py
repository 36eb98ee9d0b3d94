"""Articles that a case took in before are remembered with the keys that its facts had then."""

from typing import Any

from django.db import migrations

BATCH = 200


def fill(apps: Any, schema_editor: Any) -> None:
    """Safe to run again: only articles without keys are looked at, each once."""
    articles = apps.get_model("content", "Article")
    rows = articles.objects.filter(fact_keys={}).exclude(source_key="").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for article in batch:
            article.fact_keys = _keys(article)
        articles.objects.bulk_update(batch, ["fact_keys"])
        last = batch[-1].pk


def _keys(article: Any) -> dict[str, str]:
    facts = article.proposals.filter(kind="fact", state__in=["accepted", "edited"])
    return {one.key: str((one.edited or one.data).get("key", one.key)) for one in facts}


class Migration(migrations.Migration):
    dependencies = [("content", "0010_article_fact_keys")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
