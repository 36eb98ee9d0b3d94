"""Decision forms as a compile needs them."""

from typing import Any

from content.policies.commentary import form_entry
from content.policies.models import FormVersion


def form_document(slug: str, language: str) -> dict[str, Any] | None:
    """The newest version of ``policy/form`` in one language, in the shape of forms.yaml.

    None if there is no such form or it is not told in that language. One query.
    """
    version = form_version(slug)
    if version is None or language not in version.texts:
        return None
    entry = form_entry(version.form.slug, version.definition, version.texts[language])
    return entry.model_dump()


def form_version(slug: str) -> FormVersion | None:
    """The newest version of ``policy/form``; None if there is no such form. One query."""
    policy, _slash, form = slug.partition("/")
    return (
        FormVersion.objects.filter(
            form__policy__slug=policy, form__slug=form, form__is_retired=False
        )
        .select_related("form")
        .order_by("-number")
        .first()
    )
