"""Addresses of the workshop, a module for each kind of work."""

from courses.workshop.urls import (
    articles,
    courses,
    editing,
    figures,
    files,
    judging,
    library,
    people,
    publishing,
    questions,
    writing,
)

app_name = "workshop"
urlpatterns = [
    *courses.urlpatterns,
    *articles.urlpatterns,
    *editing.urlpatterns,
    *figures.urlpatterns,
    *files.urlpatterns,
    *judging.urlpatterns,
    *library.urlpatterns,
    *people.urlpatterns,
    *publishing.urlpatterns,
    *questions.urlpatterns,
    *writing.urlpatterns,
]
