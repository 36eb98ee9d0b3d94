"""Question files: structure, keys and source texts; and the texts of each further language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from content.library.files import Files
from core import strict_yaml
from core.problems import Problem, ProblemsFound
from core.strict_yaml import Document, Value
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.questions import registry
from courses.questions.errors import Fault, FaultsFound, UnknownQuestionType
from courses.questions.question_type import AnyQuestionType
from courses.releases.files.models import QuestionHead, TranslatedQuestionHead
from courses.releases.files.places import FilePlaces

_HEAD = frozenset(QuestionHead.model_fields)
_OURS = frozenset({"retired", "ready"})


def read_questions(
    files: Files,
    places: FilePlaces,
    languages: tuple[str, ...],
    names: dict[str, list[str]],
) -> list[QuestionDraft]:
    """Return the questions that are sound, in the order of the files; the rest are problems."""
    source = languages[0]
    found: dict[str, QuestionDraft] = {}
    seen: set[str] = set()
    for name in names.get(source, []):
        for entry in _entries(files, name):
            uid = _uid(files, entry, seen)
            if uid is None:
                continue
            places.know_question(uid, source, entry)
            question = _caught(files, entry, _question, source)
            if question is not None:
                found[uid] = question
    for language in languages[1:]:
        told: set[str] = set()
        for name in names.get(language, []):
            for entry in _entries(files, name):
                uid = _uid(files, entry, told)
                if uid is None:
                    continue
                places.know_question(uid, language, entry)
                if uid not in seen:
                    files.problems.append(entry.problem(("uid",), f"there is no question “{uid}”"))
                elif uid in found:
                    found[uid] = _translated(files, entry, found[uid], source, language)
    return list(found.values())


def _entries(files: Files, name: str) -> list[Document]:
    text = files.text(name)
    if text is None:
        return []
    try:
        document = strict_yaml.read(text, file=files.label(name))
    except ProblemsFound as found:
        files.problems.extend(found.problems)
        return []
    files.documents[name] = document
    if not isinstance(document.value, list):
        files.add(name, (), "must be a list of questions")
        return []
    entries = [document.at(place) for place in range(len(document.value))]
    for entry in entries:
        if not isinstance(entry.value, dict):
            files.problems.append(entry.problem((), "must be a mapping of keys"))
    return [entry for entry in entries if isinstance(entry.value, dict)]


def _uid(files: Files, entry: Document, seen: set[str]) -> str | None:
    uid = entry.value.get("uid") if isinstance(entry.value, dict) else None
    if not isinstance(uid, str):
        files.problems.append(entry.problem(("uid",), "is required"))
        return None
    if uid in seen:
        files.problems.append(entry.problem(("uid",), f"the uid “{uid}” stands twice"))
        return None
    seen.add(uid)
    return uid


def _caught(
    files: Files,
    entry: Document,
    read: Callable[[Document, str], QuestionDraft],
    language: str,
) -> QuestionDraft | None:
    try:
        return read(entry, language)
    except ProblemsFound as found:
        files.problems.extend(found.problems)
    except FaultsFound as found:
        files.problems.extend(_problem(entry, fault) for fault in found.faults)
    except UnknownQuestionType:
        known = ", ".join(registry.keys())
        files.problems.append(entry.problem(("type",), f"is no type of question; known: {known}"))
    return None


def _question(entry: Document, language: str) -> QuestionDraft:
    head = strict_yaml.parse(QuestionHead, _only(entry, _HEAD), file=entry.file)
    kind = registry.get(head.type)
    own = {key: value for key, value in _mapping(entry).items() if key not in _OURS}
    definition, texts = kind.from_entry(own)
    if faults := kind.check(definition, texts):
        raise FaultsFound(faults)
    return QuestionDraft(
        uid=head.uid,
        type=head.type,
        definition=kind.to_json(definition),
        marks=head.marks,
        difficulty=head.difficulty,
        intensity=head.intensity,
        tags=tuple(head.tags),
        covers=tuple(head.covers),
        pools=tuple(sorted(set(head.pools))),
        is_retired=head.retired,
        texts={language: QuestionWords(kind.to_json(texts), is_ready=head.ready)},
    )


def _translated(
    files: Files, entry: Document, question: QuestionDraft, source: str, language: str
) -> QuestionDraft:
    kind = registry.get(question.type)

    def read(entry: Document, language: str) -> QuestionDraft:
        head = strict_yaml.parse(TranslatedQuestionHead, _without_texts(entry), file=entry.file)
        texts = _texts(kind, question, _mapping(entry).get("texts"))
        words = QuestionWords(texts, head.of or question.texts[source].digest, head.ready)
        return replace(question, texts={**question.texts, language: words})

    return _caught(files, entry, read, language) or question


def _texts(kind: AnyQuestionType, question: QuestionDraft, raw: object) -> dict[str, object]:
    texts = kind.parse_texts(raw)
    definition = kind.parse_definition(dict(question.definition))
    if faults := kind.check_texts(definition, texts):
        raise FaultsFound(faults)
    return kind.to_json(texts)


def _mapping(entry: Document) -> dict[str, Value]:
    assert isinstance(entry.value, dict)  # noqa: S101 -- _entries keeps nothing else
    return dict(entry.value)


def _only(entry: Document, keys: frozenset[str]) -> Document:
    kept = {key: value for key, value in _mapping(entry).items() if key in keys}
    return replace(entry, value=kept)


def _without_texts(entry: Document) -> Document:
    kept = {key: value for key, value in _mapping(entry).items() if key != "texts"}
    return replace(entry, value=kept)


def _problem(entry: Document, fault: Fault) -> Problem:
    return entry.problem(fault.path, fault.message)
