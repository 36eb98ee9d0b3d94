"""Two requests of a preview in the same moment: the later one is answered again.

The session is one row that each request writes whole; again means from what the other kept.
Rendering stays outside of the lock.
"""

import json

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction

from courses.delivery.desks.state import SESSION_KEY


def seen_of(session: SessionBase) -> str:
    """Return what the session says of previews, to compare later."""
    return json.dumps(session.get(SESSION_KEY, {}), sort_keys=True)


def kept_in_turn(session: SessionBase, seen: str) -> bool:
    """Write the session if its row still says of previews what was `seen`, or if nothing changed.

    Otherwise False: nothing is written, the session has what another request kept there, and the
    answer has to be made again from that. A row that is gone is left to the middleware.
    """
    if seen_of(session) == seen:
        return True
    with transaction.atomic():
        row = Session.objects.select_for_update().filter(session_key=session.session_key).first()
        if row is None:
            return True
        theirs = row.get_decoded().get(SESSION_KEY, {})
        if json.dumps(theirs, sort_keys=True) == seen:
            session.save()
            # The middleware would write it a second time, after somebody else's turn perhaps.
            session.modified = False
            return True
    session[SESSION_KEY] = theirs
    return False
