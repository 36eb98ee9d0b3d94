"""The shape of what the learner's pages send."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessment.models import Attempt
from courses.delivery.pages.attempt import PREFIX
from courses.delivery.ways import OWN, Ways

MOST_SAVES = 200
# A button that opens a piece of context where there is no script: this, and its key.
OPEN = "open."
HIGHEST_SEQUENCE = 2_000_000_000


class AnswerForm(forms.Form):
    """One question's form without JavaScript: which save it is, and where to go after it."""

    tab = forms.UUIDField()
    sequence = forms.IntegerField(min_value=1, max_value=HIGHEST_SEQUENCE)
    go = forms.CharField(required=False, max_length=80)
    flag = forms.BooleanField(required=False)
    shown = forms.CharField(required=False, max_length=2_000)

    sentence = gettext_lazy(
        "This page was not whole when it was sent. Your earlier answers are saved; "
        "please answer this question again."
    )

    @property
    def wants_check(self) -> bool:
        """True when the learner asks for feedback on this answer now."""
        return bool(self.cleaned_data["go"] == "check")

    @property
    def opens(self) -> str:
        """The key of the context that this button opens, where there is no script; or none."""
        go: str = self.cleaned_data["go"]
        return go.removeprefix(OPEN) if go.startswith(OPEN) else ""

    def destination(self, attempt: Attempt, number: int, ways: Ways = OWN) -> str:
        """Return where the pressed button leads; an unknown one leads to the next question."""
        go, key = self.cleaned_data["go"], attempt.public_id
        if go == "check":
            return ways.question(key, number) + "?checked=1"
        if self.opens:
            opened = dict.fromkeys([*self.cleaned_data["shown"].split(), self.opens])
            query = urlencode({"opened": " ".join(opened)})
            return f"{ways.question(key, number)}?{query}#{PREFIX}.context.{self.opens}"
        if go == "summary" or (go in ("", "next") and number >= len(attempt.drawn)):
            return ways.summary(key)
        if go == "previous":
            return ways.question(key, max(1, number - 1))
        if go == "stay":
            return ways.question(key, number)
        if go.isascii() and go.isdigit() and 1 <= int(go) <= len(attempt.drawn):
            return ways.question(key, int(go))
        return ways.question(key, number + 1)


class AsideForm(forms.Form):
    """What is sent beside an answer: a mark for review, or context that was opened."""

    flag = forms.ChoiceField(required=False, choices=[("1", "on"), ("0", "off")])
    opened = forms.MultipleChoiceField(required=False)

    sentence = gettext_lazy("This could not be kept: it does not belong to the question.")

    def __init__(self, data: QueryDict, openable: tuple[str, ...]) -> None:
        super().__init__(data)
        field = self.fields["opened"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(key, key) for key in openable]


def sure_of(form: Mapping[str, Sequence[str]]) -> object:
    """Return what a question's form says of how sure the answer is; the service judges it."""
    sent = form.get("certainty", ())
    return (sent[0] if len(sent) == 1 else list(sent)) if sent else None


class StepsRefused(Exception):
    """What the browser's queue sent cannot be read; the text says what is wrong."""


def read_steps(body: bytes) -> tuple[uuid.UUID, list[dict[str, Any]]]:
    """Return the tab and the saves of a queue's request, each {sequence, question, form}.

    Raises StepsRefused for anything of another shape.
    """
    try:
        sent = json.loads(body.decode(), parse_constant=_no_constant)
        tab = uuid.UUID(str(sent["tab"]))
        saves = sent["saves"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StepsRefused(_("The saves could not be read.")) from error
    if not isinstance(saves, list) or not 1 <= len(saves) <= MOST_SAVES:
        raise StepsRefused(_("Too many saves, or none, in one request."))
    return tab, [_checked_save(save) for save in saves]


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _checked_save(save: object) -> dict[str, Any]:
    if not isinstance(save, dict) or set(save) != {"sequence", "question", "form"}:
        raise StepsRefused(_("A save has the wrong shape."))
    sequence, question, form = save["sequence"], save["question"], save["form"]
    if type(sequence) is not int or not 1 <= sequence <= HIGHEST_SEQUENCE:
        raise StepsRefused(_("A save has no usable number."))
    if not isinstance(question, str) or not isinstance(form, dict):
        raise StepsRefused(_("A save has the wrong shape."))
    for values in form.values():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise StepsRefused(_("A save has the wrong shape."))
    return save


class VerifyForm(forms.Form):
    """The two halves that prove a certificate."""

    code = forms.CharField(label=gettext_lazy("Certificate code"), max_length=60)
    name = forms.CharField(label=gettext_lazy("Name on the certificate"), max_length=120)
