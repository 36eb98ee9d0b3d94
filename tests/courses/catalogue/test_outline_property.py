"""Any run of outline operations keeps the outline whole, and history restores any state of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.catalogue import items, outlining, services
from courses.catalogue.drafts import CourseDraft, LessonDraft, LessonWords
from courses.catalogue.errors import CatalogueError
from courses.catalogue.models import Course, CourseModule, ItemVersion, Slot, Variant
from courses.catalogue.selectors import read_draft, read_outline
from tests.factories.catalogue import NOW, course_draft, lesson_draft, make_course

UIDS = st.sampled_from(["a", "b", "c", "d"])
PLACES = st.integers(-1, 5)
LESSON = LessonDraft("x", "reading", 5, texts={"en": LessonWords("Title", "Topic")})

OPERATIONS = st.one_of(
    st.tuples(st.just("add_module"), UIDS),
    st.tuples(st.just("rename_module"), UIDS),
    st.tuples(st.just("move_module"), UIDS, PLACES),
    st.tuples(st.just("step_module"), UIDS, st.sampled_from([-1, 1])),
    st.tuples(st.just("remove_module"), UIDS),
    st.tuples(st.just("add_lesson"), UIDS, UIDS),
    st.tuples(st.just("add_variant"), UIDS, UIDS),
    st.tuples(st.just("add_slot"), UIDS, UIDS, UIDS),
    st.tuples(st.just("move_slot"), UIDS, UIDS, PLACES),
    st.tuples(st.just("step_slot"), UIDS, st.sampled_from([-1, 1])),
    st.tuples(st.just("remove_slot"), UIDS),
    st.tuples(st.just("order_slot"), UIDS, st.lists(UIDS, max_size=3)),
    st.tuples(st.just("place_lesson"), UIDS, UIDS, PLACES),
    st.tuples(st.just("take_out_lesson"), UIDS),
    st.tuples(st.just("remove_lesson"), UIDS),
)


def act(course: Course, operation: tuple, number: int) -> None:
    """Do one operation, or be refused."""
    name, uid, *rest = operation
    who = {"course": course, "by": None, "at": NOW + timedelta(hours=number)}
    match name:
        case "add_module" | "rename_module":
            titles = {"en": f"Title {number}"}
            getattr(services, name)(uid=uid, titles=titles, **who)
        case "move_module":
            services.move_module(uid=uid, to=rest[0], **who)
        case "step_module" | "step_slot":
            getattr(services, name)(uid=uid, step=rest[0], **who)
        case "add_lesson":
            services.add_lesson(lesson=replace(LESSON, uid=uid), module_uid=rest[0], **who)
        case "add_variant":
            services.add_lesson(lesson=replace(LESSON, uid=uid), slot_uid=rest[0], **who)
        case "add_slot":
            services.add_slot(module_uid=rest[0], uid=uid, lesson_uid=rest[1], **who)
        case "move_slot":
            services.move_slot(uid=uid, module_uid=rest[0], to=rest[1], **who)
        case "order_slot":
            services.order_slot(uid=uid, after=rest[0], **who)
        case "place_lesson":
            services.place_lesson(slot_uid=uid, uid=rest[0], to=rest[1], **who)
        case _:
            getattr(services, name)(uid=uid, **who)


def assert_whole(course: Course) -> None:
    assert outlining.faults(read_outline(course)) == []
    modules = CourseModule.objects.filter(course=course)
    assert [row.position for row in modules.order_by("position")] == list(range(len(modules)))
    for module in modules:
        places = Slot.objects.filter(module=module).order_by("position")
        assert [row.position for row in places] == list(range(len(places)))
    for slot in Slot.objects.filter(course=course):
        places = Variant.objects.filter(slot=slot).order_by("position")
        assert [row.position for row in places] == list(range(len(places)))


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(operations=st.lists(OPERATIONS, max_size=12), data=st.data())
def test_any_operations_keep_the_outline_whole_and_history_restores_it(
    operations: list[tuple], data: st.DataObject
) -> None:
    number = Course.objects.count()
    course = make_course(
        course_draft(
            lesson_draft("a"), lesson_draft("b"), slug=f"small-{number}", code=f"S-{number}"
        )
    )
    states = {course.draft_revision: _state(course)}
    for place, operation in enumerate(operations):
        try:
            act(course, operation, place)
        except CatalogueError:
            assert _state(course) == states[course.draft_revision]
        states[course.draft_revision] = _state(course)
        assert_whole(course)
    if len(states) < 2:
        return
    revision = data.draw(st.sampled_from(sorted(states)[:-1]))
    for version in ItemVersion.objects.filter(
        course=course, kind=items.OUTLINE, revision__gt=revision
    ).order_by("revision")[:1]:
        services.restore_item(version=version, by=None, at=NOW)
        assert_whole(course)
        assert read_outline(course) == states[revision].modules
    # Taking back every edit, the newest first, leads back to where it began.
    rows = ItemVersion.objects.filter(course=course, revision__gt=revision)
    for version in list(rows.order_by("-revision", "kind")):
        services.restore_item(version=version, by=None, at=NOW)
    assert_same(_state(course), states[revision])


def assert_same(one: CourseDraft, other: CourseDraft) -> None:
    assert one.modules == other.modules
    assert one.lessons == other.lessons


def _state(course: Course) -> CourseDraft:
    course.refresh_from_db()
    return read_draft(course)
