"""Every address of the site."""

import logging
from importlib.util import find_spec

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
]
# While the house is being built: each app is at the door as soon as it has addresses.
if find_spec("accounts.urls"):
    urlpatterns.append(path("account/", include("accounts.urls")))
urlpatterns.append(path("account/", include("allauth.urls")))
if find_spec("courses.urls"):
    try:
        urlpatterns.append(path("", include("courses.urls")))
    except ImportError:
        logging.getLogger(__name__).exception("courses.urls cannot be imported")
