import hashlib

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from content.sources.models import Redaction, Source
from content.sources.selectors import source_entries
from content.sources.services import prune_sources, receive_text, redact, store_sources
from tests.factories.content import AT, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_a_received_text_stands_with_its_hash() -> None:
    source = receive_text(source=SourceFactory(), text="It was the harbour master.")

    assert source.received_sha256 == hashlib.sha256(b"It was the harbour master.").hexdigest()


def test_a_redaction_takes_the_words_out_for_good_and_keeps_hash_and_reason(
    trainer: User,
) -> None:
    source = receive_text(source=SourceFactory(), text="It was Ann of the harbour.")

    made = redact(source=source, start=7, length=3, reason="A name", by=trainer, at=AT)

    source.refresh_from_db()
    assert source.received_text == "It was ███ of the harbour."
    assert source.received_sha256 == hashlib.sha256(b"It was Ann of the harbour.").hexdigest()
    assert made.removed_sha256 == hashlib.sha256(b"Ann").hexdigest()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Redaction.objects.update(reason="other")


@pytest.mark.parametrize(
    ("start", "length", "reason"),
    [(-1, 2, "x"), (0, 0, "x"), (8, 3, "x"), (0, 2, " "), (0, 11, "x")],
)
def test_a_redaction_needs_a_span_and_a_reason(
    start: int, length: int, reason: str, trainer: User
) -> None:
    source = receive_text(source=SourceFactory(), text="0123456789")

    with pytest.raises(ValueError, match="needs a span"):
        redact(source=source, start=start, length=length, reason=reason, by=trainer, at=AT)

    assert Redaction.objects.count() == 0


def test_a_redacted_text_is_not_received_again(trainer: User) -> None:
    source = receive_text(source=SourceFactory(), text="0123456789")
    redact(source=source, start=1, length=2, reason="A name", by=trainer, at=AT)

    with pytest.raises(ValueError, match="has redactions"):
        receive_text(source=source, text="0123456789")


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\x00█"), min_size=1, max_size=30),
    data=st.data(),
)
def test_a_redaction_leaves_every_other_character(
    text: str, data: st.DataObject, trainer: User
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    source = receive_text(source=SourceFactory(), text=text)

    redact(source=source, start=start, length=length, reason="A name", by=trainer, at=AT)

    source.refresh_from_db()
    assert source.received_text == text[:start] + "█" * length + text[start + length :]


def test_storing_the_same_sources_writes_nothing(django_assert_num_queries) -> None:
    SourceFactory(key="a", read_on="2026-01", note="A note")
    entries = source_entries("harbour")

    with django_assert_num_queries(1):
        store_sources(set_slug="harbour", entries=entries)

    assert source_entries("harbour") == entries


def test_what_was_cited_or_received_is_not_pruned() -> None:
    for key in ("listed", "spare"):
        SourceFactory(key=key)
    CitationFactory(source__key="cited")
    receive_text(source=SourceFactory(key="received"), text="x")

    prune_sources(set_slug="harbour", keys=["listed"])

    assert set(Source.objects.values_list("key", flat=True)) == {"listed", "cited", "received"}


def test_a_grade_is_one_of_three_and_keys_stand_once() -> None:
    SourceFactory(key="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(grade="D")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(key="a")
