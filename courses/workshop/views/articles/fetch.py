"""Finding a report, and the notice before an intense one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import LearnerRequest
from accounts.models import User
from content.importing.models import Article
from content.library.drafting.rules import can_draft


def check_writer(user: User) -> None:
    """Refuse whoever takes in no reports."""
    if not can_draft(user):
        raise PermissionDenied


def article_for(request: LearnerRequest, public_id: UUID) -> Article:
    """The report, if the person may see it."""
    rows = Article.objects.visible_to(request.user).select_related("owner", "requested_by")
    return get_object_or_404(rows, public_id=public_id)


def read_article_for(request: LearnerRequest, public_id: UUID) -> Article:
    """The report, if the person may see it and it has been read."""
    article = article_for(request, public_id)
    if article.state != Article.State.READY:
        raise Http404
    return article


def is_told_first(request: LearnerRequest, article: Article) -> bool:
    """Whether the person has yet to say that they want to read something intense."""
    asked = request.GET.get("read") == "1" or request.session.get(_name(article))
    return article.is_intense and not asked


def note_read(request: LearnerRequest, article: Article) -> None:
    """The person goes on working on it; they are not asked again in this session."""
    if article.is_intense and not request.session.get(_name(article)):
        request.session[_name(article)] = True


def _name(article: Article) -> str:
    return f"article-read-{article.public_id}"
