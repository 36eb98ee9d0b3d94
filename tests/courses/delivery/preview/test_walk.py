"""The whole course in preview: it really works, and no row of any table changes by it."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.delivery.desks.guard import PreviewWrote, nothing_written
from courses.delivery.desks.preview import PreviewDesk
from courses.enrolment.models import Enrolment
from courses.releases.models import Candidate, Release
from courses.releases.services import compile_candidate
from tests.courses.delivery.preview.conftest import TAB, at, kept, rows
from tests.courses.delivery.test_pages import FORMS
from tests.factories.catalogue import course_draft, lesson_draft, make_course, quiz_draft


def get(preview: Client, address: str, status: int = 200) -> str:
    answer = preview.get(address)
    assert answer.status_code == status, address
    text: str = answer.content.decode()
    assert "Nothing is recorded." in text
    # No way leads out of the preview to the person's own course or attempt.
    assert '"/courses/example-course' not in text
    assert '"/attempts/' not in text
    return text


def take(preview: Client, candidate: Candidate, slot: str) -> str:
    """Answer everything at a slot and hand in; return the result page."""
    assert preview.post(at("attempt_start", candidate, slot)).status_code == 302
    attempt = kept(preview, candidate)["attempts"][-1]
    key = attempt["public_id"]
    for number, drawn in enumerate(attempt["drawn"], start=1):
        get(preview, at("attempt_detail", candidate, key, number))
        sent = {"tab": TAB, "sequence": number, **FORMS.get(drawn["uid"], {})}
        saved = preview.post(at("attempt_answer", candidate, key, number), sent)
        assert saved.status_code == 302
    summary = get(preview, at("attempt_summary", candidate, key))
    assert "You have" in summary
    assert preview.post(at("attempt_hand_in", candidate, key)).status_code == 302
    return get(preview, at("attempt_result", candidate, key))


def test_the_whole_course_leaves_every_table_as_it_was(
    preview: Client, candidate: Candidate
) -> None:
    before = rows()
    assert "Start the course" in get(preview, at("course_detail", candidate))
    preview.post(at("course_start", candidate), {"language": "en"})
    assert "0 of 5 done" in get(preview, at("course_detail", candidate))
    get(preview, at("lesson_detail", candidate, "how-it-works"))
    preview.post(at("lesson_complete", candidate, "how-it-works"))
    assert "Before you read" in get(preview, at("lesson_detail", candidate, "the-case"))
    shorter = at("lesson_detail", candidate, "the-case") + "?account=the-case-short"
    assert "fees that nobody owed" in get(preview, shorter)
    sent = {"account": "the-case-short"}
    preview.post(at("lesson_complete", candidate, "the-case"), sent)
    assert kept(preview, candidate)["taken"] == {"the-case": "the-case-short"}
    get(preview, at("lesson_detail", candidate, "decide"))
    take(preview, candidate, "decide")
    assert "The pass mark is 60 %" in get(preview, at("lesson_detail", candidate, "quiz"))
    result = take(preview, candidate, "quiz")
    assert "Passed." in result
    assert "As the key has it" in result
    attempt = kept(preview, candidate)["attempts"][-1]["public_id"]
    contest = at("attempt_contest", candidate, attempt, 1)
    get(preview, contest)
    told = preview.post(contest, {"reason": "The key is too narrow."}, follow=True)
    assert "nothing was sent" in told.content.decode()
    get(preview, at("lesson_detail", candidate, "attest"))
    passed = preview.post(at("lesson_complete", candidate, "attest"), follow=True)
    assert "You have passed this course" in passed.content.decode()
    assert "A preview gives none" in passed.content.decode()
    preview.post(at("course_language", candidate), {"language": "es"})
    assert 'lang="es"' in get(preview, at("lesson_detail", candidate, "how-it-works"))
    preview.post(at("restart", candidate))
    assert "Start the course" in get(preview, at("course_detail", candidate))
    assert preview.session["previews"] == {}
    assert rows() == before


def test_the_queue_of_the_browser_and_the_mark_for_review(
    preview: Client, candidate: Candidate
) -> None:
    before = rows()
    preview.post(at("lesson_open", candidate, "quiz"))
    preview.post(at("attempt_start", candidate, "quiz"))
    attempt = kept(preview, candidate)["attempts"][-1]
    steps = at("attempt_steps", candidate, attempt["public_id"])

    def send(sequence: int, option: str) -> dict[str, Any]:
        form = {"answer.option": [option]}
        saves = [{"sequence": sequence, "question": "origin", "form": form}]
        body = json.dumps({"tab": TAB, "saves": saves})
        answer = preview.post(steps, body, content_type="application/json")
        assert answer.status_code == 200
        told: dict[str, Any] = answer.json()
        return told

    assert send(2, "goes")["saved"][0]["status"] == "current"
    assert send(2, "goes")["saved"][0]["status"] == "repeated"
    assert send(1, "stays")["saved"][0]["status"] == "superseded"
    assert send(3, "asks")["answered"] == ["origin"]
    aside = at("attempt_aside", candidate, attempt["public_id"], 1)
    assert preview.post(aside, {"flag": "1"}).status_code == 204
    now = kept(preview, candidate)["attempts"][-1]
    assert now["responses"]["origin"][0] == {"option": "asks"}
    assert now["flags"] == [attempt["drawn"][0]["uid"]]
    bad = preview.post(steps, "{", content_type="application/json")
    assert bad.status_code == 400
    early = preview.post(at("attempt_contest", candidate, attempt["public_id"], 1), {"reason": "x"})
    assert early.status_code == 409
    assert rows() == before


def test_checking_tries_and_penalty_tell_what_they_tell_a_learner(
    preview: Client, trainer: User, units: Any
) -> None:
    quiz = quiz_draft(questions=1, preset="practice", tries=2, penalty=20)
    course = make_course(course_draft(quiz, questions=1), at=timezone.now())
    course.owner = units.north
    course.save(update_fields=["owner"])
    candidate = compile_candidate(course=course, by=trainer, at=timezone.now())
    preview.post(at("attempt_start", candidate, "quiz"))
    key = kept(preview, candidate)["attempts"][-1]["public_id"]

    def check(option: str, sequence: int) -> str:
        sent = {"tab": TAB, "sequence": sequence, "answer.option": option, "go": "check"}
        where = at("attempt_answer", candidate, key, 1)
        answer = preview.post(where, sent, follow=True)
        told: str = answer.content.decode()
        return told

    assert "1 try is left." in check("wrong", 1)
    found = check("right", 2)
    assert "the tries before it took 20 %" in found
    assert "data-steps" not in found
    assert "cannot be changed any more" in check("wrong", 3)
    preview.post(at("attempt_hand_in", candidate, key))
    assert "0.8 of 1" in get(preview, at("attempt_result", candidate, key))


def test_what_is_locked_can_be_opened_all_the_same(preview: Client, candidate: Candidate) -> None:
    locked = get(preview, at("lesson_detail", candidate, "quiz"), status=409)
    assert "Open it all the same" in locked
    assert preview.post(at("attempt_start", candidate, "quiz")).status_code == 302
    assert "previews" not in preview.session
    preview.post(at("lesson_open", candidate, "quiz"))
    assert kept(preview, candidate)["done"] == ["decide", "how-it-works", "the-case"]
    assert "Start" in get(preview, at("lesson_detail", candidate, "quiz"))


def test_testing_out_completes_what_it_stands_for(
    preview: Client, trainer: User, units: Any, published: Release
) -> None:
    settings = {"preset": "assessment", "test_out": True, "draw": [{"questions": ["question-0"]}]}
    quiz = lesson_draft("quiz", "quiz", settings=settings, covers=("house/FEE-1.1",))
    course = make_course(course_draft(lesson_draft("intro"), quiz, questions=1), at=timezone.now())
    course.owner = units.north
    course.save(update_fields=["owner"])
    candidate = compile_candidate(course=course, by=trainer, at=timezone.now())
    preview.post(at("attempt_start", candidate, "quiz"))
    key = kept(preview, candidate)["attempts"][-1]["public_id"]
    sent = {"tab": TAB, "sequence": 1, "answer.option": "right"}
    preview.post(at("attempt_answer", candidate, key, 1), sent)
    preview.post(at("attempt_hand_in", candidate, key))
    assert kept(preview, candidate)["done"] == ["intro", "quiz"]
    assert "You have passed this course" in get(preview, at("course_detail", candidate))


def test_an_attempt_past_its_end_is_closed_with_what_was_saved(
    preview: Client, candidate: Candidate
) -> None:
    preview.post(at("lesson_open", candidate, "quiz"))
    preview.post(at("attempt_start", candidate, "quiz"))
    session = preview.session
    attempt = session["previews"][str(candidate.public_id)]["attempts"][-1]
    attempt["due_at"] = "2026-01-01T00:00:00+00:00"
    session.save()
    result = preview.get(at("attempt_detail", candidate, attempt["public_id"], 1), follow=True)
    assert "closed at its end with what was saved" in result.content.decode()


def test_a_page_of_a_preview_cannot_write(published: Any, course: Course) -> None:
    with pytest.raises(PreviewWrote), nothing_written():
        Course.objects.filter(pk=course.pk).update(code="X")


def test_two_saves_in_the_same_moment_are_both_kept(
    preview: Client, candidate: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview.post(at("lesson_open", candidate, "quiz"))
    preview.post(at("attempt_start", candidate, "quiz"))
    attempt = kept(preview, candidate)["attempts"][-1]
    one, two = (drawn["uid"] for drawn in attempt["drawn"][:2])
    other = Client()
    other.cookies = preview.cookies

    def save(client: Client, number: int) -> None:
        sent = {"tab": TAB, "sequence": number, **FORMS[attempt["drawn"][number - 1]["uid"]]}
        where = at("attempt_answer", candidate, attempt["public_id"], number)
        assert client.post(where, sent).status_code == 302

    in_between = [lambda: save(other, 2)]
    read = PreviewDesk._enrolment

    def meanwhile(desk: PreviewDesk) -> Enrolment:
        """The other save comes and goes after this request has read its session."""
        if in_between:
            in_between.pop()()
        return read(desk)

    monkeypatch.setattr(PreviewDesk, "_enrolment", meanwhile)
    save(preview, 1)
    responses = kept(preview, candidate)["attempts"][-1]["responses"]
    assert set(responses) == {one, two}
