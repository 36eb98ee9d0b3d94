"""Addresses of what waits for a person: marking, contests, late answers, regrading."""

from django.urls import path

from courses.workshop.views.judging import contests, fails, late, marking, overview, regrades

COURSE = "courses/<slug:course_slug>/judging/"

urlpatterns = [
    path("judging/", overview.judging_list, name="judging_list"),
    path(COURSE, overview.judging_overview, name="judging_overview"),
    path(f"{COURSE}contests/", contests.judging_contests, name="judging_contests"),
    path(f"{COURSE}contests/<uuid:public_id>/", contests.judging_contest, name="judging_contest"),
    path(f"{COURSE}marking/", marking.judging_marking, name="judging_marking"),
    path(f"{COURSE}marking/next/", marking.judging_marking_next, name="judging_marking_next"),
    path(f"{COURSE}marking/<uuid:public_id>/", marking.judging_turn, name="judging_turn"),
    path(
        f"{COURSE}marking/<uuid:public_id>/release/",
        marking.judging_turn_release,
        name="judging_turn_release",
    ),
    path(
        f"{COURSE}marking/<uuid:public_id>/waive/",
        marking.judging_turn_waive,
        name="judging_turn_waive",
    ),
    path(f"{COURSE}fails/", fails.judging_fails, name="judging_fails"),
    path(f"{COURSE}fails/<uuid:public_id>/", fails.judging_fail, name="judging_fail"),
    path(f"{COURSE}late/", late.judging_late, name="judging_late"),
    path(
        f"{COURSE}late/<uuid:public_id>/<int:number>/",
        late.judging_late_answer,
        name="judging_late_answer",
    ),
    path(f"{COURSE}regrades/", regrades.judging_regrades, name="judging_regrades"),
    path(f"{COURSE}regrades/<uuid:public_id>/", regrades.judging_regrade, name="judging_regrade"),
    path(
        f"{COURSE}regrades/<uuid:public_id>/confirm/",
        regrades.judging_regrade_confirm,
        name="judging_regrade_confirm",
    ),
    path(
        f"{COURSE}regrades/<uuid:public_id>/stop/",
        regrades.judging_regrade_stop,
        name="judging_regrade_stop",
    ),
]
