"""Who is at the other end of the line, behind a proxy of ours too."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from; empty where the server names none.

    What a trusted proxy has added to `X-Forwarded-For` is believed, from the right up to the first
    address that is no proxy of ours; what stands before it anybody may have written.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    for before in reversed([part for part in chain if part]):
        if address not in settings.TRUSTED_PROXIES:
            break
        address = before
    return address
