"""Addresses of writing lessons: text, preview, pickers, translation."""

from django.urls import path

from courses.workshop.views.writing import heads, lesson, references, translating

_TEXT = "courses/<slug:course_slug>/lessons/<slug:lesson_uid>/text/<str:language>/"
_WORDS = "courses/<slug:course_slug>/questions/<slug:question_uid>/words/<str:language>/"

urlpatterns = [
    path("references/", references.reference_list, name="reference_list"),
    path(_TEXT, lesson.lesson_text, name="lesson_text"),
    path(f"{_TEXT}beside/", lesson.lesson_text_beside, name="lesson_text_beside"),
    path(f"{_TEXT}history/", lesson.lesson_text_history, name="lesson_text_history"),
    path(
        f"{_TEXT}history/<int:revision>/restore/",
        lesson.lesson_text_restore,
        name="lesson_text_restore",
    ),
    path(
        "courses/<slug:course_slug>/translate/<str:language>/",
        translating.translation_list,
        name="translation_list",
    ),
    path(
        "courses/<slug:course_slug>/translate/<str:language>/head/",
        heads.head_words,
        name="head_words",
    ),
    path(_WORDS, translating.question_words, name="question_words"),
    path(f"{_WORDS}beside/", translating.question_words_beside, name="question_words_beside"),
]
