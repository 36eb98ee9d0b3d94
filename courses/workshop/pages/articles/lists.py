"""The list of reports."""

from django.core.paginator import Page, Paginator
from django.db.models import Q

from accounts.models import User
from content.importing.models import Article
from content.importing.selectors import articles_to_list

PAGE_SIZE = 25


def first_of_report(user: User, case: str) -> dict[str, object]:
    """Return what the form of a new report begins with; a further one weighs as its case's last."""
    if not case:
        return {}
    known = Article.objects.visible_to(user).filter(case_slug=case)
    weight = known.order_by("-requested_at").values_list("intensity", flat=True).first()
    return {"case_slug": case, "intensity": weight or 0}


def articles_page(user: User, q: str, number: str | None) -> Page[Article]:
    """Return one page of the reports that the person may see, newest first."""
    rows = articles_to_list(Article.objects.visible_to(user))
    if q:
        rows = rows.filter(Q(title__icontains=q) | Q(publisher__icontains=q))
    return Paginator(rows, PAGE_SIZE).get_page(number)
