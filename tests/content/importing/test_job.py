"""The reading of an article is a job: killed at any moment, it comes to its end."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from accounts.models import User
from content.importing import services, tasks
from content.importing.errors import BadSpan, NothingToUndo
from content.importing.models import Article, Proposal
from content.importing.receiving import receive
from content.importing.selectors import accepted_question_proposals
from content.sources.models import Source
from tests.content.importing.articles import NOW, TEXT, make_article

FILLING = import_module("content.migrations.0011_fill_fact_keys")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def article(units: SimpleNamespace, trainer: User) -> Article:
    return make_article(units.north, trainer)


def waiting(units: SimpleNamespace, by: User, at: datetime) -> Article:
    return services.import_article(received=receive(TEXT, "txt"), owner=units.north, by=by, at=at)


def test_a_report_is_read_by_its_task_with_its_progress(
    units: SimpleNamespace, trainer: User
) -> None:
    article = waiting(units, trainer, NOW)

    tasks.read_article(article_id=article.pk)

    article.refresh_from_db()
    assert (article.state, article.steps_done) == ("ready", article.steps_total)
    assert article.steps_total > 0
    assert article.title == "Police of 19 countries act together"
    assert [(one.kind, one.key) for one in article.proposals.all()][:3] == [
        ("fact", "countries"),
        ("fact", "arrests"),
        ("fact", "operation"),
    ]


def test_reading_twice_changes_nothing(article: Article) -> None:
    before = list(article.proposals.values())

    services.read_article(article_id=article.pk, at=NOW)

    assert list(article.proposals.values()) == before


@pytest.mark.parametrize("state", ["waiting", "reading"])
def test_the_sweep_reads_what_no_task_knows_of(
    units: SimpleNamespace, trainer: User, state: str, django_capture_on_commit_callbacks: object
) -> None:
    article = waiting(units, trainer, LONG_AGO)
    Article.objects.filter(pk=article.pk).update(state=state, beat_at=LONG_AGO)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        tasks.take_up_articles()

    article.refresh_from_db()
    assert article.state == "ready"
    assert article.proposals.exists()


def test_what_was_tried_too_often_is_given_up(units: SimpleNamespace, trainer: User) -> None:
    article = waiting(units, trainer, LONG_AGO)
    Article.objects.filter(pk=article.pk).update(state="reading", beat_at=LONG_AGO, tries=3)

    assert services.take_up_articles(at=NOW) == 0

    article.refresh_from_db()
    assert article.state == "failed"


def test_one_that_is_being_read_is_left_to_its_worker(
    units: SimpleNamespace, trainer: User
) -> None:
    article = waiting(units, trainer, NOW)
    Article.objects.filter(pk=article.pk).update(state="reading", beat_at=NOW)

    assert services.take_up_articles(at=NOW + timedelta(minutes=1)) == 0
    services.read_article(article_id=article.pk, at=NOW + timedelta(minutes=1))

    assert not article.proposals.exists()


def test_the_sweep_gives_a_source_in_the_library_its_text(article: Article) -> None:
    services.hand_over(article=article, case_slug="cumberland", source_key="wire", fact_keys={})
    tasks.tell_sources()
    article.refresh_from_db()
    assert not article.is_source_told
    source = Source.objects.create(set_slug="cumberland", key="wire", title="Wire", grade="B")

    tasks.tell_sources()
    tasks.tell_sources()

    source.refresh_from_db()
    article.refresh_from_db()
    assert source.received_text == article.received_text
    assert article.is_source_told


def test_deciding_is_one_act_and_undone_as_one(article: Article, trainer: User) -> None:
    acted = services.decide(article=article, positions=[0, 1], state="accepted", by=trainer, at=NOW)
    services.decide(
        article=article, positions=[0], state="edited", by=trainer, at=NOW,
        edited={"statement": "19 states took part."},
    )  # fmt: skip
    first = article.proposals.get(position=0)
    assert (acted, first.told["statement"]) == (2, "19 states took part.")

    assert services.undo(article=article, by=trainer, at=NOW) == 0
    states = list(article.proposals.values_list("state", flat=True)[:2])
    assert states == ["accepted", "accepted"]
    services.undo(article=article, by=trainer, at=NOW)
    assert not article.proposals.exclude(state="proposed").exists()
    with pytest.raises(NothingToUndo):
        services.undo(article=article, by=trainer, at=NOW)


def test_what_somebody_else_decided_since_is_not_undone(
    article: Article, trainer: User, outsider: User
) -> None:
    services.decide(article=article, positions=[0, 1], state="accepted", by=trainer, at=NOW)
    services.decide(article=article, positions=[1], state="dropped", by=outsider, at=NOW)

    services.undo(article=article, by=trainer, at=NOW)

    states = list(article.proposals.values_list("state", flat=True)[:2])
    assert states == ["proposed", "dropped"]


def test_a_redacted_span_is_gone_from_text_proposals_and_history(
    article: Article, trainer: User
) -> None:
    name = "John Sample"
    start = article.received_text.index(name)
    services.decide(article=article, positions=[0], state="edited", by=trainer, at=NOW,
                    edited={"statement": f"{name} was charged."})  # fmt: skip

    (made,) = services.redact_article(
        article=article, start=start, length=len(name), reason="private", by=trainer, at=NOW
    )

    article.refresh_from_db()
    whole = [article.received_text, str(article.names), article.title]
    whole += [str(one.data) + str(one.edited) for one in article.proposals.all()]
    assert name not in " ".join(whole)
    assert len(article.received_text) == len(TEXT)
    assert (made.length, made.reason, len(made.removed_sha256)) == (11, "private", 64)
    with pytest.raises(BadSpan):
        services.redact_article(article=article, start=5, length=3, reason=" ", by=trainer, at=NOW)


def test_articles_that_a_case_took_in_before_get_their_keys(
    article: Article, units: SimpleNamespace, trainer: User
) -> None:
    facts = article.proposals.filter(kind=Proposal.Kind.FACT)
    first, second, third = facts[:3]
    accepted = {"state": "accepted", "by": trainer, "at": NOW}
    services.decide(article=article, positions=[first.position], **accepted)
    edited = {"state": "edited", "by": trainer, "at": NOW, "edited": {"key": "other-key"}}
    services.decide(article=article, positions=[second.position], **edited)
    services.hand_over(article=article, case_slug="old", source_key="wire", fact_keys={})
    untold = make_article(units.north, trainer)

    for _again in range(2):
        FILLING.fill(apps, None)

    article.refresh_from_db()
    untold.refresh_from_db()
    assert article.fact_keys == {first.key: first.key, second.key: "other-key"}
    assert third.key not in article.fact_keys
    assert untold.fact_keys == {}


def test_accepted_questions_are_handed_on_as_data(article: Article, trainer: User) -> None:
    keys = {"suspects": "suspects-2"}
    services.hand_over(article=article, case_slug="cumberland", source_key="wire", fact_keys=keys)
    questions = article.proposals.filter(kind=Proposal.Kind.QUESTION)
    assert accepted_question_proposals("cumberland") == ()
    place = questions[0].position
    services.decide(article=article, positions=[place], state="accepted", by=trainer, at=NOW)

    (accepted,) = accepted_question_proposals("cumberland")

    assert (accepted.kind, accepted.article) == (questions[0].data["kind"], str(article.public_id))
    # Facts are named as the case names them, and those that it did not take in are not.
    assert accepted.data["facts"] == ["suspects-2"]
    assert {one["fact"] for one in accepted.data["statements"]} == {"suspects-2", ""}
