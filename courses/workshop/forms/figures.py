"""What is chosen on the pages of figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.insight.models import QuizFigures, Which


class WhichForm(forms.Form):
    """Over which attempts figures are shown: one of the kinds that may be told of this quiz."""

    which = forms.ChoiceField(label=_("Attempts"), required=False)

    def __init__(self, *args: object, figures: QuizFigures, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        told = [which for which in Which.values if which in figures.quiz]
        self.fields["which"].choices = [(which, which) for which in told]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        return self.cleaned_data["which"] or str(Which.LAST)
