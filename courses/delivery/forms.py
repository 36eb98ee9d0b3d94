"""The shape of what the learner's pages send."""

import json
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.assessment.models import Attempt
from courses.delivery.pages.attempt import question_url

MOST_SAVES = 200
HIGHEST_SEQUENCE = 2_000_000_000
SESSION_KEY = "flagged"


class AnswerForm(forms.Form):
    """One question's form without JavaScript: which save it is, and where to go after it."""

    tab = forms.UUIDField()
    sequence = forms.IntegerField(min_value=1, max_value=HIGHEST_SEQUENCE)
    go = forms.CharField(required=False, max_length=20)
    flag = forms.BooleanField(required=False)

    sentence = gettext_lazy(
        "This page was not whole when it was sent. Your earlier answers are saved; "
        "please answer this question again."
    )

    @property
    def wants_check(self) -> bool:
        """True when the learner asks for feedback on this answer now."""
        return bool(self.cleaned_data["go"] == "check")

    def keep_flag(self, request: HttpRequest, attempt: Attempt, number: int) -> None:
        """Keep in the session whether this question is marked for review."""
        flagged = dict(request.session.get(SESSION_KEY, {}))
        key, uid = str(attempt.public_id), attempt.question_uids[number - 1]
        marked = set(flagged.get(key, []))
        if self.cleaned_data["flag"] == (uid in marked):
            return
        marked ^= {uid}
        request.session[SESSION_KEY] = {**flagged, key: sorted(marked)}

    def destination(self, attempt: Attempt, number: int) -> str:
        """Return where the pressed button leads; an unknown one leads to the next question."""
        go = self.cleaned_data["go"]
        if go == "check":
            return question_url(attempt, number) + "?checked=1"
        if go == "summary" or (go in ("", "next") and number >= len(attempt.drawn)):
            return reverse("courses:delivery:attempt_summary", args=[attempt.public_id])
        if go == "previous":
            return question_url(attempt, max(1, number - 1))
        if go == "stay":
            return question_url(attempt, number)
        if go.isascii() and go.isdigit() and 1 <= int(go) <= len(attempt.drawn):
            return question_url(attempt, int(go))
        return question_url(attempt, number + 1)


def flagged_in(request: HttpRequest, attempt: Attempt) -> frozenset[str]:
    """Return the questions of an attempt that this session has marked for review."""
    return frozenset(request.session.get(SESSION_KEY, {}).get(str(attempt.public_id), []))


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
