"""What the lead of South must not find of the library's drafts and sources."""

from datetime import UTC, datetime
from typing import Any

from tests.conventions.other_vendor import theirs

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def _draft(trainer: Any) -> str:
    from content.library.drafting.services import new_draft

    made = new_draft(kind="case", slug="quay", language="en", title="The quay", by=trainer, at=AT)
    return str(made.public_id)


@theirs(
    "courses:workshop:library_draft",
    "courses:workshop:library_check",
    "courses:workshop:library_adopt",
    "courses:workshop:library_update",
    "courses:workshop:library_history",
    "courses:workshop:library_restore",
    "courses:workshop:library_discard",
    "courses:workshop:library_reopen",
    "courses:workshop:library_preview",
)
def library_draft_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    return {"public_id": _draft(trainer)}


@theirs(
    "courses:workshop:library_part",
    "courses:workshop:library_take_out",
    "courses:workshop:library_move",
)
def library_part_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    return {"public_id": _draft(trainer), "part": "head"}


@theirs("courses:workshop:library_entry_new")
def library_entry_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    return {"public_id": _draft(trainer), "word": "fact"}


@theirs("courses:workshop:library_translate")
def library_translation_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    return {"public_id": _draft(trainer), "language": "es"}


@theirs("courses:workshop:library_open")
def library_policy_of_north(units: Any) -> dict[str, Any]:
    return {"kind": "policy", "slug": "house"}


@theirs("courses:workshop:case_onward")
def library_case_of_north(units: Any) -> dict[str, Any]:
    from tests.factories.content import FactSetFactory

    return {"slug": FactSetFactory(slug="quay", kind="case").slug}


@theirs("courses:workshop:library_source", "courses:workshop:library_redact")
def library_source_of_north(units: Any) -> dict[str, Any]:
    from tests.factories.content import FactSetFactory, SourceFactory

    fact_set = FactSetFactory(slug="quay", kind="case")
    SourceFactory(set_slug=fact_set.slug, key="s1")
    return {"slug": "quay", "key": "s1"}


@theirs("courses:workshop:guarded_word_remove")
def guarded_words_of_the_organisation(units: Any, trainer: Any) -> dict[str, Any]:
    from content.vocabulary.services import guard_words

    row = guard_words(words="marker", kind="name", by=trainer, at=AT)
    return {"public_id": row.public_id}


@theirs("courses:workshop:guarded_word_restore")
def removed_words_of_the_organisation(units: Any, trainer: Any) -> dict[str, Any]:
    from content.vocabulary.services import guard_words, unguard_words

    row = guard_words(words="marker", kind="name", by=trainer, at=AT)
    unguard_words(row=row, by=trainer, at=AT)
    return {"public_id": row.public_id}


@theirs("courses:workshop:form_edit")
def form_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    return {"public_id": _draft(trainer), "form_slug": "new"}
