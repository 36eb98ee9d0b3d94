"""Many people's attempts as rows, copied by the database itself: thousands in a moment."""

from typing import Any

from django.db import connection, models

from courses.assessment.models import Attempt, Grading, Response, Step
from courses.enrolment.models import Enrolment

BASE = 1_000_000
# How many answers each copied attempt has.
ANSWERS = 10


def copied(row: models.Model, count: int, **changed: str) -> None:
    """Insert copies of a row with the ids BASE + 1 and up; `changed` are SQL over `n.i`."""
    quoted = connection.ops.quote_name
    fields = row._meta.concrete_fields
    names = [quoted(field.column) for field in fields]
    values = {name: f"t.{name}" for name in names}
    values[quoted("id")] = f"{BASE} + n.i"
    values |= {quoted(name): sql for name, sql in changed.items()}
    table = quoted(row._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "  # noqa: S608
            f"INSERT INTO {table} ({', '.join(names)}) "
            f"SELECT {', '.join(values[name] for name in names)} FROM {table} t, n WHERE t.id = %s",
            [count, row.pk],
        )


def many_like(enrolment: Enrolment, attempt: Attempt, *, people: int) -> None:
    """So many others who took the same, closed and graded, with their answers and steps.

    The attempt that is copied is graded and has a step and a response. The database knows
    afterwards how much there is of what.
    """
    unique = "gen_random_uuid()" if connection.vendor == "postgresql" else "hex(randomblob(16))"
    person: Any = enrolment.user
    copied(person, people, public_id=unique, email="NULL", employee_number="NULL")
    copied(enrolment, people, public_id=unique, user_id=f"{BASE} + n.i")
    grading = f"{BASE} + n.i"
    told = {"enrolment_id": f"{BASE} + n.i", "current_grading_id": grading, "number": "1"}
    copied(attempt, people, public_id=unique, **told)
    copied(Grading.objects.filter(attempt=attempt)[0], people, attempt_id=f"{BASE} + n.i")
    whose = f"{BASE} + 1 + (n.i - 1) / {ANSWERS}"
    uid = f"'question-' || ((n.i - 1) %% {ANSWERS})"
    step = Step.objects.filter(attempt=attempt, is_late=False)[0]
    answers = people * ANSWERS
    copied(step, answers, attempt_id=whose, question_uid=uid, sequence="n.i")
    response = Response.objects.filter(attempt=attempt)[0]
    copied(response, answers, attempt_id=whose, question_uid=uid, step_id=f"{BASE} + n.i")
    # Table by table: the whole database would take in the tables that PostgreSQL's databases share,
    # and hold them against the other process of this run until the test ends.
    with connection.cursor() as cursor:
        for model in (type(person), Enrolment, Attempt, Grading, Step, Response):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
