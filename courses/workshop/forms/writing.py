"""The words of a lesson, as they are written and translated."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from content.rendering.limits import MAX_BYTES
from courses.catalogue.drafts import LessonWords

KINDS = ("fact", "clause", "term", "case")


class TextField(PlainField):
    """Lines as a file would hold them: one kind of line end, blanks as typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class LessonWordsForm(forms.Form):
    title = PlainField(label=_("Title"), max_length=200)
    topic = PlainField(
        label=_("Topic"),
        required=False,
        max_length=300,
        help_text=_("One plain line, shown before the lesson is opened."),
    )
    body = TextField(
        label=_("Text"),
        required=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true", "data-inserts": ""}),
        help_text=_("In Markdown. A figure has its fact after it: 25 arrests [fact:set/key]."),
    )
    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    source_digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def words(self, now: LessonWords | None) -> LessonWords:
        """Return the words that were typed, in the source language."""
        said = self.cleaned_data
        return LessonWords(
            said["title"],
            said["topic"],
            said["body"],
            made_from=now.made_from if now else "",
            is_ready=now.is_ready if now else True,
        )


class LessonTranslationForm(LessonWordsForm):
    follows = forms.BooleanField(
        label=_("It says what the source says now"),
        required=False,
        help_text=_("Tick this when you have worked in what changed in the source."),
    )
    is_ready = forms.BooleanField(
        label=_("Ready for the next candidate"),
        required=False,
        help_text=_("Only what is ready enters a candidate in this language."),
    )

    def words(self, now: LessonWords | None) -> LessonWords:
        """Return the words that were typed; what they were made from is what was on the page."""
        said = self.cleaned_data
        follows = now is None or said["follows"]
        return LessonWords(
            said["title"],
            said["topic"],
            said["body"],
            made_from=said["source_digest"] if follows else now.made_from if now else "",
            is_ready=said["is_ready"],
        )


class ReferenceSearchForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[
            ("fact", _("Facts")),
            ("clause", _("Clauses")),
            ("term", _("Words of the glossary")),
            ("case", _("Cases")),
        ],
    )
    q = PlainField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
