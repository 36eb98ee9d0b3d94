"""The texts of a question in another language: a field for each text of the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from courses.catalogue.drafts import HeadWords, QuestionWords
from courses.workshop.forms.writing import TextField
from courses.workshop.pages.writing.leaf_words import words_of_leaf
from courses.workshop.pages.writing.leaves import Leaf, leaves_of

LONGEST = 20_000
_LINE = 90


class HeadTranslationForm(forms.Form):
    """Title, summary and titles of modules; a field for each that the source has."""

    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    source_digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    follows = forms.BooleanField(
        label=_("It says what the source says now"),
        required=False,
        help_text=_("Tick this when you have worked in what changed in the source."),
    )

    def __init__(self, source: HeadWords, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        self.fields["title"] = PlainField(label=_("Title"), max_length=300, required=False)
        self.fields["summary"] = TextField(
            label=_("Summary"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true"}),
        )
        for uid in source.modules:
            label = _("Title of module %(uid)s") % {"uid": uid}
            self.fields[f"module.{uid}"] = PlainField(label=label, max_length=300, required=False)

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """Return each text of the source with the field of its translation."""
        return [
            (self.source.title, self["title"]),
            (self.source.summary, self["summary"]),
            *((text, self[f"module.{uid}"]) for uid, text in self.source.modules.items()),
        ]

    def words(self) -> HeadWords:
        """Return the words that were typed."""
        said = self.cleaned_data
        modules = {uid: said[f"module.{uid}"] for uid in self.source.modules}
        return HeadWords(said["title"], said["summary"].strip(), modules)

    @staticmethod
    def initial_of(words: HeadWords) -> dict[str, str]:
        """Return what stands in the fields."""
        modules = {f"module.{uid}": text for uid, text in words.modules.items()}
        return {"title": words.title, "summary": words.summary, **modules}


class QuestionTranslationForm(forms.Form):
    base = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    source_digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
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

    def __init__(self, source: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaves = list(leaves_of(source))
        for leaf in self.leaves:
            rows = 2 if len(leaf.text) < _LINE else 5
            widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true", "data-inserts": ""})
            help_text = _("One a line.") if leaf.is_list else ""
            self.fields[leaf.name] = TextField(
                label=words_of_leaf(leaf.path),
                required=False,
                max_length=LONGEST,
                widget=widget,
                help_text=help_text,
            )

    def rows(self) -> list[tuple[Leaf, forms.BoundField]]:
        """Return each text of the source with the field of its translation."""
        return [(leaf, self[leaf.name]) for leaf in self.leaves]

    def texts(self) -> dict[str, Any]:
        """Return what was typed in the shape of the source; what is empty is left out."""
        found: dict[str, Any] = {}
        for leaf in self.leaves:
            typed = self.cleaned_data.get(leaf.name, "").strip("\n")
            if not typed.strip():
                continue
            holder = found
            for step in leaf.path[:-1]:
                holder = holder.setdefault(step, {})
            lines = [line.strip() for line in typed.split("\n") if line.strip()]
            holder[leaf.path[-1]] = lines if leaf.is_list else typed
        return found

    def words(self, now: QuestionWords | None) -> QuestionWords:
        """Return the words that were typed; what they were made from is what was on the page."""
        said = self.cleaned_data
        follows = now is None or said["follows"]
        made_from = said["source_digest"] if follows else now.made_from if now else ""
        return QuestionWords(self.texts(), made_from=made_from, is_ready=said["is_ready"])
