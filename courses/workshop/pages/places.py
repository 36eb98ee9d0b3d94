"""The page on which a problem of a compile is mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from content.linting import RULES
from courses.catalogue.models import Course

_LESSON = re.compile(r"([a-z0-9-]+)\.([A-Za-z-]+)\.md")
_QUESTIONS = re.compile(r"questions(?:\.([A-Za-z-]+))?\.yaml")
_WORDS = frozenset({"", "title", "topic", "body"})  # what stands in the editor of a text
_SETTING = re.compile(r"[a-z_]+(\.[a-z0-9_.-]+)?")
_UID = re.compile(r"[a-z0-9-]{1,64}")


def href_of(course: Course, problem: Mapping[str, Any]) -> str:
    """Return the editor of what a problem is about, at its line; empty where there is none."""
    file, key = str(problem.get("file") or ""), str(problem.get("key") or "")
    if found := _LESSON.fullmatch(file):
        return _lesson(course, found[1], found[2], key, int(problem.get("line") or 1))
    if found := _QUESTIONS.fullmatch(file):
        return _question(course, key.partition(".")[0], found[1] or "")
    if file == "course.yaml":
        page = "draft_detail" if key.startswith(("modules", "outline")) else "course_settings"
        return reverse(f"courses:workshop:{page}", args=[course.slug])
    if _UID.fullmatch(file):
        return f"{reverse('courses:workshop:library_list')}?q={file}"
    return ""


def _lesson(course: Course, uid: str, language: str, key: str, line: int) -> str:
    is_setting = key.partition(".")[0] not in {*_WORDS, *RULES} and _SETTING.fullmatch(key)
    if is_setting:
        return reverse("courses:workshop:lesson_settings", args=[course.slug, uid])
    if language not in course.languages:
        return ""
    return f"{reverse('courses:workshop:lesson_text', args=[course.slug, uid, language])}#L{line}"


def _question(course: Course, uid: str, language: str) -> str:
    if not _UID.fullmatch(uid):
        return reverse("courses:workshop:question_list", args=[course.slug])
    if language and language in course.languages:
        return reverse("courses:workshop:question_words", args=[course.slug, uid, language])
    return reverse("courses:workshop:question_edit", args=[course.slug, uid])
