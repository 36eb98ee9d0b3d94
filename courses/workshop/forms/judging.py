"""What is typed when somebody decides, marks or orders a regrade."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from courses.assessment.models import Grading
from courses.rollout.services import Order
from courses.workshop.pages.judging.regrading import Choosable

AREA = forms.Textarea(attrs={"rows": 4})
TO_LEARNER = _("The learner reads this. Write about the question, not about the person.")


class ContestDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("upheld", _("Upheld: the key has to be mended")), ("declined", _("Not upheld"))],
        widget=forms.RadioSelect,
    )
    answer = PlainField(label=_("Answer"), max_length=2000, widget=AREA, help_text=TO_LEARNER)


class FailDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("confirmed", _("Confirm: the duty was not met")),
            ("let_pass", _("Let it pass")),
        ],
        widget=forms.RadioSelect,
    )
    reason = PlainField(label=_("Reason"), max_length=2000, widget=AREA, help_text=TO_LEARNER)


class LateDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("accepted", _("It counts: grade the attempt anew")),
            ("declined", _("It does not count")),
        ],
        widget=forms.RadioSelect,
    )
    note = PlainField(
        label=_("Note"),
        max_length=1000,
        widget=AREA,
        help_text=_("Kept with the decision, for whoever asks later why it was made."),
    )


class CommentForm(forms.Form):
    comment = PlainField(
        label=_("To the learner"),
        required=False,
        max_length=2000,
        widget=AREA,
        help_text=_("What was good, and what to look at. Optional; no name stands with it."),
    )


class SecondMarkingForm(forms.Form):
    percent = forms.IntegerField(
        label=_("Answers that two people mark, in percent"),
        min_value=0,
        max_value=100,
        help_text=_("Holds for what is handed in from now on."),
    )


class RegradeForm(forms.Form):
    what = forms.ChoiceField(label=_("What is graded anew"))
    releases = forms.MultipleChoiceField(
        label=_("Attempts on"), widget=forms.CheckboxSelectMultiple
    )
    key_release = forms.ChoiceField(label=_("By the key of"))
    policy = forms.ChoiceField(
        label=_("Policy"),
        choices=[
            (
                Grading.Policy.BEST_OF_BOTH,
                _("Best of old and new key: nobody loses; the usual choice"),
            ),
            (
                Grading.Policy.FULL_CREDIT,
                _("Full credit for all: the question was unfair"),
            ),
            (
                Grading.Policy.NEW_KEY,
                _("New key only: marks can go down; what was passed stays passed"),
            ),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, choosable: Choosable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choosable.what  # type: ignore[attr-defined]
        self.fields["releases"].choices = choosable.releases  # type: ignore[attr-defined]
        self.fields["key_release"].choices = choosable.keys  # type: ignore[attr-defined]

    @property
    def order(self) -> Order:
        lesson, _slash, question = self.cleaned_data["what"].partition("/")
        return Order(
            lesson=lesson,
            questions=(question,) if question else (),
            releases=tuple(int(number) for number in self.cleaned_data["releases"]),
            key_release=int(self.cleaned_data["key_release"]),
            policy=self.cleaned_data["policy"],
        )
