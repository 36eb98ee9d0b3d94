"""What is typed about reviews, publishing and the history of releases."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField
from accounts.models import User
from courses.releases.models import Review


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PublishForm(forms.Form):
    """Notes always; a time or an embargo only where it is not now; a reason in an emergency."""

    NOW, LATER, EMBARGO = "now", "later", "embargo"

    notes = PlainField(
        label=_("What is new"),
        max_length=2000,
        widget=_area(4),
        help_text=_("Kept with the release, for everybody who works with it."),
    )
    TIMES = (
        (NOW, _("Now")),
        (LATER, _("At a time: until then it stays a candidate, and an edit stops it")),
        (EMBARGO, _("Now, under embargo: numbered now, and nobody starts on it before the time")),
    )
    when = forms.ChoiceField(
        label=_("When"),
        choices=TIMES,
        initial=NOW,
        required=False,
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label=_("Time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("In your own time zone; not needed for now."),
    )
    emergency = PlainField(
        label=_("Reason for publishing without an approval"),
        max_length=1000,
        required=False,
        widget=_area(3),
        help_text=_("A second person looks at it within 24 hours."),
    )

    def __init__(self, *args: Any, is_emergency: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_emergency:
            self.fields["emergency"].required = True
            # A plan waits for its approval, so it is no way around it.
            when = self.fields["when"]
            assert isinstance(when, forms.ChoiceField)  # noqa: S101 -- declared above
            when.choices = [one for one in self.TIMES if one[0] != self.LATER]
        else:
            del self.fields["emergency"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["when"] = cleaned.get("when") or self.NOW
        if cleaned["when"] == self.NOW:
            return cleaned
        time = cleaned.get("at")
        if "at" not in self.errors and time is None:
            self.add_error("at", _("Give the time."))
        elif time is not None and time <= timezone.now() + dt.timedelta(minutes=1):
            self.add_error("at", _("This time has passed."))
        return cleaned


class ReviewRequestForm(forms.Form):
    asked = forms.ModelChoiceField(
        label=_("Who"),
        queryset=User.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=_("Anybody who may review"),
    )
    note = PlainField(label=_("What to look at"), max_length=1000, required=False, widget=_area(2))

    def __init__(self, *args: Any, reviewers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- declared above
        field.queryset = reviewers


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (Review.Verdict.APPROVED, _("Approve: it can be published as it is")),
            (Review.Verdict.CHANGES, _("Ask for changes")),
        ],
        widget=forms.RadioSelect,
    )
    comment = PlainField(
        label=_("In a few words"),
        max_length=2000,
        required=False,
        widget=_area(3),
        help_text=_("Needed where you ask for changes."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        asks = cleaned.get("verdict") == Review.Verdict.CHANGES
        if asks and not cleaned.get("comment", "").strip():
            self.add_error("comment", _("Say what should be changed."))
        return cleaned


class CommentForm(forms.Form):
    body = PlainField(label=_("Remark"), max_length=2000, widget=_area(3))
    question = forms.SlugField(required=False, max_length=64, widget=forms.HiddenInput)
    paragraph = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class FindingForm(forms.Form):
    finding = PlainField(label=_("What you found"), max_length=2000, widget=_area(3))


class RedactForm(forms.Form):
    """Which parts lose their words, which titles and notes go, and why.

    `cleaned_data` has parts as `digests` and the names of titles and notes as `words`.
    """

    digests = forms.MultipleChoiceField(
        label=_("Parts"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    reason = PlainField(label=_("Reason"), max_length=1000, widget=_area(3))

    def __init__(
        self,
        *args: Any,
        parts: list[tuple[str, list[tuple[str, str]]]],
        words: list[tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._words = {name for _title, rows in words for name, _told in rows}
        parts = [*words, *parts]
        field = self.fields["digests"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        self._parts = parts
        # One body can stand in several lessons; it is one choice.
        field.choices = list(dict(pair for _title, rows in parts for pair in rows).items())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("digests", [])
        cleaned["words"] = [one for one in chosen if one in self._words]
        cleaned["digests"] = [one for one in chosen if one not in self._words]
        return cleaned

    @property
    def lessons(self) -> list[tuple[str, list[tuple[str, str, bool]], bool]]:
        """Title, parts (digest, what it is, chosen) and whether any is chosen, by lesson."""
        chosen = set(self["digests"].value() or ())
        return [
            (
                title,
                [(digest, told, digest in chosen) for digest, told in rows],
                any(digest in chosen for digest, _told in rows),
            )
            for title, rows in self._parts
        ]


class WordsForm(forms.Form):
    q = PlainField(label=_("Parts in whose words this stands"), max_length=100, required=False)
