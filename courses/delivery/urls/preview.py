"""Addresses of a preview: those of one course, by the same names, below course and candidate."""

from django.urls import path

from courses.delivery.views import attempt, contest, course, lesson, preview, steps

app_name = "preview"
LESSON = "lesson/<slug:slot_uid>/"
ATTEMPT = "attempts/<uuid:public_id>/"
QUESTION = f"{ATTEMPT}<int:number>/"
urlpatterns = [
    path("", course.course_detail, name="course_detail"),
    path("start/", course.course_start, name="course_start"),
    path("again/", preview.restart, name="restart"),
    path("language/", course.course_language, name="course_language"),
    path(LESSON, lesson.lesson_detail, name="lesson_detail"),
    path(f"{LESSON}complete/", lesson.lesson_complete, name="lesson_complete"),
    path(f"{LESSON}open/", preview.lesson_open, name="lesson_open"),
    path(f"{LESSON}attempt/", attempt.attempt_start, name="attempt_start"),
    path(f"{ATTEMPT}steps/", steps.attempt_steps, name="attempt_steps"),
    path(f"{ATTEMPT}summary/", attempt.attempt_summary, name="attempt_summary"),
    path(f"{ATTEMPT}hand-in/", attempt.attempt_hand_in, name="attempt_hand_in"),
    path(f"{ATTEMPT}result/", attempt.attempt_result, name="attempt_result"),
    path(QUESTION, attempt.attempt_detail, name="attempt_detail"),
    path(f"{QUESTION}answer/", attempt.attempt_answer, name="attempt_answer"),
    path(f"{QUESTION}contest/", contest.attempt_contest, name="attempt_contest"),
    path(f"{QUESTION}aside/", attempt.attempt_aside, name="attempt_aside"),
]
