"""Every Markdown text of a folder through the one rendering path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from content.library.bundles import Bundle, CaseBundle, PolicyBundle
from content.library.resolver import LibraryResolver, Shelf
from content.rendering import render_bounded
from core.problems import ProblemsFound
from core.strict_yaml import Path


@dataclass(frozen=True)
class Passage:
    """One Markdown text, and where it stands."""

    file: str
    path: Path
    language: str
    text: str


def check_rendered(bundle: Bundle, *, today: date, beside: Shelf) -> None:
    """Note what rendering refuses: unknown references, figures that no fact gives, limits."""
    resolvers = resolvers_of(bundle, today=today, beside=beside)
    for passage in passages(bundle):
        try:
            rendered = render_bounded(
                passage.text,
                resolver=resolvers[passage.language],
                prefix="check",
                file=bundle.files.label(passage.file),
                first_line=first_line(bundle, passage),
                key=".".join(str(part) for part in passage.path),
                language=passage.language,
            )
        except ProblemsFound as found:
            bundle.files.problems.extend(found.problems)
        else:
            bundle.files.problems.extend(rendered.problems)


def resolvers_of(bundle: Bundle, *, today: date, beside: Shelf) -> dict[str, LibraryResolver]:
    """What references in the folder's texts mean, by language: its own entries come first."""
    shelf = beside.with_bundle(bundle)
    as_of = max(today, *_edition_days(bundle))
    return {
        language: LibraryResolver(
            as_of=as_of,
            language=language,
            fact_set=bundle.head.slug,
            policy=bundle.head.slug if isinstance(bundle, PolicyBundle) else None,
            beside=shelf,
        )
        for language in bundle.head.languages
    }


def first_line(bundle: Bundle, passage: Passage) -> int:
    """The line of its file in which the text begins."""
    line = bundle.files.line(passage.file, passage.path)
    return line + 1 if "\n" in passage.text and not passage.file.endswith(".md") else line


def _edition_days(bundle: Bundle) -> list[date]:
    """Clauses of editions to come may refer to each other before these take effect."""
    if isinstance(bundle, PolicyBundle):
        return [edition.effective_on for edition in bundle.head.editions]
    return [date.min]


def passages(bundle: Bundle) -> Iterator[Passage]:
    """Every text of the folder that is Markdown."""
    yield from _of_conflicts(bundle)
    if isinstance(bundle, CaseBundle):
        yield from _of_case(bundle)
    elif isinstance(bundle, PolicyBundle):
        yield from _of_policy(bundle)


def _map(file: str, path: Path, texts: Mapping[str, str]) -> Iterator[Passage]:
    for language, text in texts.items():
        yield Passage(file, (*path, language), language, text)


def _of_conflicts(bundle: Bundle) -> Iterator[Passage]:
    for place, conflict in enumerate(bundle.knowledge.facts.conflicts):
        for key in ("question", "taught", "why"):
            yield from _map("facts.yaml", ("conflicts", place, key), getattr(conflict, key))


def _of_case(bundle: CaseBundle) -> Iterator[Passage]:
    head = bundle.head
    yield from _map("case.yaml", ("standfirst",), head.standfirst)
    yield from _map("case.yaml", ("decision",), head.decision)
    for place, line in enumerate(head.timeline):
        yield from _map("case.yaml", ("timeline", place, "text"), line.text)
    for place, question in enumerate(head.open_questions):
        yield from _map("case.yaml", ("open_questions", place, "text"), question.text)
    for language, sections in bundle.sections.items():
        for section in sections:
            yield Passage(f"sections.{language}.md", (section.uid,), language, section.body)


def _of_policy(bundle: PolicyBundle) -> Iterator[Passage]:
    source = bundle.head.languages[0]
    yield from _map("policy.yaml", ("summary",), bundle.head.summary)
    for place, clause in enumerate(bundle.clauses):
        here: Path = (place,)
        for at, version in enumerate(clause.versions):
            yield Passage("clauses.yaml", (*here, "versions", at, "text"), source, version.text)
        if clause.explanation:
            yield Passage("clauses.yaml", (*here, "explanation"), source, clause.explanation)
        for at, example in enumerate(clause.examples):
            path = (*here, "examples", at)
            yield Passage("clauses.yaml", (*path, "text"), source, example.text)
            yield Passage("clauses.yaml", (*path, "verdict"), source, example.verdict)
    for language, by_code in bundle.clause_texts.items():
        name = f"clauses.{language}.yaml"
        for code, text in by_code.items():
            for at, entry in enumerate(text.versions):
                yield Passage(name, (code, "versions", at, "text"), language, entry.text)
            if text.explanation:
                yield Passage(name, (code, "explanation"), language, text.explanation)
            for uid, told in text.examples.items():
                path = (code, "examples", uid)
                yield Passage(name, (*path, "text"), language, told.text)
                yield Passage(name, (*path, "verdict"), language, told.verdict)
