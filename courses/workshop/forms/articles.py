"""What is typed around a report: taking it in, editing a proposal, redacting, making a case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms.fields import PlainField
from content.importing.receiving import MAX_BYTES, NotReceivable, Received, kind_of, receive
from content.texts import SLUG_LENGTH, is_partial_date

REFUSED = {
    "type": _("A report is a .txt, .md or .html file."),
    "size": _("This is too large for a report: at most two megabytes."),
    "length": _("This is too long for a report: at most 200,000 characters of text."),
    "encoding": _("This is no text that can be read."),
    "empty": _("There is no text in this report."),
}
# The cases that `articles/_cases.html` lists on the same page.
OFFERED = {"list": "cases-known", "autocomplete": "off"}
INTENSITIES = [
    (0, _("0: nothing that weighs")),
    (1, _("1: a hard topic, told soberly")),
    (2, _("2: intense")),
    (3, _("3: very intense")),
]
GRADES = [
    ("A", _("A: statute, authority, court or the acting organisation")),
    ("B", _("B: news agency, established outlet, or a copy of an official text")),
    ("C", _("C: aggregator or tracker, used only with a second source")),
]
REST = ("title", "url", "grade", "language", "case_slug")


class FindArticleForm(forms.Form):
    q = PlainField(label=_("Words of the title or the publisher"), required=False, max_length=100)


class ArticleForm(forms.Form):
    text = PlainField(
        label=_("Text of the report"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste it whole. Menus, counters and comments are left out by themselves."),
        strip=False,
        max_length=400_000,
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("A .txt, .md or .html file. Nothing is fetched from the web."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.html,.htm"}),
    )
    publisher = PlainField(label=_("Publisher"), required=False, max_length=300)
    published_on = PlainField(
        label=_("Published on"),
        required=False,
        max_length=10,
        help_text=_("As 2025-02-28, or 2025-02, or 2025. Weekdays are read as days only with it."),
    )
    intensity = forms.TypedChoiceField(
        label=_("Intensity"),
        choices=INTENSITIES,
        coerce=int,
        initial=0,
        help_text=_("From 2 on, whoever opens it is told first."),
    )
    title = PlainField(label=_("Title, if the text has none"), required=False, max_length=500)
    url = PlainField(label=_("Address"), required=False, max_length=2000)
    grade = forms.ChoiceField(label=_("Grade of the source"), choices=GRADES, initial="B")
    language = forms.RegexField(
        label=_("Language"), regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", initial="en"
    )
    case_slug = forms.SlugField(
        label=_("A second report on a case? Its key"),
        required=False,
        max_length=SLUG_LENGTH,
        help_text=_("Type a part of its name or key, and choose."),
        widget=forms.TextInput(attrs=OFFERED),
    )

    received: Received

    def clean_published_on(self) -> str:
        given = str(self.cleaned_data["published_on"])
        if given and not is_partial_date(given):
            raise ValidationError(_("Give a date as 2025-02-28, 2025-02 or 2025."))
        return given

    def clean_url(self) -> str:
        given = str(self.cleaned_data["url"])
        if given and (
            not given.startswith(("https://", "http://"))
            or any(ord(letter) <= 32 or letter in "<>\"'`" for letter in given)
        ):
            raise ValidationError(_("Give an address that starts with https:// or http://."))
        return given

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        text, file = told.get("text") or "", told.get("file")
        if bool(text.strip()) == bool(file):
            if "text" not in self.errors:
                self.add_error("text", _("Paste a text or choose a file, one of the two."))
            return told
        name = "file" if file else "text"
        try:
            if file and file.size > MAX_BYTES:
                raise NotReceivable("size")
            if file:
                self.received = receive(file.read(), kind_of(file.name))
            else:
                self.received = receive(text, "txt")
        except NotReceivable as refused:
            self.add_error(name, REFUSED[refused.code])
        return told

    def rest_is_open(self) -> bool:
        """Whether the further fields hold something to look at."""
        return bool(self.is_bound and (self.errors or any(self.data.get(n) for n in REST[:2])))


class ProposalForm(forms.Form):
    key = PlainField(label=_("Key"), max_length=64, required=False)
    statement = PlainField(
        label=_("In your words"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    figure = PlainField(label=_("Figure"), max_length=40, required=False)
    on = PlainField(label=_("Day"), max_length=10, required=False)

    def clean_on(self) -> str:
        given = str(self.cleaned_data["on"])
        if given and not is_partial_date(given):
            raise ValidationError(_("Give a date as 2025-02-28, 2025-02 or 2025."))
        return given


class RedactArticleForm(forms.Form):
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    length = forms.IntegerField(min_value=1, max_value=2000, widget=forms.HiddenInput)
    reason = PlainField(
        label=_("Why it is taken out"),
        max_length=300,
        help_text=_("Kept for good, with a hash of what stood there. It cannot be undone."),
    )
    everywhere = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        """`places` is how often the words stand in the text."""
        super().__init__(*args, **kwargs)
        if places < 2:
            del self.fields["everywhere"]
            return
        self.fields["everywhere"].label = ngettext(
            "Also at %(count)d other place where these words stand",
            "Also at %(count)d other places where these words stand",
            places - 1,
        ) % {"count": places - 1}


class MakeCaseForm(forms.Form):
    """A new case with its framing; all of it is proposed, and can be changed later as well."""

    title = PlainField(label=_("Title of the case"), max_length=300)
    topic = PlainField(
        label=_("Topic"),
        max_length=300,
        help_text=_("One line, shown before the lesson is opened."),
    )
    standfirst = PlainField(
        label=_("In one paragraph"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A figure is followed by its fact, as in [fact:arrests]."),
    )
    decision = PlainField(
        label=_("What it means for a decision"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    intensity = forms.TypedChoiceField(label=_("Intensity"), choices=INTENSITIES, coerce=int)
    slug = forms.SlugField(
        label=_("Its key"),
        max_length=SLUG_LENGTH,
        help_text=_("Small letters, digits and hyphens; facts are cited by it."),
    )

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()


class ExtendCaseForm(forms.Form):
    slug = forms.SlugField(
        label=_("Key of the case"),
        max_length=SLUG_LENGTH,
        help_text=_(
            "A case of the library, or one that you are writing: type a part of its name or key,"
            " and choose."
        ),
        widget=forms.TextInput(attrs=OFFERED),
    )
