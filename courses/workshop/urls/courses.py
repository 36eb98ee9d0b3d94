"""Addresses of a course in the making: draft, candidate, release."""

from django.urls import path

from courses.workshop.views import candidate, draft, finding, release

urlpatterns = [
    path("", draft.draft_list, name="draft_list"),
    path("find/", finding.find, name="find"),
    path("courses/<slug:course_slug>/", draft.draft_detail, name="draft_detail"),
    path("courses/<slug:course_slug>/compile/", draft.draft_compile, name="draft_compile"),
    path(
        "courses/<slug:course_slug>/candidates/<uuid:public_id>/",
        candidate.candidate_detail,
        name="candidate_detail",
    ),
    path(
        "courses/<slug:course_slug>/candidates/<uuid:public_id>/publish/",
        candidate.candidate_publish,
        name="candidate_publish",
    ),
    path(
        "courses/<slug:course_slug>/releases/<int:number>/withdraw/",
        release.release_withdraw,
        name="release_withdraw",
    ),
]
