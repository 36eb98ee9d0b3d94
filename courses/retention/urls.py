"""The page of periods."""

from django.urls import path

from courses.retention import views

app_name = "retention"
urlpatterns = [path("retention/", views.periods, name="periods")]
