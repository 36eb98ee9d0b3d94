"""What comes after a case was put into the library: the module that tells it."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.http import LearnerRequest
from content.library.kinds import Kind
from courses.workshop.forms.editing.outline import NewCourseForm
from courses.workshop.pages.library.onward import onward_page
from courses.workshop.selectors import editing
from courses.workshop.selectors import library as selectors

ONWARD = "courses/workshop/library/onward.html"


@require_GET
def case_onward(request: LearnerRequest, slug: str) -> HttpResponse:
    """A new course of the case, a module in a course that exists, and who tells it already."""
    known = selectors.sets_of(request.user, kind=Kind.CASE.value).filter(slug=slug).exists()
    if not known or not request.user.paths_held("trainer"):
        raise Http404
    page = onward_page(request.user, slug, language=get_language() or "")
    form = NewCourseForm(owners=editing.owners_for(request.user), initial=page.course)
    return TemplateResponse(request, ONWARD, {"page": page, "form": form})
