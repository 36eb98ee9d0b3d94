"""The rows of the pages of files: what a person brought."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from content.library.drafting.models import LibraryDraft
from content.policies.selectors.forms import form_version
from core.orm import for_list
from courses.catalogue.models import Course
from courses.releases.models import Intake
from courses.releases.sheets.decisions import FormShape
from courses.workshop.selectors.library import sets_of


def intakes_of(user: User) -> QuerySet[Intake]:
    """Return what the person brought, the newest first, without the files themselves."""
    rows = Intake.objects.visible_to(user).defer("content", "report")
    return for_list(rows.order_by("-brought_at", "-pk"))


def recent_for(
    user: User, *, course: Course | None = None, draft: LibraryDraft | None = None
) -> list[Intake]:
    """Return the last five that the person brought for a course or a library draft."""
    rows = intakes_of(user)
    rows = rows.filter(course=course) if course is not None else rows.filter(draft=draft)
    return list(rows[:5])


def intake_of(user: User, public_id: UUID) -> Intake | None:
    """Return one that the person brought for something that they still write, or None."""
    rows = Intake.objects.visible_to(user).filter(
        Q(course=None) | Q(course__in=Course.objects.editable_by(user)),
        Q(draft=None) | Q(draft__in=LibraryDraft.objects.visible_to(user)),
    )
    rows = rows.select_related("course", "draft").defer("content", "draft__body", "draft__base")
    return rows.filter(public_id=public_id).first()


def still_read(user: User, intake: Intake) -> set[str]:
    """Return the slugs of the folders of an intake whose texts the person may read now.

    Two queries where something would change, else none.
    """
    told = [one for one in intake.report.get("items", ()) if one["differences"]]
    if not told:
        return set()
    slugs = [one["slug"] for one in told]
    courses = Course.objects.editable_by(user).filter(slug__in=slugs)
    sets = sets_of(user).filter(slug__in=slugs)
    return {*courses.values_list("slug", flat=True), *sets.values_list("slug", flat=True)}


def form_shape(key: str, seat: str) -> FormShape | None:
    """Return what the template of a decision form's rows needs of it, or None; in one query."""
    version = form_version(key)
    if version is None:
        return None
    fields = [
        (str(field["key"]), _first_option(field))
        for field in version.definition.get("fields", ())
        if field.get("kind") != "text" and (not field.get("seats") or seat in field["seats"])
    ]
    return FormShape(key, seat, tuple(fields))


def _first_option(field: dict[str, object]) -> str:
    options = field.get("options")
    if not isinstance(options, list) or not options:
        return ""
    first = options[0]
    return str(first["key"] if isinstance(first, dict) else first)
