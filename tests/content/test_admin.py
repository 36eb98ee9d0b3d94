import pytest
from django.contrib import admin

from content.facts.models import FactVersion
from content.policies.models import ClauseVersion, Edition, FormVersion, LegalStatus
from content.sources.models import Redaction, Source

SHOWN = [ClauseVersion, Edition, FactVersion, FormVersion, LegalStatus, Redaction, Source]


def test_the_admin_shows_what_has_versions_and_nothing_else_of_content() -> None:
    registered = {model for model in admin.site._registry if model._meta.app_label == "content"}

    assert registered == set(SHOWN)


@pytest.mark.parametrize("model", SHOWN)
def test_the_admin_changes_nothing(model: type, rf, trainer) -> None:
    request = rf.get("/")
    request.user = trainer
    page = admin.site._registry[model]

    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)
    assert not page.has_view_permission(request)
    assert page.actions is None
