"""The admin shows that something was saved, never what."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.assessment.models import Attempt, Step
from courses.assessment.services import SaveReport


def test_the_admin_shows_no_answer(
    quiz: Attempt, save: Callable[..., SaveReport], admin_person: User, client: Client
) -> None:
    save(quiz, "origin", {"option": "goes"})
    client.force_login(admin_person)
    step = Step.objects.get(attempt=quiz)
    for url in (
        reverse("admin:courses_step_changelist"),
        reverse("admin:courses_step_change", args=[step.pk]),
    ):
        shown = client.get(url, follow=True)
        assert shown.status_code == 200
        assert "goes" not in shown.content.decode()
        assert "origin" in shown.content.decode()
