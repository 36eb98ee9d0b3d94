"""What is typed in the workshop."""

from typing import Any

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


class FindForm(forms.Form):
    q = PlainField(label=_("Words"), required=False, max_length=100)


class BankSearchForm(forms.Form):
    q = PlainField(label=_("Title or code of a course, or a pool"), required=False, max_length=100)


class QuestionSearchForm(forms.Form):
    q = PlainField(label=_("Words, name, tag or clause"), required=False, max_length=100)
    pool = forms.ChoiceField(label=_("Pool"), required=False)
    kind = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=lambda: [("", _("Any type")), *_types()],
    )
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"),
        required=False,
        choices=[("", _("Any")), (1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        empty_value=None,
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Any state")),
            ("in_use", _("in use")),
            ("retired", _("retired")),
            ("not_ready", _("not ready")),
        ],
    )

    def __init__(self, *args: Any, pools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pools:
            self.fields["pool"].choices = [("", _("Any pool, or none")), *pools]  # type: ignore[attr-defined]
        else:
            del self.fields["pool"]


class WithdrawForm(forms.Form):
    reason = PlainField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the release and in the audit trail."),
    )
