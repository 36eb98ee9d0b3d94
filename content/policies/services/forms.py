"""Writing decision forms."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from content.policies.commentary import form_definition, form_words
from content.policies.form_schemas import FormEntry, FormText
from content.policies.models import DecisionForm, FormVersion, Policy


@transaction.atomic
def store_forms(
    *,
    policy: Policy,
    entries: list[FormEntry],
    texts: Mapping[str, Mapping[str, FormText]],
    at: datetime,
) -> tuple[str, ...]:
    """The forms are as listed; returns the versions that are new, as ``slug@2``.

    A version is added when the newest one differs. A form that is not listed is
    retired, not deleted.
    """
    stored = {form.slug: form for form in policy.forms.prefetch_related("versions")}
    made = []
    for position, entry in enumerate(entries):
        form = stored.pop(entry.slug, None) or DecisionForm(policy=policy, slug=entry.slug)
        newest = max(
            form.versions.all() if form.pk else [], key=lambda version: version.number, default=None
        )
        form.position, form.is_retired = position, False
        form.save()
        definition = form_definition(entry)
        words = {policy.languages[0]: form_words(entry)} | {
            language: by_slug[entry.slug].model_dump()
            for language, by_slug in texts.items()
            if entry.slug in by_slug
        }
        if newest and (newest.definition, newest.texts) == (definition, words):
            continue
        number = newest.number + 1 if newest else 1
        FormVersion.objects.create(
            form=form, number=number, definition=definition, texts=words, created_at=at
        )
        made.append(f"{entry.slug}@{number}")
    DecisionForm.objects.filter(pk__in=[form.pk for form in stored.values()]).update(
        is_retired=True
    )
    return tuple(made)
