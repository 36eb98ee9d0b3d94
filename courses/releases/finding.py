"""Finding courses that can be taken: search and filters over what a person may find."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.models import Release
from courses.releases.selectors import with_live_release


def catalogue_for(
    user: User, *, search: str = "", harm_area: str = "", language: str = ""
) -> QuerySet[Course]:
    """Return the courses that a person may find and start, in the order of their codes.

    `search` is looked for in code, title and summary, in the person's language and English.
    `harm_area` and `language` are slugs; whatever is no slug finds nothing.
    """
    found = with_live_release(Course.objects.visible_to(user)).order_by("code")
    if search:
        spoken = {user.language, "en"}
        matches = Q(code__icontains=search)
        for place in ("titles", "summaries"):
            for number, spoken_language in enumerate(sorted(spoken)):
                name = f"{place}_{number}"
                found = found.annotate(**{name: KeyTextTransform(spoken_language, place)})
                matches |= Q(**{f"{name}__icontains": search})
        found = found.filter(matches)
    if harm_area:
        found = found.filter(_holds("harm_areas", harm_area))
    if language:
        newest = Release.objects.filter(course=OuterRef("pk"), withdrawn_at__isnull=True)
        spoken_in = Subquery(newest.order_by("-number").values("languages")[:1])
        found = found.annotate(spoken_in=spoken_in).filter(_holds("spoken_in", language))
    return found


def _holds(field: str, slug: str) -> Q:
    """A condition on a JSON list of slugs that both databases understand."""
    if not slug.replace("-", "").isalnum() or not slug.isascii():
        return Q(pk__in=[])
    return Q(**{f"{field}__icontains": f'"{slug}"'})
