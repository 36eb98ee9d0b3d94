"""Certificates in the admin: for looking only, without the code that proves one."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from courses.certification.models import Certificate


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    list_display = ("public_id", "user", "release", "issued_at", "expires_on")
    list_select_related = ("user", "release")
    exclude = ("code",)
    ordering = ("-id",)
