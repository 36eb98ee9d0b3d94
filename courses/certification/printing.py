"""The printed certificate: typst gets data only, as JSON, with nothing else to read. Pure."""

import json
import tempfile
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

import typst
from anyascii import anyascii

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"

# The scripts of the serif that typst carries; a name in another script prints a Latin form.
SCRIPTS_WITH_A_FONT = ("LATIN", "GREEK", "CYRILLIC", "HEBREW")


@dataclass(frozen=True)
class CertificateSheet:
    """Every word on the sheet, ready to print: texts are in the certificate's language."""

    language: str
    organisation: str
    heading: str
    name: str
    statement: str
    course: str
    details: list[tuple[str, str]]
    clauses_heading: str
    clauses: list[tuple[str, str]]
    code_label: str
    code: str
    verification: str


def printable(text: str) -> str:
    """Return the text with every character whose script has no font in its Latin form."""
    return "".join(
        character if _has_a_font(character) else anyascii(character) for character in text
    )


def _has_a_font(character: str) -> bool:
    if not character.isalpha():
        return character.isascii() or unicodedata.category(character)[0] in "MNPZ"
    return unicodedata.name(character, "").startswith(SCRIPTS_WITH_A_FONT)


def print_certificate(sheet: CertificateSheet) -> bytes:
    """Return the PDF of a certificate.

    The data goes in as one JSON input and is only ever shown as text; the compiler's root is an
    empty folder, so that nothing typed into a name can read a file.
    """
    data = _printable_tree(asdict(sheet))
    with tempfile.TemporaryDirectory() as root:
        main = Path(root) / "certificate.typ"
        main.write_bytes(TEMPLATE.read_bytes())
        pdf: bytes = typst.compile(
            str(main),
            root=root,
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(data)},
        )
    return pdf


def _printable_tree(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable_tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable_tree(item) for item in value]
    return value
