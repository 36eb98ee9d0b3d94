"""Every address of the site. /healthz and /readyz are answered by a middleware."""

from django.contrib import admin
from django.urls import include, path

from core.style_guide import style_guide

handler400 = "core.web.errors.bad_request"
handler403 = "core.web.errors.permission_denied"
handler404 = "core.web.errors.page_not_found"
handler500 = "core.web.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("style-guide/", style_guide, name="style_guide"),
    # In front of allauth's: some of its addresses are ours.
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("courses.urls")),
]
