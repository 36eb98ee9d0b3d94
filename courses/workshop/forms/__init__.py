"""What is typed in the workshop, a module for each kind of work."""

from courses.workshop.forms.courses import (
    BankSearchForm,
    DraftSearchForm,
    FindForm,
    QuestionSearchForm,
    WithdrawForm,
)
from courses.workshop.forms.publishing import PublishForm

__all__ = [
    "BankSearchForm",
    "DraftSearchForm",
    "FindForm",
    "PublishForm",
    "QuestionSearchForm",
    "WithdrawForm",
]
