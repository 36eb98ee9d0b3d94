"""Addresses of courses; each capability lists its own."""

from django.urls import include, path

app_name = "courses"
urlpatterns = [
    path("", include("courses.delivery.urls")),
    path(
        "preview/<slug:course_slug>/<uuid:candidate_id>/", include("courses.delivery.urls.preview")
    ),
    path("team/", include("courses.oversight.urls")),
    path("account/organisation/", include("courses.retention.urls")),
    path("workshop/", include("courses.workshop.urls")),
]
