"""How a case begins that is made of a report: what nobody should have to type twice.

Deterministic, from what was accepted. A person reads it before the case is begun, and may
change every word of it.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from content.facts.models import FactSet
from content.importing.models import Article, Proposal
from content.texts import SLUG_LENGTH
from courses.workshop.services.article_entries import MOST_AT_A_GLANCE, slug_of
from courses.workshop.services.articles import taken


@dataclass(frozen=True)
class Framing:
    """What a case's head says at first."""

    title: str
    slug: str
    topic: str
    standfirst: str
    decision: str
    intensity: int


def framing_of(article: Article) -> Framing:
    """Return the framing proposed for a case of this report, in the report's language."""
    named = article.names.get("operations") or []
    title = str(named[0]["name"]) if named else " ".join(article.title.split())[:300]
    with translation.override(article.language):
        return Framing(
            title=title,
            slug=_free(slug_of(title, "case")),
            topic=" ".join(article.title.split())[:300] or title,
            standfirst=_standfirst(title, article, taken(article, Proposal.Kind.FACT)),
            decision=_(
                "Decide by the rule, not by the headline. What the sources only allege, expect or "
                "count differently is not settled; what they state is cited beside each sentence."
            ),
            intensity=article.intensity,
        )


def _standfirst(title: str, article: Article, facts: list[Proposal]) -> str:
    told: dict[str, str] = {}
    for one in facts:
        words = str(one.told.get("statement") or "").strip().rstrip(".")
        if "figure" in one.told and words:
            told.setdefault(slug_of(str(one.told["key"]), "fact"), words)
    lines = "; ".join(
        f"{words} [fact:{key}]" for key, words in list(told.items())[:MOST_AT_A_GLANCE]
    )
    names = {"title": title, "publisher": " ".join(article.publisher.split()), "facts": lines}
    if not lines:
        return _("%(title)s, as the sources tell it.") % names
    if names["publisher"]:
        return _("%(title)s, as told by %(publisher)s: %(facts)s.") % names
    return _("%(title)s, as one report tells it: %(facts)s.") % names


def _free(slug: str) -> str:
    """Return the slug, or with a number behind it if the library has it already."""
    known = set(
        FactSet.objects.filter(slug__startswith=slug[: SLUG_LENGTH - 4]).values_list(
            "slug", flat=True
        )
    )
    found, number = slug, 2
    while found in known:
        found = f"{slug[: SLUG_LENGTH - 4]}-{number}"
        number += 1
    return found
