"""What a request is once its person is known."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class LearnerRequest(HttpRequest):
    """A request of somebody who is signed in; views name it, LoginRequiredMiddleware holds it."""

    user: User
    htmx: HtmxDetails
