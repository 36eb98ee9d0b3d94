"""Addresses of bringing and taking files."""

from django.urls import path

from courses.workshop.views.files import bringing, course, library

_INTAKE = "files/<uuid:public_id>/"
_COURSE = "courses/<slug:course_slug>/files/"

urlpatterns = [
    path("files/", bringing.file_list, name="file_list"),
    path(_INTAKE, bringing.intake_detail, name="intake_detail"),
    path(f"{_INTAKE}confirm/", bringing.intake_confirm, name="intake_confirm"),
    path(f"{_INTAKE}let-go/", bringing.intake_let_go, name="intake_let_go"),
    path(_COURSE, course.course_files, name="course_files"),
    path(f"{_COURSE}bring/", course.course_bring, name="course_bring"),
    path(f"{_COURSE}take/", course.course_take, name="course_take"),
    path(
        f"{_COURSE}template/<slug:kind>.csv",
        course.course_template,
        name="course_template",
    ),
    path("library/clauses.csv", library.clauses_template, name="clauses_template"),
    path(
        "library/drafts/<uuid:public_id>/bring/",
        library.clauses_bring,
        name="clauses_bring",
    ),
    path("library/take/<slug:kind>/<slug:slug>/", library.library_take, name="library_take"),
]
