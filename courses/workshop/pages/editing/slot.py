"""One place of the outline: what comes before it, and its accounts."""

from dataclasses import dataclass

from content.texts import pick
from courses.catalogue import outlining
from courses.catalogue.errors import UnknownItem
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_outline
from courses.workshop import selectors
from courses.workshop.pages.words import kind_of_lesson


@dataclass(frozen=True)
class Account:
    """One lesson of the place."""

    uid: str
    title: str
    kind: str
    minutes: int


@dataclass(frozen=True)
class SlotPage:
    """Everything on the page but the form."""

    uid: str
    title: str
    accounts: list[Account]
    after: list[str]
    others: list[tuple[str, str]]
    may_have_more: bool


def slot_page(course: Course, uid: str, *, language: str) -> SlotPage | None:
    """Return a place of the outline with every other that could come first, in six queries."""
    outline = read_outline(course)
    try:
        slot = outlining.slot_of(outline, uid)
    except UnknownItem:
        return None
    titles: dict[str, dict[str, str]] = {}
    for lesson_uid, spoken, words in selectors.texts_of_lessons(course):
        titles.setdefault(lesson_uid, {})[spoken] = words.title
    lessons = {one.uid: one for one in selectors.lessons_of(course)}

    def named(lesson_uid: str) -> str:
        return pick(titles.get(lesson_uid, {}), language, course.languages) or lesson_uid

    accounts = [
        Account(one, named(one), kind_of_lesson(lessons[one].kind), lessons[one].minutes)
        for one in slot.lessons
    ]
    others = [
        (one.uid, named(one.lessons[0]) if one.lessons else one.uid)
        for one in outlining.slots_of(outline)
        if one.uid != uid
    ]
    may = {lessons[one].kind for one in slot.lessons} <= {"reading", "case"}
    title = accounts[0].title if accounts else uid
    return SlotPage(uid, title, accounts, list(slot.after), others, may)
