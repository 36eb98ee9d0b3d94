"""Addresses of review, approval, publishing, history of releases."""

from django.urls import path

from courses.workshop.views.publishing import history, planning, review

COURSE = "courses/<slug:course_slug>/"
CANDIDATE = f"{COURSE}candidates/<uuid:public_id>/"
RELEASE = f"{COURSE}releases/<int:number>/"
urlpatterns = [
    path("reviews/", review.review_list, name="review_list"),
    path("reviews/<uuid:release_id>/look/", planning.emergency_look, name="emergency_look"),
    path(f"{CANDIDATE}ask/", review.review_request, name="review_request"),
    path(f"{CANDIDATE}review/", review.review_give, name="review_give"),
    path(f"{CANDIDATE}read/<slug:lesson_uid>/", review.candidate_read, name="candidate_read"),
    path(f"{CANDIDATE}read/<slug:lesson_uid>/remark/", review.comment_add, name="comment_add"),
    path(
        f"{CANDIDATE}changes/<slug:kind>/<slug:uid>/",
        history.candidate_change,
        name="candidate_change",
    ),
    path(
        f"{COURSE}remarks/<uuid:comment_id>/settle/",
        review.comment_settle,
        name="comment_settle",
    ),
    path(f"{COURSE}plan/cancel/", planning.plan_cancel, name="plan_cancel"),
    path(f"{COURSE}releases/compare/", history.release_compare, name="release_compare"),
    path(
        f"{COURSE}releases/compare/<int:old>/<int:new>/<slug:kind>/<slug:uid>/",
        history.release_change,
        name="release_change",
    ),
    path(f"{RELEASE}draft/", history.release_revive, name="release_revive"),
    path(f"{RELEASE}redact/", history.release_redact, name="release_redact"),
    path(
        f"{RELEASE}redact/<int:redaction_id>/approve/",
        history.redaction_approve,
        name="redaction_approve",
    ),
]
