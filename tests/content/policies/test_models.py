from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from content.policies.models import (
    ClauseCommentary,
    ClauseTranslation,
    ClauseVersion,
    DecisionForm,
    FormVersion,
    LegalStatus,
)
from tests.factories.content import (
    AT,
    ClauseFactory,
    ClauseVersionFactory,
    EditionFactory,
    PolicyFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def rows() -> list[models.Model]:
    version = ClauseVersionFactory()
    form = DecisionForm.objects.create(policy=version.clause.policy, slug="reasons")
    return [
        version,
        ClauseTranslation.objects.create(
            version=version, language="es", revision=1, text="x", made_from="y", created_at=AT
        ),
        ClauseCommentary.objects.create(
            clause=version.clause, language="en", revision=1, created_at=AT
        ),
        FormVersion.objects.create(form=form, number=1, definition={}, texts={}, created_at=AT),
        LegalStatus.objects.create(
            clause=version.clause,
            position=0,
            status="in-force",
            source=SourceFactory(),
            checked_on=date(2026, 11, 22),
        ),
    ]


def test_versions_revisions_and_the_legal_log_never_change_and_never_go() -> None:
    changed = {ClauseVersion: "text", ClauseTranslation: "text", ClauseCommentary: "explanation",
               FormVersion: "definition", LegalStatus: "status"}  # fmt: skip
    for row in rows():
        model = type(row)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model._default_manager.update(**{changed[model]: "other"})
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model._default_manager.filter(pk=row.pk)._raw_delete("default")


@pytest.mark.parametrize(("number", "change"), [(1, "change"), (2, ""), (2, "editorial")])
def test_only_versions_from_two_on_say_what_changed(number: int, change: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ClauseVersionFactory(number=number, change=change)


def test_a_law_has_a_jurisdiction() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyFactory(kind="law")


def test_one_edition_a_day_and_codes_stand_once() -> None:
    policy = EditionFactory().policy
    ClauseFactory(policy=policy, code="AB-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(policy=policy)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClauseFactory(policy=policy, code="AB-1")
