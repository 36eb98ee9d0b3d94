"""Addresses of what the figures say about questions and quizzes."""

from django.urls import path

from courses.workshop.views import figures

_COURSE = "courses/<slug:course_slug>/figures/"
_QUIZ = f"{_COURSE}<slug:slot_uid>/"
_QUESTION = f"{_QUIZ}questions/<slug:question_uid>/"

urlpatterns = [
    path(_COURSE, figures.figures_list, name="figures_list"),
    path(
        "courses/<slug:course_slug>/confident-errors/",
        figures.figures_clauses,
        name="figures_clauses",
    ),
    path(_QUIZ, figures.figures_quiz, name="figures_quiz"),
    path(f"{_QUIZ}refresh/", figures.figures_refresh, name="figures_refresh"),
    path(f"{_QUIZ}export/", figures.figures_export, name="figures_export"),
    path(_QUESTION, figures.figures_question, name="figures_question"),
    path(f"{_QUESTION}retire/", figures.figures_retire, name="figures_retire"),
]
