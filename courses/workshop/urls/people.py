"""Addresses of what becomes of the people of older releases."""

from django.urls import path

from courses.workshop.views.people import handover, moving

COURSE = "courses/<slug:course_slug>/"
RUN = f"{COURSE}people/runs/<uuid:public_id>/"
urlpatterns = [
    path(
        f"{COURSE}candidates/<uuid:public_id>/people/",
        handover.candidate_people,
        name="candidate_people",
    ),
    path(f"{COURSE}people/", moving.people_move, name="people_move"),
    path(RUN, moving.people_run, name="people_run"),
    path(f"{RUN}stop/", moving.people_run_stop, name="people_run_stop"),
]
