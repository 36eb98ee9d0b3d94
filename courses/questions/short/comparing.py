"""When two short texts are the same."""

import re
import unicodedata

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛ʼ", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("\u200c\u200d\u200e\u200f\u061c\u00ad", None),
    }
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_AROUND = " \"'.,;:!?¿¡()"


def normalised(text: str, *, case_sensitive: bool, ignore_accents: bool) -> str:
    """Return the form in which two texts are compared.

    Compatible forms become one (NFKC), runs of white space one space, the kinds of dash and
    quotation mark one kind; joiners and punctuation around the whole do not count. Case
    and, if asked, accents over letters (not the vowel signs of Indic or Arabic script) go.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    if ignore_accents:
        plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain))
    if not case_sensitive:
        plain = plain.casefold()
    return unicodedata.normalize("NFKC", " ".join(plain.split())).strip(_AROUND)
