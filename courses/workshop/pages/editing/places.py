"""Where a lesson that stands in no slot can be put."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from content.texts import pick
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_outline
from courses.workshop import selectors
from courses.workshop.pages.words import kind_of_lesson

READ = ("reading", "case")


@dataclass(frozen=True)
class PlacesPage:
    """The lesson, and the choices for its place: modules, and slots by module."""

    uid: str
    title: str
    kind: str
    choices: list[tuple[str, Any]]


def places_for(course: Course, uid: str, *, language: str) -> PlacesPage | None:
    """Return where a lesson can be put; None if it is not there or has a place."""
    outline = read_outline(course)
    lessons = {one.uid: one for one in selectors.lessons_of(course)}
    placed = {one for module in outline for slot in module.slots for one in slot.lessons}
    if uid not in lessons or uid in placed:
        return None
    titles: dict[str, dict[str, str]] = {}
    for lesson_uid, spoken, words in selectors.texts_of_lessons(course):
        titles.setdefault(lesson_uid, {})[spoken] = words.title

    def named(lesson_uid: str) -> str:
        return pick(titles.get(lesson_uid, {}), language, course.languages) or lesson_uid

    choices: list[tuple[str, Any]] = []
    for module in outline:
        title = pick(dict(module.titles), language, course.languages)
        rows = [(f"module:{module.uid}", _("At the end, in a place of its own"))]
        if lessons[uid].kind in READ:
            rows += [
                (
                    f"slot:{slot.uid}",
                    _("Shorter account of “%(title)s”") % {"title": named(slot.lessons[0])},
                )
                for slot in module.slots
                if slot.lessons and all(lessons[one].kind in READ for one in slot.lessons)
            ]
        choices.append((title or module.uid, rows))
    return PlacesPage(uid, named(uid), kind_of_lesson(lessons[uid].kind), choices)


def place_from(choice: str) -> tuple[str, str]:
    """Return the module's uid or the slot's, the other one empty."""
    what, _colon, uid = choice.partition(":")
    return (uid, "") if what == "module" else ("", uid)
