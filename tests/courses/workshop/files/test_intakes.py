"""What was brought is looked through once, kept for a while and shown in few queries."""

from datetime import timedelta

import pytest
from django.test import Client

from content.library.drafting.services import open_draft
from courses.catalogue.models import Course
from courses.releases.models import Intake
from courses.releases.services import (
    take_up_intakes,
)
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.files.conftest import (
    archive,
    looked_through,
)


def test_the_sweep_looks_through_what_no_task_knows_of_and_gives_up_what_it_cannot(
    trainer, now
) -> None:
    made = {"kind": "folders", "name": "a.zip", "brought_by": trainer, "brought_at": now}
    lost = Intake.objects.create(content=archive({"a.md": "x"}), due_at=now, **made)
    worn = Intake.objects.create(content=b"x", due_at=now, tries=3, state="taking", **made)
    fresh = Intake.objects.create(content=b"x", due_at=now + timedelta(seconds=1), **made)
    assert take_up_intakes(at=now) == 1
    looked_through(lost, now)
    assert lost.state == "stopped"
    for one in (worn, fresh):
        one.refresh_from_db()
    assert (worn.state, bytes(worn.content), fresh.state) == ("failed", b"", "waiting")


def test_old_files_go(trainer, now) -> None:
    made = {"kind": "folders", "name": "a.zip", "brought_by": trainer, "content": b"x"}
    old = now - timedelta(days=8)
    Intake.objects.create(brought_at=old, due_at=old, state="ready", **made)
    kept = Intake.objects.create(brought_at=old, due_at=old, state="done", ended_at=old, **made)
    older = now - timedelta(days=91)
    Intake.objects.create(brought_at=older, due_at=older, state="done", ended_at=older, **made)
    take_up_intakes(at=now)
    assert list(Intake.objects.all()) == [kept]


def test_only_who_makes_courses_brings_files(client: Client, learner, lead) -> None:
    for person in (learner, lead):
        client.force_login(person)
        assert client.get(url("file_list")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_few_questions_whatever_was_brought(
    client: Client, trainer, draft: Course, now, django_assert_num_queries, count: int
) -> None:
    client.force_login(trainer)
    line = {"row": 2, "uid": "q", "type": "single/1", "words": "?", "state": "new"}
    report = {"problems": [], "lines": [{**line, "before": {}, "after": {}}] * count, "made": ["q"]}
    told = {"brought_by": trainer, "brought_at": now, "due_at": now, "report": report}
    for _ in range(count):
        one = Intake.objects.create(
            kind="questions", name="a.csv", content=b"x", course=draft, state="ready", **told
        )
    client.get(url("file_list"))
    with django_assert_num_queries(8):
        client.get(url("file_list"))
    with django_assert_num_queries(4):
        client.get(url("intake_detail", one.public_id))
    with django_assert_num_queries(8):
        client.get(url("course_files", SLUG))


def test_pages_of_the_library_ask_few_questions(
    client: Client, trainer, draft: Course, now, django_assert_num_queries
) -> None:
    client.force_login(trainer)
    policy = open_draft(kind="policy", slug="house", by=trainer, at=now)
    client.get(url("clauses_bring", policy.public_id))
    with django_assert_num_queries(5):
        client.get(url("clauses_bring", policy.public_id))
    with django_assert_num_queries(5):
        client.get(url("library_take", "policy", "house"))
