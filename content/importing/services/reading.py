"""Receiving an article and reading it, in a job that can be killed at any moment."""

import logging
import time
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from content.importing.as_data import event_data, fact_data, name_data, question_data, section_data
from content.importing.models import Article, Proposal
from content.importing.reading import read_report
from content.importing.receiving import Received
from content.importing.results import Block, Findings
from content.importing.tasks import read_article as read_article_task
from content.sources.models import Source
from content.sources.services import receive_text
from core.enqueue import enqueue

if TYPE_CHECKING:
    from accounts.models import Unit, User

logger = logging.getLogger(__name__)

LEFT_WAITING = timedelta(seconds=30)
SILENT = timedelta(minutes=3)
MOST_TRIES = 3
_TELL_EVERY = 0.5
State = Article.State


@transaction.atomic
def import_article(
    *,
    received: Received,
    owner: "Unit",
    by: "User | None",
    at: datetime,
    publisher: str = "",
    title: str = "",
    url: str = "",
    published_on: str = "",
    grade: str = "B",
    language: str = "en",
    intensity: int = 0,
    case_slug: str = "",
) -> Article:
    """The article stands as received and is read by a task; the sweep reads it if that is lost."""
    article = Article.objects.create(
        owner=owner,
        title=title,
        publisher=publisher,
        url=url,
        published_on=published_on,
        read_on=at.date().isoformat(),
        grade=grade,
        language=language,
        intensity=intensity,
        kind=received.kind,
        received_text=received.text,
        received_sha256=received.sha256,
        replaced=received.replaced,
        structure=[[b.kind, b.start, b.end, b.level] for b in received.blocks],
        case_slug=case_slug,
        requested_at=at,
        requested_by=by,
    )
    enqueue(read_article_task, article_id=article.pk)
    return article


def read_article(*, article_id: int, at: datetime) -> None:
    """The article's claims stand as proposals and it is ready; safe to call again.

    Nothing happens if it is read already, or is being read and not silent.
    """
    article = _claim(article_id, at)
    if article is None:
        logger.info("Article %s is not to be read", article_id)
        return
    try:
        found = read_report(
            article.received_text,
            blocks=[Block(*one) for one in article.structure],
            published_on=article.published_on,
            tell=_Teller(article.pk),
        )
    except Exception:
        logger.exception("Article %s could not be read", article_id)
        Article.objects.filter(pk=article_id).update(state=State.FAILED, ended_at=timezone.now())
        return
    with transaction.atomic():
        row = Article.objects.select_for_update().get(pk=article_id)
        if row.state != State.READING:
            return
        Proposal.objects.bulk_create(_proposals(row, found), batch_size=200)
        row.title = row.title or (found.title.quote[:500] if found.title else "")
        row.published_on = row.published_on or found.published_on[:10]
        row.names = {
            "organisations": [name_data(one) for one in found.organisations],
            "countries": [name_data(one) for one in found.countries],
            "operations": [name_data(one) for one in found.operations],
            "persons": [name_data(one) for one in found.persons],
            "furniture": [asdict(one) for one in found.furniture],
        }
        row.state, row.ended_at = State.READY, timezone.now()
        row.steps_done = row.steps_total = max(row.steps_total, 1)
        row.save()


def take_up_articles(*, at: datetime) -> int:
    """Send again what was left waiting or went silent; give up what was tried too often."""
    left = Q(state=State.WAITING, requested_at__lte=at - LEFT_WAITING)
    silent = Q(state=State.READING, beat_at__lte=at - SILENT)
    worn = Article.objects.filter(left | silent, tries__gte=MOST_TRIES)
    worn.update(state=State.FAILED, ended_at=at)
    again = Article.objects.filter(left | silent).order_by("pk")
    ids = list(again.values_list("pk", flat=True)[:20])
    for article_id in ids:
        enqueue(read_article_task, article_id=article_id)
    return len(ids)


def tell_sources() -> int:
    """Sources that stand in the library for an article have its text; returns how many got it.

    A source that has a text, its own or a redacted one, is left as it is.
    """
    sources = Source.objects.filter(set_slug=OuterRef("case_slug"), key=OuterRef("source_key"))
    waiting = Article.objects.filter(~Q(source_key=""), Exists(sources), is_source_told=False)
    count = 0
    for article in waiting.order_by("pk")[:50]:
        with transaction.atomic():
            source = Source.objects.select_for_update().get(
                set_slug=article.case_slug, key=article.source_key
            )
            if not source.received_text and not source.redactions.exists():
                receive_text(source=source, text=article.received_text)
                count += 1
            Article.objects.filter(pk=article.pk).update(is_source_told=True)
    return count


def _claim(article_id: int, at: datetime) -> Article | None:
    free = Q(state=State.WAITING) | Q(state=State.READING, beat_at__lte=at - SILENT)
    claimed = Article.objects.filter(free, pk=article_id, tries__lt=MOST_TRIES).update(
        state=State.READING, beat_at=at, tries=F("tries") + 1
    )
    return Article.objects.get(pk=article_id) if claimed else None


def _proposals(article: Article, found: Findings) -> list[Proposal]:
    rows: list[Proposal] = []

    def add(kind: str, key: str, data: dict[str, object], **more: object) -> None:
        rows.append(
            Proposal(
                article=article, position=len(rows), kind=kind, key=key[:64], data=data, **more
            )
        )

    private = {one.name for one in found.persons if one.is_private}
    for fact in found.facts:
        add(
            "fact", fact.key, fact_data(fact), section=fact.section[:300], start=fact.start,
            end=fact.end, mark_start=fact.mark_start, mark_end=fact.mark_end,
            names_private=bool(private & set(fact.persons)),
        )  # fmt: skip
    for event in found.timeline:
        add("event", f"event-{event.on.lstrip('-')}", event_data(event), start=event.start,
            end=event.end, mark_start=event.start, mark_end=event.end)  # fmt: skip
    for section in found.sections:
        heading = section.heading
        add("section", heading.quote[:64], section_data(section), section=heading.quote[:300],
            start=heading.start, end=heading.end, mark_start=heading.start,
            mark_end=heading.end)  # fmt: skip
    for question in found.questions:
        add("question", question.uid, question_data(question), is_on=question.is_on)
    return rows


class _Teller:
    """Writes how far the reading is, not more often than a person can see."""

    def __init__(self, article_id: int) -> None:
        self._article_id = article_id
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            Article.objects.filter(pk=self._article_id).update(
                steps_done=done, steps_total=total, beat_at=timezone.now()
            )
