"""Clearing away what no release needs: expired candidates, and parts that nothing holds."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from core.append_only import retention_pass
from courses.releases.models import Candidate, CandidatePart, CompileRequest, Part

# A part is written before the candidate that will hold it.
GRACE = timedelta(days=2)
REQUESTS_KEPT_FOR = timedelta(days=90)
_BATCH = 200


def clear_leftovers(*, at: datetime) -> int:
    """Delete expired candidates without a release, parts that nothing holds, old requests.

    Returns how many rows of the first two are gone. Safe to call at any time and twice; each
    batch is a transaction of its own.
    """
    gone = 0
    while expired := list(
        Candidate.objects.filter(release__isnull=True, expires_at__lte=at).values_list(
            "pk", flat=True
        )[:_BATCH]
    ):
        with retention_pass():
            Candidate.objects.filter(pk__in=expired, release__isnull=True).delete()
        gone += len(expired)
    held = CandidatePart.objects.filter(part=OuterRef("pk"))
    while loose := list(
        Part.objects.filter(~Exists(held), made_at__lte=at - GRACE, redacted_at=None).values_list(
            "pk", flat=True
        )[:_BATCH]
    ):
        with retention_pass():
            Part.objects.filter(~Exists(held), pk__in=loose).delete()
        gone += len(loose)
    CompileRequest.objects.filter(ended_at__lte=at - REQUESTS_KEPT_FOR).delete()
    return gone
