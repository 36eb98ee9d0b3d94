"""The decision forms of a policy folder (pure)."""

from content.library.bundles import PolicyBundle
from content.library.checks.words import check_known, check_unique
from content.policies.form_schemas import DependsOn, FormEntry, FormFieldEntry, FormText
from core.strict_yaml import Path

FORMS = "forms.yaml"


def check_forms(bundle: PolicyBundle) -> None:
    """Note what is wrong with the forms and their translations."""
    check_unique(bundle, FORMS, (), [form.slug for form in bundle.forms], "slug")
    for place, form in enumerate(bundle.forms):
        check_unique(bundle, FORMS, (place, "seats"), [seat.key for seat in form.seats], "key")
        keys = [field.key for field in form.fields]
        check_unique(bundle, FORMS, (place, "fields"), keys, "key")
        for at, field in enumerate(form.fields):
            _check_field(bundle, (place, "fields", at), form, field)
    for language in bundle.head.languages[1:]:
        _check_translation(bundle, language)


def _check_field(bundle: PolicyBundle, path: Path, form: FormEntry, field: FormFieldEntry) -> None:
    options = [option.key for option in field.options]
    check_unique(bundle, FORMS, (*path, "options"), options, "key")
    if field.kind in ("one", "many") and len(options) < 2:
        bundle.files.add(FORMS, (*path, "options"), "needs two options or more to choose from")
    if field.kind in ("clause", "text") and options:
        message = f"a field of kind {field.kind} has no options of its own"
        bundle.files.add(FORMS, (*path, "options"), message)
    ranked = [option for option in field.options if option.rank is not None]
    if ranked and len(ranked) != len(options):
        bundle.files.add(FORMS, (*path, "options"), "either every option has a rank or none has")
    seats = [seat.key for seat in form.seats]
    check_known(bundle, FORMS, (*path, "seats"), field.seats or [], known=seats, word="seat")
    if field.depends_on:
        _check_dependence(bundle, (*path, "depends_on"), form, field, field.depends_on)


def _check_dependence(
    bundle: PolicyBundle,
    path: Path,
    form: FormEntry,
    field: FormFieldEntry,
    depends: DependsOn,
) -> None:
    """A field depends on one that stands before it, so no circle can arise."""
    keys = [one.key for one in form.fields]
    before = {one.key: one for one in form.fields[: keys.index(field.key)]}
    if depends.field not in before:
        message = f"there is no field “{depends.field}” before this one"
        bundle.files.add(FORMS, (*path, "field"), message)
        return
    known = [option.key for option in before[depends.field].options]
    check_known(bundle, FORMS, (*path, "any_of"), depends.any_of, known=known, word="option")


def _check_translation(bundle: PolicyBundle, language: str) -> None:
    name = f"forms.{language}.yaml"
    texts = bundle.form_texts.get(language, {})
    forms = {form.slug: form for form in bundle.forms}
    for slug, text in texts.items():
        if slug in forms:
            _compare(bundle, name, forms[slug], text)
        else:
            bundle.files.add(name, (slug,), f"there is no such form in {FORMS}")
    for place, slug in enumerate(forms):
        if slug not in texts:
            message = f"is not translated into {language}"
            bundle.files.add(FORMS, (place,), message, "warning")


def _compare(bundle: PolicyBundle, name: str, form: FormEntry, text: FormText) -> None:
    seats = [seat.key for seat in form.seats]
    _compare_keys(bundle, name, (form.slug, "seats"), seats, list(text.seats))
    fields = [field.key for field in form.fields]
    _compare_keys(bundle, name, (form.slug, "fields"), fields, list(text.fields))
    for field in form.fields:
        if field.key in text.fields:
            options = [option.key for option in field.options]
            path = (form.slug, "fields", field.key, "options")
            _compare_keys(bundle, name, path, options, list(text.fields[field.key].options))


def _compare_keys(
    bundle: PolicyBundle, name: str, path: Path, source: list[str], told: list[str]
) -> None:
    for key in told:
        if key not in source:
            bundle.files.add(name, (*path, key), f"there is no such key in {FORMS}")
    for key in source:
        if key not in told:
            bundle.files.add(name, path, f"“{key}” is not translated", "warning")
