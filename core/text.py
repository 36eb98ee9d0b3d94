"""What may stand in a text before it reaches the database, a file or a page.

Two strengths: `refuse_control` for any text (line breaks and tabs are fine), `clean_name`
for names and labels that stand in one line beside other people's names.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAK = re.compile(r"[\t\n\r\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")


def control_at(value: str) -> int | None:
    """Return the place of the first control character or lone surrogate, or None.

    Tab, line feed and carriage return are text; NUL, the other C0 and C1 controls, DEL,
    surrogates and the permanently unassigned code points are not.
    """
    found = _CONTROL.search(value)
    return found.start() if found else None


def refuse_control(value: str) -> None:
    """Raise ValidationError if the text holds a control character, NUL or a lone surrogate."""
    if control_at(value) is not None:
        raise ValidationError(
            _("This text holds a character that cannot be stored."), code="control"
        )


def clean_name(value: str) -> str:
    """Return the name in NFC with single spaces; raise ValidationError if it is no plain name.

    Refused: control characters, line breaks, characters that turn the direction of
    writing or cannot be seen, and "@" (a name must not pass for an address). Joiners stay,
    since some scripts need them. Works as a field's validator too.
    """
    refuse_control(value)
    if _BREAK.search(value):
        raise ValidationError(_("A name stands in one line."), code="line_break")
    if _INVISIBLE.search(value):
        raise ValidationError(
            _("A name cannot hold invisible or direction-changing characters."), code="invisible"
        )
    if "@" in value or "\uff20" in value:
        raise ValidationError(_("A name cannot hold “@”."), code="address")
    cleaned = _SPACES.sub(" ", unicodedata.normalize("NFC", value)).strip()
    if value and not cleaned:
        raise ValidationError(_("A name needs at least one visible character."), code="blank")
    return cleaned
