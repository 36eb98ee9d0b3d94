"""Bringing and taking files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms.fields import PlainField, UnitField
from accounts.models import Unit
from core.received.archives import pack, printable
from core.received.sniffing import sniff
from courses.releases.services import LARGEST_INTAKE

MOST_FILES = 90

type Uploaded = UploadedFile[bytes]


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or several."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Uploaded]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given or [None]]


def name_of(file: Uploaded) -> str:
    """What the file is called where it came from, without its folders and what cannot be shown."""
    return printable(PurePath((file.name or "").replace("\\", "/")).name)[:120] or "file"


class FoldersForm(forms.Form):
    folder = ManyFilesField(
        label=_("A .zip, or the files of one folder"),
        help_text=_(
            "At most ten megabytes. Several folders can lie side by side in a .zip: what is "
            "referred to comes in first."
        ),
    )
    owner = UnitField(
        label=_("Unit that owns new courses"),
        required=False,
        help_text=_("Courses that are here already stay with their unit."),
    )

    def __init__(self, *args: Any, owners: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, UnitField)  # noqa: S101 -- as it is declared above
        field.queryset = owners
        field.initial = owners.first()
        field.empty_label = _("none: I bring no new course")
        if not owners:
            del self.fields["owner"]

    def clean_folder(self) -> list[Uploaded]:
        files: list[Uploaded] = self.cleaned_data["folder"]
        if len(files) > MOST_FILES:
            raise ValidationError(_("These are too many files; pack the folder as a .zip."))
        if sum(file.size or 0 for file in files) > LARGEST_INTAKE:
            raise ValidationError(_("This is too large: at most ten megabytes."))
        return files

    def brought(self) -> tuple[str, bytes]:
        """The name and the archive: the one that came, or one made of the files that came."""
        files = self.cleaned_data["folder"]
        first = files[0].read()
        if len(files) == 1 and sniff(first) != "text":
            return name_of(files[0]), first
        contents = [first, *(file.read() for file in files[1:])]
        named = {name_of(file): data for file, data in zip(files, contents, strict=True)}
        return "folder", pack(named)


class TableForm(forms.Form):
    file = forms.FileField(label=_("Table"), help_text=_("A .csv or .xlsx file; the first sheet."))

    def clean_file(self) -> Uploaded:
        return _bounded(self.cleaned_data["file"])

    def brought(self) -> tuple[str, bytes]:
        """The name and what stands in the file."""
        file = self.cleaned_data["file"]
        return name_of(file), file.read()


class BankTableForm(TableForm):
    kind = forms.ChoiceField(
        label=_("What the rows are"),
        choices=[("questions", _("Questions")), ("decisions", _("Decision items"))],
        widget=forms.RadioSelect,
        initial="questions",
    )
    field_order = ("kind", "file")


class ClausesForm(TableForm):
    file = forms.FileField(
        label=_("Table or document"),
        help_text=_("A .csv or .xlsx table, or a .docx document with headings."),
    )


class TakeForm(forms.Form):
    """Taking something out; the reason is asked for where what leaves is restricted."""

    what = forms.ChoiceField(
        choices=[(one, one) for one in ("course", "cited", "questions", "decisions")],
        required=False,
        widget=forms.HiddenInput,
    )
    reason = PlainField(
        label=_("Why it leaves Casebook"),
        required=False,
        max_length=500,
        help_text=_("Kept in the audit trail with your name and the time."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        asks: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if not asks and not (data or {}).get("reason"):
            self.fields["reason"].widget = forms.HiddenInput()


def _bounded(file: Uploaded) -> Uploaded:
    if (file.size or 0) > LARGEST_INTAKE:
        raise ValidationError(_("This is too large: at most ten megabytes."))
    return file
