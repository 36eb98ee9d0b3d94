"""Articles and proposals for pages, and what was accepted for the builders of courses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from content.importing.models import Article, Proposal

_NEEDED = ("article__public_id", "article__fact_keys", "key", "data", "edited")


@dataclass(frozen=True)
class QuestionAccepted:
    """A question proposal that a person accepted, as plain data."""

    article: str
    uid: str
    kind: str
    data: dict[str, object]


def articles_to_list(articles: QuerySet[Article]) -> QuerySet[Article]:
    """These articles without their texts, with how many proposals are open and taken."""
    return (
        articles.defer("received_text", "structure", "names")
        .select_related("owner", "requested_by")
        .annotate(
            open_count=Count("proposals", filter=Q(proposals__state="proposed")),
            taken_count=Count("proposals", filter=Q(proposals__state__in=Proposal.TAKEN)),
        )
        .order_by("-requested_at", "-pk")
    )


def received_of_case(case_slug: str) -> dict[str, str]:
    """The texts of the articles that a case took in, by the key of their source; one query."""
    rows = Article.objects.filter(case_slug=case_slug).exclude(source_key="")
    return dict(rows.order_by("pk").values_list("source_key", "received_text"))


def accepted_question_proposals(case_slug: str) -> tuple[QuestionAccepted, ...]:
    """The accepted questions of every article of a case, judgement first; one query.

    Facts are named as the case names them; what it did not take in as it is, is not named.
    """
    rows = Proposal.objects.filter(
        article__case_slug=case_slug, kind=Proposal.Kind.QUESTION, state__in=Proposal.TAKEN
    ).select_related("article")
    return tuple(
        QuestionAccepted(
            article=str(row.article.public_id),
            uid=row.key,
            kind=str(row.told.get("kind", "")),
            data=_as_named(row.told, row.article.fact_keys),
        )
        for row in rows.only(*_NEEDED).order_by("article_id", "position")
    )


def _as_named(value: Any, keys: Mapping[str, str]) -> Any:
    """A question's data with the keys of facts as a case has them."""
    if isinstance(value, list):
        return [_as_named(one, keys) for one in value]
    if not isinstance(value, dict):
        return value
    told = {name: _as_named(one, keys) for name, one in value.items()}
    if "fact" in told:
        told["fact"] = keys.get(str(told["fact"]), "")
    if "facts" in told:
        told["facts"] = [keys[one] for one in told["facts"] if one in keys]
    return told
