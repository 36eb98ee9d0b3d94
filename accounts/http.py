"""What a request is once its person is known."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class LearnerRequest(HttpRequest):
    """A request of somebody who is signed in; views name it, LoginRequiredMiddleware holds it."""

    user: User
    htmx: HtmxDetails


def speak_to(user: User, request: HttpRequest) -> None:
    """Go on in the person's language, if the site speaks it."""
    if user.language in dict(settings.LANGUAGES):
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
