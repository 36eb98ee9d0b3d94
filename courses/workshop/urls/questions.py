"""Addresses of the editors of questions and decision items."""

from django.urls import path

from courses.workshop.views import decision_forms, questions

urlpatterns = [
    path("courses/<slug:course_slug>/questions/new/", questions.question_new, name="question_new"),
    path(
        "courses/<slug:course_slug>/questions/<slug:question_uid>/edit/",
        questions.question_edit,
        name="question_edit",
    ),
    path(
        "courses/<slug:course_slug>/questions/new/<slug:kind>/",
        questions.question_write,
        name="question_write",
    ),
    path(
        "courses/<slug:course_slug>/questions/look/<slug:kind>/",
        questions.question_look,
        name="question_look",
    ),
    path(
        "library/drafts/<uuid:public_id>/forms/<slug:form_slug>/",
        decision_forms.form_edit,
        name="form_edit",
    ),
]
