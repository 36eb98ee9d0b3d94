"""The interface is whole in Spanish: every string, its placeholders and plurals, up to date."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import polib
import pytest
from django.test import Client
from django.utils.html import strip_tags

from accounts.models import User
from courses.enrolment.services import enrol
from tests.conventions.sources import ROOT, files
from tests.factories.catalogue import NOW, make_release

PLACE = Path("locale") / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(
    r"%\(\w+\)[sdf]|%%s|%%|%[sdf]|\{\w*\}|<[^>]+>|https?://|north-1042|person\.erased"
)
CATALOGUE = polib.pofile(str(ROOT / PLACE))


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translation of an entry, with the source text that it stands for."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [
        (entry.msgid_plural if form else entry.msgid, text)
        for form, text in sorted(entry.msgstr_plural.items())
    ]


def faults(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translation."""
    found = ["unsure"] if entry.fuzzy else []
    if entry.msgid_plural and set(entry.msgstr_plural) != {0, 1}:
        found.append("plural forms")
    for source, text in texts(entry):
        if not text.strip():
            found.append("not translated")
        elif Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(text)):
            found.append("placeholders")
        elif (source[:1] + source[-1:]).isspace() != (text[:1] + text[-1:]).isspace():
            found.append("ends")
    return found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (polib.POEntry(msgid="%(n)s left", msgstr="quedan %(n)s"), []),
        (polib.POEntry(msgid="Saved", msgstr=""), ["not translated"]),
        (polib.POEntry(msgid="Saved", msgstr="Guardado", flags=["fuzzy"]), ["unsure"]),
        (polib.POEntry(msgid="%(n)s left", msgstr="quedan %(m)s"), ["placeholders"]),
        (polib.POEntry(msgid="{n} %%", msgstr="{n} %"), ["placeholders"]),
        (
            polib.POEntry(msgid="one", msgid_plural="%(n)s", msgstr_plural={0: "uno"}),
            ["plural forms"],
        ),
        (
            polib.POEntry(msgid="one", msgid_plural="%(n)s", msgstr_plural={0: "uno", 1: "n"}),
            ["placeholders"],
        ),
        (polib.POEntry(msgid=" or ", msgstr="o"), ["ends"]),
    ],
)
def test_a_fault_of_a_translation_is_seen(entry: polib.POEntry, found: list[str]) -> None:
    assert faults(entry) == found


def test_every_string_is_translated_whole() -> None:
    wrong = {entry.msgid: found for entry in CATALOGUE if (found := faults(entry))}
    assert wrong == {}
    assert len(CATALOGUE) > 1000


def test_plurals_are_counted_as_in_spanish() -> None:
    assert CATALOGUE.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_people_are_addressed_formally() -> None:
    familiar = re.compile(r"\b(tú|tu|tus|puedes|tienes|quieres|contigo|estás|vosotros)\b", re.I)
    found = [text for entry in CATALOGUE for _source, text in texts(entry) if familiar.search(text)]
    assert found == []


@pytest.mark.skipif(
    not shutil.which("msgmerge"), reason="needs the gettext tools to gather strings"
)
def test_the_catalogue_holds_the_strings_of_the_code(tmp_path: Path) -> None:
    for path in files():
        if path.suffix in {".py", ".html", ".txt", ".po"} and path.parts[0] != "tests":
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, tmp_path / path)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "es", "--no-location"]
    environment = {**os.environ, "CASEBOOK_DATA": str(tmp_path / "data")}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    gathered = polib.pofile(str(tmp_path / PLACE))
    assert [entry.msgid for entry in gathered if not entry.obsolete and faults(entry)] == []
    assert [entry.msgid for entry in gathered if entry.obsolete] == []


def test_home_speaks_spanish_to_who_chose_it(client: Client, learner: User) -> None:
    release = make_release()
    made = enrol(user=learner, course=release.course, by=learner, at=NOW)
    type(made).objects.filter(pk=made.pk).update(due_on=date(2026, 12, 1))
    User.objects.filter(pk=learner.pk).update(language="es")
    client.force_login(learner)
    response = client.get("/")
    page = " ".join(response.content.decode().split())
    shown = " ".join(strip_tags(page).split())
    assert response.headers["Content-Language"] == "es"
    assert '<html lang="es"' in page
    assert "En su lista" in shown
    assert "Sin empezar. Plazo: 1 de diciembre de 2026." in shown
    assert "Cerrar sesión" in shown
    assert "On your list" not in shown


def test_what_allauth_says_in_our_words_is_said_so_in_spanish_too() -> None:
    english = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    spanish = {entry.msgid for entry in CATALOGUE}
    assert [entry.msgid for entry in english if entry.msgid not in spanish] == []
