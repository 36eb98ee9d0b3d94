"""Addresses of courses; each capability lists its own."""

from django.urls import include, path

app_name = "courses"
urlpatterns = [
    path("", include("courses.delivery.urls")),
    path("team/", include("courses.oversight.urls")),
    path("workshop/", include("courses.workshop.urls")),
]
