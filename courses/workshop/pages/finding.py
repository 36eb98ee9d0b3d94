"""The palette: one field that leads to every page of the workshop and to all that is written."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from content.library.drafting.rules import can_draft
from content.rendering.references import without_references
from courses.workshop import rules
from courses.workshop.selectors.finding import Found, found_for


@dataclass(frozen=True)
class FoundLine:
    """One thing to go to."""

    word: str
    title: str
    within: str
    href: str


def found_lines(user: User, q: str, language: str) -> list[FoundLine]:
    """Return pages and written things with these words; without words, every page."""
    pages = [one for one in _pages(user) if q.casefold() in one.title.casefold()]
    if not q:
        return pages
    return [*pages, *(_line(one) for one in found_for(user, q, language))]


def _pages(user: User) -> list[FoundLine]:
    named = [(_("Courses in the making"), "draft_list")]
    if user.paths_held("trainer"):
        named.append((_("New course"), "course_new"))
    if can_draft(user):
        named += [
            (_("Imported reports"), "article_list"),
            (_("Import a report"), "article_new"),
            (_("Library"), "library_list"),
            (_("Drafts of the library"), "library_draft_list"),
        ]
    named += [
        (_("References"), "reference_list"),
        (_("Reviews"), "review_list"),
        (_("What waits for a person"), "judging_list"),
    ]
    if rules.can_keep_words(user):
        named.append((_("Guarded words"), "guarded_words"))
    return [
        FoundLine(_("Page"), title, "", reverse(f"courses:workshop:{name}"))
        for title, name in named
    ]


def _line(found: Found) -> FoundLine:
    words = {
        "course": _("Course"),
        "lesson": _("Lesson"),
        "question": _("Question"),
        "case": _("Case"),
        "policy": _("Policy"),
        "background": _("Background facts"),
    }
    within = _("%(name)s, a draft") % {"name": found.within} if found.is_draft else found.within
    title = without_references(found.title)
    return FoundLine(words[found.kind], title, within, _href(found))


def _href(found: Found) -> str:
    """Of what stands in the library, its line there: from it a draft is opened."""
    if found.is_draft:
        return reverse("courses:workshop:library_draft", args=found.names)
    pages = {"course": "draft_detail", "lesson": "lesson_text", "question": "question_edit"}
    if found.kind in pages:
        return reverse(f"courses:workshop:{pages[found.kind]}", args=found.names)
    query = urlencode({"q": found.names[0], "kind": found.kind})
    return f"{reverse('courses:workshop:library_list')}?{query}"
