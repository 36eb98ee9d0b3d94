"""Certificates: on the page, as PDF, and public verification."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.http import LearnerRequest
from core.web.client import client_address
from courses.certification.models import Certificate
from courses.certification.services import make_print
from courses.delivery.forms import VerifyForm
from courses.delivery.limits import may_try_verification
from courses.delivery.pages.certificate import certificate_page, verified_page

VERIFY = "courses/delivery/verify.html"


def certificate_detail(request: LearnerRequest, public_id: uuid.UUID) -> HttpResponse:
    certificate = _own(request, public_id)
    context = {"page": certificate_page(certificate, verification_url=_verification_url())}
    return TemplateResponse(request, "courses/delivery/certificate_detail.html", context)


def certificate_pdf(request: LearnerRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The kept PDF; one that is still to be made is waited for in words, never made by a GET."""
    certificate = _own(request, public_id)
    printed = getattr(certificate, "printed", None)
    if printed is None or printed.made_at is None:
        if request.method != "POST":
            page = certificate_page(certificate, verification_url=_verification_url())
            context = {"page": page}
            template = "courses/delivery/certificate_waiting.html"
            return TemplateResponse(request, template, context, status=202)
        make_print(certificate=certificate, verification_url=_verification_url(), at=timezone.now())
        certificate = _own(request, public_id)
        printed = certificate.printed
    if printed.made_at is None:
        raise Http404
    name = f"certificate-{certificate.enrolment.course.slug}.pdf"
    response = FileResponse(printed.file.open("rb"), as_attachment=True, filename=name)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("code", "name")
def verify(request: LearnerRequest) -> HttpResponse:
    """Public: asks for code and name, and tells one answer for everything that does not match."""
    if request.method != "POST":
        return _noindex(TemplateResponse(request, VERIFY, {"form": VerifyForm()}))
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return _noindex(TemplateResponse(request, VERIFY, {"form": form}, status=422))
    if not may_try_verification(form.cleaned_data["code"], client_address(request)):
        return _noindex(TemplateResponse(request, "429.html", {}, status=429))
    page = verified_page(code=form.cleaned_data["code"], name=form.cleaned_data["name"])
    return _noindex(TemplateResponse(request, VERIFY, {"form": form, "asked": True, "page": page}))


def _noindex(response: TemplateResponse) -> TemplateResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _own(request: LearnerRequest, public_id: uuid.UUID) -> Certificate:
    certificate = (
        Certificate.objects.visible_to(request.user)
        .select_related("user", "release", "enrolment__course", "printed")
        .filter(public_id=public_id)
        .first()
    )
    if certificate is None:
        raise Http404
    return certificate


def _verification_url() -> str:
    return f"{settings.SITE_URL}/verify/"
