"""The forms around drafts: finding, beginning, the text of a source, guarded words."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import LanguageField, PlainField
from content.texts import SLUG, SLUG_LENGTH
from content.vocabulary.models import GuardedWord


class LibrarySearchForm(forms.Form):
    q = PlainField(label=_("Title or name"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[
            ("", _("Everything")),
            ("case", _("Cases")),
            ("policy", _("Policies, laws and codes")),
            ("background", _("Background facts")),
        ],
    )


class NewDraftForm(forms.Form):
    title = PlainField(label=_("Title"), max_length=300)
    language = LanguageField(label=_("Written in"), initial=settings.LANGUAGE_CODE)
    slug = PlainField(
        label=_("Short name"),
        max_length=SLUG_LENGTH,
        required=False,
        help_text=_(
            "Small letters, digits and dashes; it stands in references and never changes."
            " Left empty, it is made of the title."
        ),
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        wanted = str(typed.get("slug") or slugify(typed.get("title", ""))[:60]).strip("-")
        if "title" in typed and not SLUG.fullmatch(wanted):
            raise ValidationError(
                {"slug": _("A short name is made of small letters, digits and dashes.")}
            )
        return {**typed, "slug": wanted}


class TextReceivedForm(forms.Form):
    text = PlainField(
        label=_("The text as it was published"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": "14"}),
        help_text=_("Kept with its hash; quotes are looked for in it."),
    )


class RedactForm(forms.Form):
    words = PlainField(
        label=_("Words to take out"),
        max_length=2000,
        help_text=_(
            "As they stand in the text. Each place where they stand is taken out for good."
        ),
    )
    reason = PlainField(label=_("Reason"), max_length=300, help_text=_("Kept; without the words."))


class GuardedWordForm(forms.Form):
    words = PlainField(
        label=_("Words"), max_length=100, help_text=_("A * at the end stands for any ending.")
    )
    kind = forms.ChoiceField(
        label=_("Why"), choices=GuardedWord.Kind.choices, widget=forms.RadioSelect
    )
    advice = PlainField(label=_("What to write in their place"), max_length=300, required=False)
