"""What the editors of questions look up: forms and clauses that the writer may read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from accounts.models import User
from content.policies.models import ClauseVersion, DecisionForm, FormVersion, Policy
from content.policies.selectors.forms import form_document
from content.policies.selectors.reader import current_edition
from content.texts import pick
from courses.catalogue.models import Course

MOST_CLAUSES = 500
MOST_FORMS = 200


def forms_for(user: User, language: str) -> list[tuple[str, str]]:
    """Return the decision forms that the person may use, key and title; two queries."""
    forms = list(
        DecisionForm.objects.filter(is_retired=False, policy__in=Policy.objects.visible_to(user))
        .select_related("policy")
        .order_by("policy__slug", "position", "slug")[:MOST_FORMS]
    )
    newest: dict[int, Any] = {}
    rows = FormVersion.objects.filter(form__in=forms).order_by("form", "number")
    for form, texts in rows.values_list("form_id", "texts"):
        newest[form] = texts
    return [
        (f"{form.policy.slug}/{form.slug}", _title(newest.get(form.pk, {}), form, language))
        for form in forms
    ]


def _title(texts: dict[str, Any], form: DecisionForm, language: str) -> str:
    said: dict[str, Any] = texts.get(language) or next(iter(texts.values()), {})
    title = said.get("title") or form.slug
    return f"{title} ({pick(form.policy.titles, language, form.policy.languages)})"


def form_told(user: User, slug: str, language: str) -> dict[str, Any] | None:
    """Return a form that the person may use, in one language; two queries."""
    policy, _slash, _form = slug.partition("/")
    if not Policy.objects.visible_to(user).filter(slug=policy).exists():
        return None
    return form_document(slug, language)


def clauses_for(user: User, language: str, *, on: date) -> list[tuple[str, str]]:
    """Return the first 500 clauses in effect that the person may read: key and title; one query."""
    rows = (
        ClauseVersion.objects.filter(clause__policy__in=Policy.objects.visible_to(user))
        .annotate(current=current_edition(on, "clause__policy"))
        .filter(in_editions__edition=F("current"))
        .order_by("clause__policy__slug", "clause__position")
        .values_list("clause__policy__slug", "clause__code", "clause__titles")[:MOST_CLAUSES]
    )
    return [
        (f"{policy}/{code}", titles.get(language) or next(iter(titles.values()), ""))
        for policy, code, titles in rows
    ]


def question_uids(course: Course) -> set[str]:
    """Return the uid of every question of the bank; one query."""
    return set(course.questions.values_list("uid", flat=True))
