"""Every string of the interface is marked for translation: in templates, and on pages as drawn."""

import re
from itertools import chain
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Unit, User
from tests.conventions.sources import of_apps, text
from tests.pseudo_locale import unmarked

# Names that are the same in every language.
SECRET = re.compile(r"[A-Z2-7]{32}")  # of an authenticator app
NAMES = ("Casebook", "DSA", "English", "Español", "PDF", "CSV", "UTC", "JSON")


def plain_texts(source: str) -> list[str]:
    """The words of a template that stand outside of translate and blocktranslate."""
    shown, inside = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if name in {"blocktranslate", "blocktrans", "comment"}:
            inside = name
        elif token.contents == "block page_class":  # names of classes, not words
            inside = "block"
        elif inside and name == f"end{inside}":
            inside = ""
        elif token.token_type == TokenType.TEXT and not inside:
            shown.append(token.contents)
        elif not inside:
            shown.append("{}")
    return unmarked("".join(shown), known=NAMES)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}: {{ name }}</p>', []),
        ("<p>{% blocktranslate %}Hello{% endblocktranslate %}</p>", []),
        ('<a aria-label="Hello">1</a>', ["Hello"]),
        ("{# Hello #}{% comment %}Hello{% endcomment %}<!-- Hello -->", []),
        ('<p translate="no">Hello</p><code>hello</code>', []),
    ],
)
def test_unmarked_words_are_seen(source: str, found: list[str]) -> None:
    assert plain_texts(source) == found


def is_apart(path: Path) -> bool:
    """The style guide speaks to developers; allauth's button composes its tag out of pieces."""
    return "style_guide" in path.name or path.parts[-2:] == ("elements", "button.html")


def test_every_word_of_every_template_is_marked() -> None:
    found = {
        str(path): words
        for path in of_apps(".html")
        if not is_apart(path) and (words := plain_texts(text(path)))
    }
    assert found == {}


def plain_addresses(resolver: URLResolver, prefix: str = "/") -> list[str]:
    """Every address that takes no argument."""
    found = []
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            found.append(path)
        else:
            found += plain_addresses(pattern, path)
    wanted = (path for path in found if not re.search(r"[<^$(]", path))
    return sorted({path for path in wanted if not path.startswith(("/admin/", "/style-guide/"))})


def words_of_others() -> tuple[str, ...]:
    """What people typed and what has one name everywhere: people, units, zones, languages."""
    people = User.objects.values_list("display_name", "email", "employee_number")
    units = Unit.objects.values_list("name", "short_code")
    zones = (zone.replace("_", " ") for zone in available_timezones())
    rows = chain.from_iterable(chain(people, units))
    languages = map(str, dict(settings.LANGUAGES).values())
    return tuple(word for word in chain(NAMES, rows, zones, languages) if word)


@pytest.mark.django_db
@pytest.mark.usefixtures("pseudo_locale")
@pytest.mark.parametrize("who", ["nobody", "learner", "trainer", "lead", "admin_person"])
def test_every_word_of_every_plain_page_is_marked(
    who: str, client: Client, request: pytest.FixtureRequest
) -> None:
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))
    known = words_of_others()
    found = {}
    for path in plain_addresses(get_resolver()):
        answer = client.get(path)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            words = unmarked(answer.content.decode(), known=known)
            if words := [word for word in words if not SECRET.fullmatch(word)]:
                found[path] = words
    assert found == {}
