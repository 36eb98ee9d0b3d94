"""The rules of an attempt in a draft: what fits together, what is drawn, what cannot be offset."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from core.problems import ProblemsFound
from courses.catalogue.lesson_settings import Draw, QuizSettings, dumped
from courses.releases import manifest
from courses.releases.compiling import rules_of_attempts
from courses.releases.compiling.rules_of_attempts import least_drawn
from courses.releases.compiling.settings import manifest_settings
from courses.releases.selectors import manifest as manifest_of
from courses.releases.selectors import part
from tests.factories.catalogue import course_draft, lesson_draft, make_release, question_draft

DRAW = [{"questions": ["a"]}]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"preset": "assessment", "certainty": True}, "certainty is asked for in practice"),
        ({"preset": "check", "certainty": True}, "certainty is asked for in practice"),
        ({"preset": "calibration"}, "needs a day"),
        ({"preset": "check", "feedback": "after-closing"}, "needs a day"),
        ({"preset": "check", "tries": 2}, "need feedback at once"),
        ({"preset": "assessment", "penalty": 10}, "need feedback at once"),
        ({"preset": "calibration", "closes_on": "2026-12-01", "pass_mark": 50}, "nothing to pass"),
        ({"preset": "practice", "must": ["report"]}, "something to pass"),
        ({"preset": "check", "must": ["report"]}, "something to pass"),
        ({"preset": "check", "pass_mark": 50, "test_out": True}, "needs the preset assessment"),
        ({"preset": "assessment", "must": []}, "at least 1"),
        ({"preset": "assessment", "must": ["Not a key"]}, "pattern"),
        ({"preset": "practice", "feedback": "sometimes"}, "at-once"),
        ({"preset": "practice", "result": "worst"}, "best"),
        ({"preset": "assessment", "grace_seconds": 10}, "30"),
        ({"preset": "practice", "closes_on": "tomorrow"}, "date"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(
    settings: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        QuizSettings.model_validate({**settings, "draw": DRAW})


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        ({"clause": "house/FEE-1.1"}, "how many to take"),
        ({"difficulty": 2}, "how many to take"),
        ({"difficulty": 2, "questions": ["a"], "take": 1}, "names either"),
        ({"take": 1}, "names either"),
        ({"difficulty": 4, "take": 1}, "less than or equal to 3"),
    ],
)
def test_draws_that_are_not_one_thing_are_refused(draw: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Draw.model_validate(draw)


FULL = {
    "preset": "practice",
    "feedback": "at-once",
    "tries": 3,
    "penalty": 20,
    "certainty": True,
    "result": "average",
    "closes_on": "2026-12-01",
    "attempts": 2,
    "wait_minutes": 5,
    "grace_seconds": 60,
    "draw": [{"clause": "house/FEE-1.1", "difficulty": 2, "take": 1}],
    "shuffle": False,
}


def test_every_setting_comes_back_as_it_was() -> None:
    settings = QuizSettings.model_validate(FULL)
    assert dumped(settings) == FULL
    kept = manifest_settings(settings)
    assert kept is not None
    entry = manifest.LessonEntry("q", "q", "quiz", 1, 0, {}, {}, (), {}, kept)
    told = manifest._lesson_json(entry)
    assert manifest._lesson(told, "q").settings == kept
    assert {key: told["settings"][key] for key in FULL if key != "draw"} == {
        key: value for key, value in FULL.items() if key != "draw"
    }


def test_a_manifest_of_before_reads_as_it_did_and_an_old_course_gives_the_same_bytes() -> None:
    old = {
        "preset": "check",
        "pass_mark": None,
        "attempts": None,
        "wait_minutes": 0,
        "time_limit_minutes": None,
        "shuffle": True,
        "form": "",
        "seat": "",
    }
    settings = manifest._settings(old)
    assert settings == manifest.QuizSettings(preset="check")
    assert manifest._settings_json(settings) == old


LIKE = [
    question_draft("easy", tags=("fees",), covers=("house/FEE-1.1",)),
    question_draft("hard", difficulty=3, tags=("fees",), covers=("house/FEE-1.1",)),
    question_draft("other", difficulty=3, covers=("house/FEE-1.2",)),
    question_draft("gone", difficulty=3, is_retired=True, covers=("house/FEE-1.1",)),
]


def quiz_of(**settings: Any) -> Any:
    lesson = lesson_draft("quiz", "quiz", settings=settings, covers=("house/FEE-1.1",))
    return replace(
        course_draft(lesson, slug="rules", code="RULES-1"),
        questions=tuple(sorted(LIKE, key=lambda one: one.uid)),
    )


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("draw", "pool"),
    [
        ({"clause": "house/FEE-1.1"}, ["easy", "hard"]),
        ({"difficulty": 3}, ["hard", "other"]),
        ({"clause": "house/FEE-1.1", "difficulty": 3}, ["hard"]),
        ({"tag": "fees", "difficulty": 1}, ["easy"]),
    ],
)
def test_a_draw_takes_from_all_that_are_like_it(draw: dict[str, Any], pool: list[str]) -> None:
    release = make_release(quiz_of(draw=[{**draw, "take": 1}]))
    lesson = manifest_of(release).lesson("quiz")
    assert part(lesson.parts["en"])["draws"] == [{"take": 1, "of": pool}]


def refused(**settings: Any) -> str:
    with pytest.raises(ProblemsFound) as found:
        make_release(quiz_of(**settings))
    return str(found.value)


@pytest.mark.usefixtures("published")
def test_what_cannot_be_offset_needs_two_items_whatever_is_drawn() -> None:
    told = {"preset": "assessment", "must": ["house/FEE-1.1"]}
    assert "at least 1 would be drawn" in refused(**told, draw=[{"difficulty": 1, "take": 1}])
    all_three = [{"questions": ["easy", "hard", "other"]}]
    assert make_release(quiz_of(**told, draw=all_three))
    some = [{"questions": ["easy", "hard", "other"], "take": 2}]
    assert "at least 1 would be drawn" in refused(**told, draw=some)
    assert "at least 0" in refused(preset="assessment", must=["report"], draw=all_three)


@pytest.mark.usefixtures("published")
def test_a_draw_that_nothing_is_like_says_what_it_looked_for() -> None:
    asked = [{"tag": "fees", "difficulty": 2, "take": 1}]
    assert "has the tag “fees” and is of difficulty 2" in refused(draw=asked)


@pytest.mark.usefixtures("published")
def test_testing_out_needs_something_to_stand_for() -> None:
    draft = quiz_of(preset="assessment", test_out=True, draw=[{"questions": ["easy"]}])
    bare = replace(draft, lessons=tuple(replace(one, covers=()) for one in draft.lessons))
    with pytest.raises(ProblemsFound, match="it covers nothing"):
        make_release(bare)
    assert manifest_of(make_release(draft)).slot("quiz").is_test_out


@pytest.mark.usefixtures("published")
def test_what_nobody_could_complete_is_refused() -> None:
    draw = [{"questions": ["easy"]}]
    assert "never reaches 100 %" in refused(
        preset="assessment", result="average", pass_mark=100, draw=draw
    )
    split = replace(LIKE[0], definition={**LIKE[0].definition, "split": {"field": "action"}})
    found = rules_of_attempts.rule_problems(
        lesson_draft("quiz", "quiz"),
        QuizSettings.model_validate({"preset": "assessment", "draw": draw}),
        [{"fixed": ["easy"]}],
        {"easy": split},
    )
    assert [key for key, _words in found] == ["draw"]


@pytest.mark.parametrize(
    ("draws", "least"),
    [
        ([{"fixed": ["a", "b"]}], 2),
        ([{"fixed": ["a"]}, {"take": 1, "of": ["b", "x"]}], 1),
        ([{"fixed": ["a"]}, {"take": 2, "of": ["b", "x"]}], 2),
        ([{"take": 1, "of": ["a", "b"]}, {"fixed": ["a"]}], 1),
        ([{"take": 2, "of": ["a", "b"]}, {"fixed": ["a"]}], 2),
        ([{"take": 2, "of": ["a", "x", "y"]}], 0),
        ([{"take": 1, "of": ["a"]}, {"take": 1, "of": ["b"]}], 2),
        ([], 0),
    ],
)
def test_the_least_that_is_drawn(draws: list[dict[str, Any]], least: int) -> None:
    assert least_drawn(draws, {"a", "b"}) == least
