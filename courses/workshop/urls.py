"""Addresses of the workshop."""

from django.urls import path

from courses.workshop.views import candidate, draft, release

app_name = "workshop"
urlpatterns = [
    path("", draft.draft_list, name="draft_list"),
    path("<slug:course_slug>/", draft.draft_detail, name="draft_detail"),
    path("<slug:course_slug>/compile/", draft.draft_compile, name="draft_compile"),
    path("<slug:course_slug>/questions/", draft.question_list, name="question_list"),
    path(
        "<slug:course_slug>/candidates/<uuid:public_id>/",
        candidate.candidate_detail,
        name="candidate_detail",
    ),
    path(
        "<slug:course_slug>/candidates/<uuid:public_id>/publish/",
        candidate.candidate_publish,
        name="candidate_publish",
    ),
    path(
        "<slug:course_slug>/releases/<int:number>/withdraw/",
        release.release_withdraw,
        name="release_withdraw",
    ),
]
