"""What is typed when an answer is contested."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField


class ContestForm(forms.Form):
    reason = PlainField(
        label=_("Why is the key wrong, or not the only answer?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Please do not paste content from the queue, and name nobody."),
    )
