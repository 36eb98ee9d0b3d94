"""Addresses of the lead's, QA's and auditor's pages."""

from django.urls import path

from courses.oversight.views import assigning, person, status

app_name = "oversight"
urlpatterns = [
    path("", status.status_list, name="status_list"),
    path("export/", status.status_export, name="status_export"),
    path("assign/", assigning.assign_unit, name="assign_unit"),
    path("assignments/", assigning.assignment_list, name="assignment_list"),
    path(
        "assignments/<int:assignment_id>/withdraw/",
        assigning.assignment_withdraw,
        name="assignment_withdraw",
    ),
    path("people/<uuid:public_id>/", person.person_detail, name="person_detail"),
    path("people/<uuid:public_id>/assign/", assigning.assign_person, name="assign_person"),
    path("people/<uuid:public_id>/extra-time/", person.extra_time, name="extra_time"),
    path(
        "people/<uuid:public_id>/courses/<uuid:enrolment_id>/lesson/<slug:slot_uid>/allow/",
        person.extra_attempt,
        name="extra_attempt",
    ),
]
