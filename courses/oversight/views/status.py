"""The list of people and courses, and taking it along as a file."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.oversight import rules, services
from courses.oversight.export import csv_chunks, export_rows
from courses.oversight.forms import StatusFilterForm
from courses.oversight.pages.status import status_page
from courses.oversight.readers import Deed

LIST = "courses/oversight/status_list.html"


@require_GET
def status_list(request: LearnerRequest) -> HttpResponse:
    if not rules.can_oversee(request.user):
        raise PermissionDenied
    form = StatusFilterForm(request.GET, by=request.user)
    if not form.is_valid():
        return render_invalid(request, LIST, {"form": form})
    wanted = form.wanted()
    page = status_page(
        request.user,
        wanted,
        request.GET.get("page"),
        language=get_language() or "",
        today=timezone.localdate(),
    )
    kept = [(name, value) for name, value in request.GET.items() if name in form.fields and value]
    query = f"{urlencode(kept)}&" if kept else ""
    context = {"form": form, "page": page, "kept": kept, "query": query}
    template = LIST + ("#people" if request.htmx else "")
    return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


@require_POST
@recent_required
def status_export(request: LearnerRequest) -> HttpResponseBase:
    if not rules.can(request.user, Deed.EXPORT):
        raise PermissionDenied
    form = StatusFilterForm(request.POST, by=request.user)
    if not form.is_valid():
        return render_invalid(request, LIST, {"form": form})
    wanted, now, today = form.wanted(), timezone.now(), timezone.localdate()
    ids = export_rows(request.user, wanted, today=today)
    services.note_export(by=request.user, wanted=wanted, rows=len(ids), at=now)
    chunks = csv_chunks(request.user, wanted, ids, language=get_language() or "en", today=today)
    name = f"casebook-status-{today.isoformat()}.csv"
    return StreamingHttpResponse(
        chunks,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
