"""With 50 million steps no page looks through steps, responses, gradings or attempts.

What the hot pages ask is explained by the database that the tests run on, with so many attempts
of others beside the learner's own that it knows which tables are large: each of these is reached
by an index, and never gone through from end to end.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.assessment.models import Attempt, Step
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.courses import take
from tests.courses.delivery.nine_types import WRONG, draft_of_all
from tests.courses.many import many_like
from tests.factories.catalogue import make_release

BIG = ("courses_step", "courses_response", "courses_grading", "courses_attempt")
# Partial indexes hold only what waits for somebody: going through one is what a list does.
WAITING = ("courses_step_late", "courses_attempt_due")
TAB = str(uuid.UUID(int=1))
LESSONS = {
    "exam": {"preset": "assessment"},
    "drill": {"preset": "practice", "tries": 3, "penalty": 10, "certainty": True},
}


@pytest.fixture
def release(published: Release, units: Any) -> Release:
    made = make_release(draft_of_all(LESSONS, slug="all", code="ALL-1"))
    made.course.owner = units.north
    made.course.save(update_fields=["owner"])
    return made


@pytest.fixture
def enrolment(release: Release, learner: User) -> Enrolment:
    return take(learner, release)


PEOPLE = 2_000


@pytest.fixture
def crowd(enrolment: Enrolment) -> None:
    """Thousands of attempts of others, their answers and steps."""
    attempt = start(enrolment, "exam")
    save = Save.of(1, "single", {"option": "red"})
    told = {"public_id": attempt.public_id, "by": enrolment.user, "at": NOW}
    save_answers(**told, tab=uuid.UUID(int=9), saves=[save])
    hand_in(**told)
    attempt.refresh_from_db()
    many_like(enrolment, attempt, people=PEOPLE)


def start(enrolment: Enrolment, slot_uid: str) -> Attempt:
    return start_attempt(enrolment=enrolment, slot_uid=slot_uid, by=enrolment.user, at=NOW)


@contextmanager
def explained() -> Iterator[list[str]]:
    """Collect how the database goes about each query on a big table that it scans."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if any(f'"{table}"' in sql for table in BIG) and not sql.startswith("INSERT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    found: list[str] = []
    with connection.execute_wrapper(note):
        yield found
    assert asked, "nothing was asked of the big tables"
    for sql, params in asked:
        found += [f"{problem}: {sql[:300]}" for problem in scans(sql, params)]


def scans(sql: str, params: Any) -> list[str]:
    """Return the big tables that a query goes through from end to end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return [line for *_ids, line in cursor.fetchall() if _is_whole(line)]
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    told = json.loads(plan) if isinstance(plan, str) else plan
    return list(_nodes(told[0]["Plan"]))


def _is_whole(line: str) -> bool:
    words = line.split()
    is_scan = len(words) > 1 and words[0] == "SCAN" and words[1] in BIG
    return is_scan and not any(name in line for name in WAITING)


def _nodes(plan: dict[str, Any]) -> Iterator[str]:
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
    if plan.get("Relation Name") not in BIG or not plan["Node Type"].endswith("Scan"):
        return
    kind, index = plan["Node Type"], plan.get("Index Name", "")
    by_index = "Index Cond" in plan or "Recheck Cond" in plan or "TID Cond" in plan
    if kind == "Seq Scan" or not (by_index or index in WAITING):
        yield f"{kind} {index} on {plan['Relation Name']}"


def at(name: str, *args: object) -> str:
    return reverse(f"courses:{name}", args=args)


def test_answering_scans_no_table_of_answers(
    client: Client, enrolment: Enrolment, learner: User, crowd: None
) -> None:
    client.force_login(learner)
    for slot_uid in LESSONS:
        attempt = start(enrolment, slot_uid)
        key = attempt.public_id
        number = attempt.question_uids.index("single") + 1
        sent: dict[str, Any] = {"tab": TAB, "sequence": 1, **WRONG["single"]}
        save = {"sequence": 2, "question": "numeric", "form": WRONG["numeric"]}
        body = json.dumps({"tab": TAB, "saves": [save]})
        with explained() as found:
            answer = client.post(at("delivery:attempt_answer", key, number), sent)
            assert answer.status_code == 302
            answer = client.post(
                at("delivery:attempt_steps", key), body, content_type="application/json"
            )
            assert answer.json()["saved"][0]["status"] == "current"
            client.post(at("delivery:attempt_aside", key, number), {"flag": "1"})
            for address in (
                at("delivery:attempt_detail", key, number),
                at("delivery:attempt_summary", key),
                at("delivery:lesson_detail", "all", slot_uid),
                at("delivery:course_detail", "all"),
                at("delivery:home"),
            ):
                assert client.get(address).status_code == 200
            client.post(at("delivery:attempt_hand_in", key))
            late = {"tab": TAB, "saves": [{**save, "sequence": 9}]}
            client.post(
                at("delivery:attempt_steps", key), json.dumps(late), content_type="application/json"
            )
            assert client.get(at("delivery:attempt_result", key)).status_code == 200
            for name in ("record_detail", "report"):
                assert client.get(at(f"delivery:{name}")).status_code == 200
        assert found == []
        assert Step.objects.filter(attempt=attempt).count() == 3


def test_the_lists_of_trainers_and_leads_scan_no_table_of_answers(
    client: Client, enrolment: Enrolment, trainer: User, lead: User, crowd: None
) -> None:
    client.force_login(trainer)
    with explained() as found:
        for address in (
            at("workshop:judging_list"),
            at("workshop:judging_overview", "all"),
            at("workshop:judging_contests", "all"),
            at("workshop:judging_fails", "all"),
            at("workshop:judging_late", "all"),
            at("workshop:judging_marking", "all"),
            at("workshop:judging_regrades", "all"),
            at("workshop:figures_list", "all"),
            at("workshop:draft_detail", "all"),
        ):
            assert client.get(address).status_code == 200, address
        client.force_login(lead)
        assert client.get(at("oversight:status_list")).status_code == 200
    assert found == []


def test_a_scan_would_be_found(crowd: None) -> None:
    """The same search tells a query that has no index to go by."""
    with explained() as found:
        assert Step.objects.filter(question_uid="single").count() == 1
    assert len(found) == 1
