"""What is typed beside the outline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from core.languages import language_name
from courses.catalogue.models import Course, Lesson

STEPS = ("module_up", "module_down", "slot_up", "slot_down")
DEEDS = ("add_module", "remove_module", "remove_slot", "move_slot", "move_module", *STEPS)
SLUG = r"[a-z0-9-]{1,64}"


def uid_field(**kwargs: Any) -> forms.RegexField:
    """A name that never changes."""
    return forms.RegexField(
        regex=rf"^{SLUG}$",
        max_length=64,
        error_messages={"invalid": _("A name is made of a-z, 0-9 and hyphens.")},
        **kwargs,
    )


class OutlineChangeForm(forms.Form):
    """One change of the outline, as a button or a drag sends it."""

    do = forms.ChoiceField(choices=[(one, one) for one in DEEDS])
    uid = uid_field(required=False)
    module = uid_field(required=False)
    to = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    title = PlainField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        wanted = super().clean() or {}
        if wanted.get("do") == "add_module" and not wanted.get("title"):
            self.add_error("title", _("The module needs a title."))
        elif wanted.get("do") != "add_module" and not wanted.get("uid"):
            self.add_error("uid", _("Say which."))
        return wanted


class NewCourseForm(forms.Form):
    title = PlainField(label=_("Title"), max_length=200)
    summary = PlainField(
        label=_("In a sentence"),
        max_length=1000,
        help_text=_("What people read before they start it."),
    )
    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$",
        max_length=32,
        help_text=_("Short and neutral, such as CB-101: it stands on certificates."),
        error_messages={"invalid": _("A code is made of letters, digits, dots and hyphens.")},
    )
    language = forms.ChoiceField(
        label=_("Written in"),
        choices=settings.LANGUAGES,
        help_text=_("Other languages are translated from it. More can be added later."),
    )
    owner: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Belongs to"),
        queryset=None,
        to_field_name="public_id",
        empty_label=None,
        help_text=_("Its trainers edit and publish the course."),
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    @property
    def slug(self) -> str:
        """The name in addresses and files, made from the title."""
        made = slugify(str(self.cleaned_data["title"]))[:60].strip("-")
        return made or slugify(str(self.cleaned_data["code"]).replace(".", "-"))


class NewLessonForm(forms.Form):
    title = PlainField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=Lesson.Kind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, is_variant: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_variant:
            read = [(one, label) for one, label in Lesson.Kind.choices if one in VARIANT_KINDS]
            self.fields["kind"].choices = read  # type: ignore[attr-defined]


VARIANT_KINDS = ("reading", "case")


class ModuleForm(forms.Form):
    """The titles of a module, one for each language of the course."""

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in course.languages:
            is_source = language == course.source_language
            name = language_name(language)
            label = _("Title (%(language)s)") % {"language": name}
            field = PlainField(label=label, max_length=300, required=is_source)
            self.fields[f"title_{language}"] = field

    def titles(self) -> dict[str, str]:
        """The titles by language, of a valid form."""
        return {
            name.removeprefix("title_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("title_")
        }


class SlotForm(forms.Form):
    """What comes before a slot, and a lesson that becomes a shorter account of it."""

    after = forms.MultipleChoiceField(
        label=_("Opens after"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: it is open from the start."),
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = others  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """A lesson that stands in no slot, and where it is to stand."""

    where = forms.CharField(label=_("Where"), widget=forms.Select)

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"] = forms.ChoiceField(label=_("Where"), choices=places)
