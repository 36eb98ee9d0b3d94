"""What a course is set to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from core.languages import language_name
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import ItemRefused
from courses.catalogue.models import CourseGrant

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"


def _in_order_of(before: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """What is chosen, in the order in which it stood: a save of something else changes none."""
    stood = [one for one in before if one in chosen]
    return (*stood, *(one for one in chosen if one not in stood))


class CourseSettingsForm(forms.Form):
    """Code, languages, titles and summaries, what it is about, and what it gives."""

    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$",
        max_length=32,
        help_text=_("Short and neutral: it stands on certificates."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A language that is taken out keeps its texts for when it comes back."),
    )
    more_languages = forms.RegexField(
        label=_("Another language"),
        regex=LANGUAGE,
        required=False,
        max_length=16,
        help_text=_("Its code, such as fr or pt-BR."),
    )
    harm_areas = forms.MultipleChoiceField(
        label=_("Harm areas"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gives_certificate = forms.BooleanField(label=_("Gives a certificate"), required=False)
    certificate_months = forms.IntegerField(
        label=_("Certificate is valid for months"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("Left out: it does not lapse."),
    )
    requires = forms.MultipleChoiceField(
        label=_("Courses that come first"), required=False, widget=forms.CheckboxSelectMultiple
    )
    base = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: Any,
        head: CourseDraft,
        harm_areas: Sequence[tuple[str, str]],
        courses: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.head = head
        codes = dict.fromkeys([*head.languages, *dict(settings.LANGUAGES)])
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(language_name(code))) for code in codes
        ]
        self.fields["harm_areas"].choices = list(harm_areas)  # type: ignore[attr-defined]
        kept = [(slug, slug) for slug in head.requires if slug not in dict(courses)]
        self.fields["requires"].choices = [*courses, *kept]  # type: ignore[attr-defined]
        for language in head.languages:
            self._add_texts(language, language_name(language))

    def _add_texts(self, language: str, name: str) -> None:
        is_source = language == self.head.source_language
        label = _("Title (%(language)s)") % {"language": name}
        self.fields[f"title_{language}"] = PlainField(
            label=label, max_length=200, required=is_source
        )
        label = _("Summary (%(language)s)") % {"language": name}
        self.fields[f"summary_{language}"] = PlainField(
            label=label,
            max_length=5_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @property
    def texts(self) -> list[forms.BoundField]:
        """Titles and summaries, language by language."""
        return [self[name] for name in self.fields if name.startswith(("title_", "summary_"))]

    @property
    def first(self) -> list[forms.BoundField]:
        """Code and languages."""
        return [self[name] for name in ("code", "languages", "more_languages")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What is set once."""
        names = ("harm_areas", "gives_certificate", "certificate_months", "requires")
        return [self[name] for name in names]

    def told(self) -> CourseDraft:
        """What a valid form says, with the language it is written in first."""
        wanted = self.cleaned_data
        chosen = [*wanted["languages"], *filter(None, [wanted["more_languages"]])]
        source = self.head.source_language
        languages = dict.fromkeys([*([source] if source in chosen else []), *chosen])
        return CourseDraft(
            slug=self.head.slug,
            code=wanted["code"],
            languages=tuple(languages),
            titles=self._texts("title"),
            summaries=self._texts("summary"),
            harm_areas=_in_order_of(self.head.harm_areas, wanted["harm_areas"]),
            gives_certificate=wanted["gives_certificate"],
            certificate_months=wanted["certificate_months"],
            requires=_in_order_of(self.head.requires, sorted(wanted["requires"])),
        )

    def _texts(self, what: str) -> dict[str, str]:
        return {
            name.removeprefix(f"{what}_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{what}_")
        }

    def refuse(self, error: ItemRefused) -> None:
        """Show what a draft did not take beside the field it is about."""
        for path, message in error.faults:
            names = [
                ".".join(map(str, path[:1])),
                *(f"{path[0]}"[:-1] + f"_{one}" for one in path[1:]),
            ]
            found = next((name for name in reversed(names) if name in self.fields), None)
            self.add_error(found, message)


class SharingForm(forms.Form):
    """Who may find the course."""

    visibility = forms.ChoiceField(
        label=_("Who may find it"),
        widget=forms.RadioSelect,
        choices=[
            ("open", _("Open: anyone signed in may find and take it")),
            ("internal", _("Internal: trainers of any unit may find it, learners are assigned")),
            ("restricted", _("Restricted: as internal, but only in these units and below")),
        ],
    )
    units: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        label=_("Units of a restricted course"),
        queryset=None,
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}


class GrantForm(forms.Form):
    """A person who gets a right in the course."""

    person = forms.UUIDField()
    role = forms.ChoiceField(choices=CourseGrant.Role.choices)


class PeopleSearchForm(forms.Form):
    q = PlainField(label=_("Name"), required=False, max_length=120)


class HistorySearchForm(forms.Form):
    q = PlainField(label=_("Person or item"), required=False, max_length=100)
    uid = PlainField(widget=forms.HiddenInput, required=False, max_length=64)
