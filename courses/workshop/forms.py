"""What is typed in the workshop."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from courses.questions import registry
from courses.workshop.pages.words import kind_of_question


def _types() -> list[tuple[str, str]]:
    known = registry.keys()
    return [(key, kind_of_question(key)) for key in known]


class DraftSearchForm(forms.Form):
    q = PlainField(label=_("Title or code"), required=False, max_length=100)


class QuestionSearchForm(forms.Form):
    q = PlainField(label=_("Name, tag or clause"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=lambda: [("", _("Any type")), *_types()],
    )


class PublishForm(forms.Form):
    notes = PlainField(
        label=_("What is new"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept with the release, for everybody who works with it."),
    )


class WithdrawForm(forms.Form):
    reason = PlainField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the release and in the audit trail."),
    )
