"""The framing, timeline, sections and glance facts of a case folder (pure)."""

from content.library.bundles import CaseBundle
from content.library.checks.words import TWICE, check_known, check_texts, check_unique

CASE = "case.yaml"


def check_case(bundle: CaseBundle) -> None:
    """Note what is wrong with the case apart from its facts."""
    head = bundle.head
    for key in ("title", "standfirst", "topic", "decision"):
        check_texts(bundle, CASE, (key,), getattr(head, key))
    facts = [fact.key for fact in bundle.knowledge.facts.facts]
    check_known(bundle, CASE, ("glance",), head.glance, known=facts, word="fact")
    check_unique(bundle, CASE, ("timeline",), [line.uid for line in head.timeline], "uid")
    for place, line in enumerate(head.timeline):
        check_texts(bundle, CASE, ("timeline", place, "text"), line.text)
    questions = [question.uid for question in head.open_questions]
    check_unique(bundle, CASE, ("open_questions",), questions, "uid")
    for place, question in enumerate(head.open_questions):
        check_texts(bundle, CASE, ("open_questions", place, "text"), question.text)
    for language in head.translated_from:
        if language not in head.languages[1:]:
            bundle.files.add(CASE, ("translated_from", language), "is no translation here")
    _check_sections(bundle)


def _check_sections(bundle: CaseBundle) -> None:
    source, *others = bundle.head.languages
    uids = [section.uid for section in bundle.sections.get(source, [])]
    if not uids:
        bundle.files.add(f"sections.{source}.md", (), "holds no section")
    for language, sections in bundle.sections.items():
        name = f"sections.{language}.md"
        seen: set[str] = set()
        for section in sections:
            path = (section.uid,)
            if section.uid in seen:
                bundle.files.add(name, path, TWICE)
            elif section.uid not in uids:
                bundle.files.add(name, path, f"there is no such section in {source}")
            if not section.body.strip():
                bundle.files.add(name, path, "is empty")
            if len(section.heading) > 300:
                bundle.files.add(name, path, "has a heading of more than 300 characters")
            seen.add(section.uid)
    for language in others:
        told = {section.uid for section in bundle.sections.get(language, [])}
        for uid in uids:
            if uid not in told:
                message = f"is not translated into {language}"
                bundle.files.add(f"sections.{source}.md", (uid,), message, "warning")
