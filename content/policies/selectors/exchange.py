"""Reading policies as their files would tell them."""

from content.policies.commentary import commentary_digest, form_entry
from content.policies.form_schemas import FormEntry, FormText
from content.policies.models import (
    Clause,
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    DecisionForm,
    EditionClause,
    FormVersion,
    Policy,
)
from content.policies.schemas import (
    ClauseEntry,
    ClauseText,
    ClauseVersionEntry,
    PolicyFile,
    StatusEntry,
)
from content.texts import text_digest


def stored_clause_versions(policy: Policy) -> dict[str, dict[int, ClauseVersionEntry]]:
    """Every version of every clause, retired ones too, by code and number."""
    found: dict[str, dict[int, ClauseVersionEntry]] = {}
    rows = ClauseVersion.objects.filter(clause__policy=policy).select_related("clause")
    for row in rows.order_by("clause__position", "number"):
        entry = ClauseVersionEntry.model_validate(
            {"number": row.number, "change": row.change or None, "text": row.text}
        )
        found.setdefault(row.clause.code, {})[row.number] = entry
    return found


def edition_contents(policy: Policy) -> dict[str, dict[str, int]]:
    """By edition uid: which version of each clause it holds."""
    found: dict[str, dict[str, int]] = {}
    rows = (
        EditionClause.objects.filter(edition__policy=policy)
        .order_by("version__clause__position", "pk")
        .values_list("edition__uid", "version__clause__code", "version__number")
    )
    for uid, code, number in rows:
        found.setdefault(uid, {})[code] = number
    return found


def current_translations(policy: Policy, language: str) -> dict[tuple[str, int], ClauseTranslation]:
    """The newest translation of each clause version, by code and number."""
    rows = (
        ClauseTranslation.objects.filter(version__clause__policy=policy, language=language)
        .select_related("version__clause")
        .order_by("version__clause__position", "version__number", "revision")
    )
    return {(row.version.clause.code, row.version.number): row for row in rows}


def current_commentaries(policy: Policy) -> dict[tuple[str, str], ClauseCommentary]:
    """The newest commentary of each clause, by code and language."""
    rows = (
        ClauseCommentary.objects.filter(clause__policy=policy)
        .select_related("clause")
        .order_by("clause__position", "language", "revision")
    )
    return {(row.clause.code, row.language): row for row in rows}


def legal_statuses(clause: Clause) -> list[StatusEntry]:
    """The legal log of a clause as its file tells it, in order."""
    return [
        StatusEntry.model_validate(
            {
                "status": row.status,
                "on": row.since or None,
                "source": row.source.key,
                "checked_on": row.checked_on,
                "note": row.notes or None,
            }
        )
        for row in clause.statuses.all()
    ]


def policy_file(policy: Policy) -> PolicyFile:
    """The policy as policy.yaml would tell it."""
    contents = edition_contents(policy)
    return PolicyFile.model_validate(
        {
            "format": "casebook-policy/1",
            "slug": policy.slug,
            "kind": policy.kind,
            "example": policy.is_example,
            "languages": policy.languages,
            "title": policy.titles,
            "summary": policy.summaries,
            "jurisdiction": policy.jurisdiction.slug if policy.jurisdiction else None,
            "harm_areas": sorted(area.slug for area in policy.harm_areas.all()),
            "taxonomy": policy.taxonomy,
            "chapters": [
                {
                    "uid": chapter.uid,
                    "title": chapter.titles,
                    "clauses": list(
                        chapter.clauses.order_by("chapter_position").values_list("code", flat=True)
                    ),
                }
                for chapter in policy.chapters.all()
            ],
            "editions": [
                {
                    "uid": edition.uid,
                    "label": edition.labels,
                    "effective_on": edition.effective_on,
                    "clauses": contents.get(edition.uid, {}),
                }
                for edition in policy.editions.all()
            ],
        }
    )


def clause_entries(policy: Policy) -> list[ClauseEntry]:
    """The clauses as clauses.yaml would tell them, in order."""
    versions = stored_clause_versions(policy)
    commentaries = current_commentaries(policy)
    source = policy.languages[0]
    found = []
    for clause in policy.clauses.filter(is_retired=False).prefetch_related("statuses__source"):
        commentary = commentaries.get((clause.code, source))
        found.append(
            ClauseEntry.model_validate(
                {
                    "code": clause.code,
                    "title": clause.titles[source],
                    "versions": list(versions[clause.code].values()),
                    "explanation": (commentary.explanation or None) if commentary else None,
                    "examples": commentary.examples if commentary else [],
                    "status": legal_statuses(clause),
                }
            )
        )
    return found


def clause_texts(policy: Policy, language: str) -> dict[str, ClauseText]:
    """The translations into a language as their file would tell them, by code."""
    commentaries = current_commentaries(policy)
    versions: dict[str, list[dict[str, object]]] = {}
    for (code, number), row in current_translations(policy, language).items():
        if not row.text:
            continue
        stale = row.made_from != text_digest(row.version.text)
        entry = {"number": number, "text": row.text, "of": row.made_from if stale else None}
        versions.setdefault(code, []).append(entry)
    found = {}
    for clause in policy.clauses.filter(is_retired=False):
        if language in clause.titles:
            found[clause.code] = ClauseText.model_validate(
                {
                    "title": clause.titles[language],
                    "versions": versions.get(clause.code, []),
                    **_beside(
                        commentaries.get((clause.code, policy.languages[0])),
                        commentaries.get((clause.code, language)),
                    ),
                }
            )
    return found


def _beside(
    source: ClauseCommentary | None, translation: ClauseCommentary | None
) -> dict[str, object]:
    if translation is None or not (translation.explanation or translation.examples):
        return {}
    current = commentary_digest(
        source.explanation if source else "", source.examples if source else []
    )
    return {
        "explanation": translation.explanation or None,
        "examples": {
            example["uid"]: {"text": example["text"], "verdict": example["verdict"]}
            for example in translation.examples
        },
        "of": None if translation.made_from == current else translation.made_from,
    }


def form_entries(policy: Policy) -> list[FormEntry]:
    """The forms as forms.yaml would tell them, in order."""
    return [
        form_entry(form.slug, version.definition, version.texts[policy.languages[0]])
        for form, version in _newest(policy)
    ]


def form_texts(policy: Policy, language: str) -> dict[str, FormText]:
    """The forms' translations into a language, by slug."""
    return {
        form.slug: FormText.model_validate(version.texts[language])
        for form, version in _newest(policy)
        if language in version.texts
    }


def _newest(policy: Policy) -> list[tuple[DecisionForm, FormVersion]]:
    forms = policy.forms.filter(is_retired=False).prefetch_related("versions")
    return [(form, max(form.versions.all(), key=lambda one: one.number)) for form in forms]
