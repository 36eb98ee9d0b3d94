"""Addresses of the learner's pages."""

from django.urls import path

from courses.delivery.views import (
    attempt,
    certificate,
    contest,
    course,
    home,
    lesson,
    policy,
    record,
    report,
    steps,
)

app_name = "delivery"
urlpatterns = [
    path("", home.home, name="home"),
    path("courses/", home.course_list, name="course_list"),
    path("courses/<slug:course_slug>/", course.course_detail, name="course_detail"),
    path("courses/<slug:course_slug>/start/", course.course_start, name="course_start"),
    path("courses/<slug:course_slug>/language/", course.course_language, name="course_language"),
    path(
        "courses/<slug:course_slug>/lesson/<slug:slot_uid>/",
        lesson.lesson_detail,
        name="lesson_detail",
    ),
    path(
        "courses/<slug:course_slug>/lesson/<slug:slot_uid>/complete/",
        lesson.lesson_complete,
        name="lesson_complete",
    ),
    path(
        "courses/<slug:course_slug>/lesson/<slug:slot_uid>/attempt/",
        attempt.attempt_start,
        name="attempt_start",
    ),
    path("attempts/<uuid:public_id>/steps/", steps.attempt_steps, name="attempt_steps"),
    path("attempts/<uuid:public_id>/summary/", attempt.attempt_summary, name="attempt_summary"),
    path("attempts/<uuid:public_id>/hand-in/", attempt.attempt_hand_in, name="attempt_hand_in"),
    path("attempts/<uuid:public_id>/result/", attempt.attempt_result, name="attempt_result"),
    path("attempts/<uuid:public_id>/<int:number>/", attempt.attempt_detail, name="attempt_detail"),
    path(
        "attempts/<uuid:public_id>/<int:number>/answer/",
        attempt.attempt_answer,
        name="attempt_answer",
    ),
    path(
        "attempts/<uuid:public_id>/<int:number>/contest/",
        contest.attempt_contest,
        name="attempt_contest",
    ),
    path(
        "attempts/<uuid:public_id>/<int:number>/aside/",
        attempt.attempt_aside,
        name="attempt_aside",
    ),
    path("record/", record.record_detail, name="record_detail"),
    path("record/report/", report.report, name="report"),
    path("record/contests/", contest.contest_list, name="contest_list"),
    path(
        "certificates/<uuid:public_id>/",
        certificate.certificate_detail,
        name="certificate_detail",
    ),
    path("certificates/<uuid:public_id>/pdf/", certificate.certificate_pdf, name="certificate_pdf"),
    path("verify/", certificate.verify, name="verify"),
    path("policy/", policy.policy_list, name="policy_list"),
    path("policy/<slug:policy_slug>/", policy.policy_detail, name="policy_detail"),
    path("policy/<slug:policy_slug>/<str:code>/", policy.clause_detail, name="clause_detail"),
    path("glossary/", policy.glossary, name="glossary"),
    path("cases/<slug:case_slug>/", policy.case_detail, name="case_detail"),
]
