"""The save protocol: what becomes of every save, and that nothing acknowledged is lost."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from courses.assessment.errors import FeedbackNotYet, NotDrawn
from courses.assessment.models import Attempt, Response, Step
from courses.assessment.services import (
    Save,
    SaveReport,
    hand_in,
    save_answers,
)
from courses.questions.errors import AnswerRefused
from tests.courses.assessment.conftest import RIGHT, WRONG

TAB, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
type Saver = Callable[..., SaveReport]


def statuses(report: SaveReport) -> list[str]:
    return [row.status for row in report.saved]


def answer_to(attempt: Attempt, question: str) -> object:
    return Response.objects.get(attempt=attempt, question_uid=question).answer


def test_a_save_becomes_the_current_answer(quiz: Attempt, save: Saver) -> None:
    report = save(quiz, "origin", RIGHT["origin"])
    assert statuses(report) == ["current"]
    assert report.answered == {"origin"}
    assert answer_to(quiz, "origin") == {"option": "goes"}


def test_a_repeated_save_changes_nothing(quiz: Attempt, save: Saver) -> None:
    save(quiz, "origin", RIGHT["origin"])
    assert statuses(save(quiz, "origin", RIGHT["origin"])) == ["repeated"]
    assert Step.objects.filter(attempt=quiz).count() == 1


def test_a_delayed_older_save_is_kept_but_does_not_become_current(
    quiz: Attempt, save: Saver
) -> None:
    save(quiz, "origin", RIGHT["origin"], sequence=5)
    report = save(quiz, "origin", WRONG["origin"], sequence=3)
    assert statuses(report) == ["superseded"]
    assert answer_to(quiz, "origin") == {"option": "goes"}
    assert Step.objects.filter(attempt=quiz, is_superseded=True).count() == 1


def test_across_tabs_the_last_accepted_wins_and_the_other_tab_is_told(
    quiz: Attempt, save: Saver
) -> None:
    save(quiz, "origin", WRONG["origin"], tab=TAB)
    report = save(quiz, "origin", RIGHT["origin"], tab=OTHER)
    assert report.saved[0].replaced_other_tab
    assert report.elsewhere == frozenset()
    second = next(uid for uid in quiz.question_uids if uid != "origin")
    assert save(quiz, second, RIGHT[second], tab=TAB, sequence=2).elsewhere == {"origin"}
    assert answer_to(quiz, "origin") == {"option": "goes"}


def test_a_delayed_save_of_a_tab_stays_old_after_another_tab_has_answered(
    quiz: Attempt, save: Saver
) -> None:
    save(quiz, "origin", RIGHT["origin"], tab=TAB, sequence=5)
    save(quiz, "origin", WRONG["origin"], tab=OTHER, sequence=1)
    assert statuses(save(quiz, "origin", RIGHT["origin"], tab=TAB, sequence=3)) == ["superseded"]
    assert answer_to(quiz, "origin") == {"option": "stays"}


def test_a_name_used_for_another_answer_is_kept_as_one_of_a_tab_of_its_own(
    quiz: Attempt, save: Saver
) -> None:
    second = next(uid for uid in quiz.question_uids if uid != "origin")
    save(quiz, "origin", WRONG["origin"], sequence=1)
    assert statuses(save(quiz, second, RIGHT[second], sequence=1)) == ["current"]
    assert statuses(save(quiz, "origin", RIGHT["origin"], sequence=1)) == ["current"]
    assert answer_to(quiz, "origin") == {"option": "goes"}
    assert answer_to(quiz, second) is not None


def test_nobody_saves_to_the_attempt_of_another(quiz: Attempt, lead: User, now: datetime) -> None:
    with pytest.raises(Attempt.DoesNotExist):
        save_answers(
            public_id=quiz.public_id,
            by=lead,
            tab=TAB,
            saves=[Save.of(1, "origin", RIGHT["origin"])],
            at=now,
        )
    assert not Step.objects.exists()


def test_a_save_within_the_grace_counts_and_one_after_it_is_late(
    quiz: Attempt, save: Saver
) -> None:
    assert quiz.due_at is not None
    assert statuses(
        save(quiz, "origin", RIGHT["origin"], at=quiz.due_at + timedelta(seconds=29))
    ) == ["current"]
    late = save(quiz, "origin", WRONG["origin"], sequence=2, at=quiz.due_at + timedelta(seconds=31))
    assert statuses(late) == ["late"]
    assert not late.is_open
    assert answer_to(quiz, "origin") == {"option": "goes"}


def test_a_save_after_handing_in_is_kept_as_late(quiz: Attempt, save: Saver, now: datetime) -> None:
    hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert statuses(save(quiz, "origin", RIGHT["origin"])) == ["late"]
    assert Step.objects.get(attempt=quiz).is_late


def test_what_was_saved_in_time_and_is_sent_again_after_the_end_is_a_repeat(
    quiz: Attempt, save: Saver, now: datetime
) -> None:
    save(quiz, "origin", RIGHT["origin"])
    hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert statuses(save(quiz, "origin", RIGHT["origin"])) == ["repeated"]


def test_a_question_that_was_not_drawn_is_refused_and_nothing_is_stored(
    quiz: Attempt, save: Saver
) -> None:
    absent = ({"countries", "words", "order"} - set(quiz.question_uids)).pop()
    with pytest.raises(NotDrawn):
        save(quiz, absent, RIGHT[absent])
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        {"option": "nonsense"},
        {"option": ["goes"]},
        {"option": "goes", "marks": 10},
        ["goes"],
        "goes" * 300_000,
        {"option": float("nan")},
        {"option": "go\u202ees"},
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused_and_nothing_is_stored(
    quiz: Attempt, save: Saver, raw: object
) -> None:
    with pytest.raises(AnswerRefused):
        save(quiz, "origin", raw)
    assert not Step.objects.exists()


def test_one_refused_answer_keeps_the_whole_batch_out(quiz: Attempt, now: datetime) -> None:
    saves = [Save.of(1, "origin", RIGHT["origin"]), Save.of(2, "origin", {"option": "nonsense"})]
    with pytest.raises(AnswerRefused):
        save_answers(public_id=quiz.public_id, by=quiz.enrolment.user, tab=TAB, saves=saves, at=now)
    assert not Step.objects.exists()


def test_feedback_at_once_is_refused_in_an_assessment(quiz: Attempt, now: datetime) -> None:
    with pytest.raises(FeedbackNotYet):
        save_answers(
            public_id=quiz.public_id,
            by=quiz.enrolment.user,
            tab=TAB,
            saves=[Save.of(1, "origin", RIGHT["origin"])],
            at=now,
            is_check=True,
        )


def test_a_save_makes_four_queries(quiz: Attempt, save: Saver) -> None:
    save(quiz, "origin", WRONG["origin"], sequence=1)
    with CaptureQueriesContext(connection) as captured:
        save(quiz, "origin", RIGHT["origin"], sequence=2)
    asked = [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(asked) == 4, asked


def test_an_answer_that_is_taken_back_is_no_answer(quiz: Attempt, save: Saver) -> None:
    save(quiz, "origin", RIGHT["origin"], sequence=1)
    assert save(quiz, "origin", {}, sequence=2).answered == frozenset()
    assert answer_to(quiz, "origin") is None


ANSWERS = [{"option": "stays"}, {"option": "goes"}, {"option": "asks"}]


@given(
    answers=st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=6),
    data=st.data(),
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_interleaving_of_one_tabs_saves_ends_in_the_same_attempt(
    quiz: Attempt, save: Saver, answers: list[object], data: st.DataObject
) -> None:
    """Saves are repeated, delayed and reordered, each until acknowledged: the newest counts."""
    attempt = Attempt.objects.create(
        enrolment=quiz.enrolment,
        release=quiz.release,
        slot_uid=f"s{uuid.uuid4().hex[:20]}",
        lesson_uid=quiz.lesson_uid,
        number=1,
        preset=quiz.preset,
        drawn=quiz.drawn,
        started_at=quiz.started_at,
    )
    numbered = list(enumerate(answers, start=1))
    sent = data.draw(
        st.permutations(numbered + data.draw(st.lists(st.sampled_from(numbered), max_size=6)))
    )
    for sequence, raw in sent:
        save(attempt, "origin", raw, sequence=sequence)
    assert answer_to(attempt, "origin") == answers[-1]
    assert Step.objects.filter(attempt=attempt).count() == len(answers)


@given(
    sent=st.lists(
        st.tuples(
            st.sampled_from([TAB, OTHER]),
            st.integers(min_value=1, max_value=5),
            st.sampled_from(ANSWERS),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_responses_can_be_rebuilt_from_the_steps(
    quiz: Attempt, save: Saver, sent: list[tuple[uuid.UUID, int, object]]
) -> None:
    attempt = Attempt.objects.create(
        enrolment=quiz.enrolment,
        release=quiz.release,
        slot_uid=f"s{uuid.uuid4().hex[:20]}",
        lesson_uid=quiz.lesson_uid,
        number=1,
        preset=quiz.preset,
        drawn=quiz.drawn,
        started_at=quiz.started_at,
    )
    for tab, sequence, raw in sent:
        save(attempt, "origin", raw, tab=tab, sequence=sequence)
    counted = Step.objects.filter(attempt=attempt, is_superseded=False, is_late=False)
    assert counted.latest("pk").answer == answer_to(attempt, "origin")
