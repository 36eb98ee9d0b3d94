"""The base page, the elements, the error pages: what they say, and that they need nothing."""

import datetime
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from core import navigation, notes, style_guide
from core.bundle import NAME, PARTS, SOURCE, BundleFinder, bundled
from core.navigation import Item, everyone
from core.templatetags import elements
from tests.pseudo_locale import unmarked

TEMPLATES = Path(style_guide.__file__).parent / "templates"
ELEMENTS = sorted(TEMPLATES.glob("elements/*.html"))
ERRORS = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]
STYLESHEETS = sorted(SOURCE.rglob("*.css"))


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    addresses = {"home": "/", "courses": "/courses/", "exact": "/exact/"}
    monkeypatch.setattr(navigation, "reverse", addresses.__getitem__)
    navigation.register(Item(key="home", label="Home", url_name="home", order=1))
    navigation.register(
        Item(key="courses", label="Courses", url_name="courses", order=2, under=("/lessons/",))
    )
    navigation.register(Item(key="exact", label="Exact", url_name="exact", order=3, is_exact=True))
    navigation.register(
        Item(key="support", label="Support", url_name="home", region="support", shown_to=everyone)
    )


def request_of(path: str, *, signed_in: bool = True):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    if signed_in:
        request.user = type("Person", (), {"is_authenticated": True})()
    return request


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Home"]),
        ("/courses/", ["Courses"]),
        ("/courses/cumberland/", ["Courses"]),
        ("/lessons/1/", ["Courses"]),
        ("/exact/", ["Exact"]),
        ("/exact/more/", []),
        ("/elsewhere/", []),
    ],
)
def test_places_mark_where_the_reader_is(places: None, path: str, current: list[str]):
    shown = navigation.places_for(request_of(path), "main")

    assert [place["label"] for place in shown] == ["Home", "Courses", "Exact"]
    assert [place["label"] for place in shown if place["current"]] == current


def test_places_are_hidden_from_who_may_not_see_them(places: None):
    assert navigation.places_for(request_of("/", signed_in=False), "main") == []


def test_support_stands_on_a_page_that_knows_no_request(places: None):
    page = render_to_string("503.html", {})

    assert '<a href="/">Support</a>' in re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("name", ERRORS)
def test_error_page_says_what_it_means_and_what_to_do_without_a_database(name: str):
    page = render_to_string(f"{name}.html", {"title": "x", "status": name[:3]})

    assert page.count("<h1") == 1
    assert "What it means" in page
    assert "What to do" in page
    assert name[:3] in page
    assert "{{" not in page


def test_reason_of_an_error_is_escaped():
    page = render_to_string("400.html", {"reason": "<b>bad</b>"})

    assert "&lt;b&gt;bad&lt;/b&gt;" in page


def test_base_page_carries_language_and_direction():
    with translation.override("ar"):
        page = render_to_string("base.html", {})

    assert re.search(r'<html\s+lang="ar"\s+dir="rtl"', page)


def test_base_page_links_the_one_stylesheet():
    page = render_to_string("base.html", {})

    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', page) == [f"/static/{NAME}"]


def test_base_page_holds_no_token_and_no_inline_code():
    page = render_to_string("base.html", {})

    assert "hx-headers" not in page
    assert "csrfmiddlewaretoken" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


@pytest.mark.parametrize("path", ELEMENTS, ids=lambda path: path.stem)
def test_element_says_in_its_head_what_it_takes(path: Path):
    assert path.read_text(encoding="utf-8").startswith("{# ")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_template_keeps_to_the_strict_policy_and_to_150_lines(path: Path):
    source = path.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 150
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", source)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.stem)
def test_stylesheet_is_logical_layered_and_short(path: Path):
    source = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    physical = re.findall(
        r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b"
        r"|(?<![-\w])(?:left|right|top|bottom|width|height|max-width|min-width)\s*:"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)",
        re.sub(r"@(?:media|container)[^{]*\{", "", source),
    )
    assert physical == []
    assert len(source.splitlines()) <= 400
    assert all(line.startswith(("@layer", "}")) for line in source.splitlines() if line[:1].strip())


def test_bundle_holds_every_stylesheet_once_with_the_order_of_layers_first():
    whole = bundled()

    assert sorted(PARTS) == sorted(path.relative_to(SOURCE).as_posix() for path in STYLESHEETS)
    assert whole.startswith("@layer tokens, base, layout, elements, page;")
    assert whole.count("{") == whole.count("}")
    assert "/*" not in whole
    assert len(whole) < 45_000


def test_bundle_is_found_and_collected():
    finder = BundleFinder()

    found = finder.find(NAME)
    listed = [(path, storage.exists(path)) for path, storage in finder.list([])]

    assert Path(found).read_text(encoding="utf-8") == bundled()
    assert finder.find(NAME, find_all=True) == [found]
    assert finder.find("core/other.css") == []
    assert listed == [(NAME, True)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025-02-28", "28 February 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("", "not given"),
        ("not given", "not given"),
        (None, "not given"),
        ("n.s. (June 2026)", "n.s. (June 2026)"),
        ("2025-02-30", "2025-02-30"),
        (datetime.date(2025, 2, 28), "28 February 2025"),
    ],
)
def test_date_is_shown_as_far_as_it_is_known(value: object, shown: str):
    with translation.override("en"):
        assert notes.partial_date(value) == shown


def test_date_is_shown_in_the_readers_language():
    with translation.override("es"):
        assert notes.partial_date("2025-02-28") == "28 de febrero de 2025"


def test_address_of_a_source_is_a_link_only_when_it_is_one_of_the_web():
    line = Template('{% include "elements/citation.html" with citation=c only %}')

    def shown(url: str) -> str:
        return line.render(Context({"c": {"publisher": "P", "title": "T", "url": url}}))

    assert 'href="https://example.org/a"' in shown("https://example.org/a")
    assert "href" not in shown("javascript:1")
    assert "href" not in shown("")


def test_note_says_what_its_source_does_not_give():
    bare = {"publisher": "", "title": "", "url": "", "published_on": "", "grade": ""}
    note = {"number": 7, "statement": "S", "citations": [bare], "status": "", "as_of": ""}

    page = render_to_string("elements/side_notes.html", {"notes": [note], "prefix": "intro"})

    assert 'id="intro-note-7"' in page
    for words in ("publisher not given", "title not given", "date not given", "Grade not given"):
        assert words in page


def test_icon_is_hidden_from_screen_readers_and_unknown_ones_fail():
    assert 'aria-hidden="true"' in elements.icon("check")
    with pytest.raises(KeyError):
        elements.icon("confetti")


def test_field_ties_its_help_and_error_to_the_input():
    form = style_guide.SampleForm({"address": "not an address"})

    page = render_to_string("elements/field.html", {"field": form["address"]})

    described = re.search(r'aria-describedby="([^"]+)"', page)
    assert described
    for name in described[1].split():
        assert f'id="{name}"' in page
    assert 'aria-invalid="true"' in page


def test_style_guide_is_for_staff_alone():
    request = request_of("/style-guide/")
    with pytest.raises(style_guide.Http404):
        style_guide.style_guide(request)

    request.user.is_staff = True
    request.user.display_name = "Juno"
    page = style_guide.style_guide(request)

    assert page.template_name == "core/style_guide.html"
    assert page.status_code == 200


@pytest.mark.parametrize("path", ELEMENTS, ids=lambda path: path.stem)
def test_style_guide_shows_every_element(path: Path):
    """An element that nobody can see in the guide is one that nobody looks at."""
    used = "\n".join(
        each.read_text(encoding="utf-8")
        for each in (
            *TEMPLATES.glob("core/style_guide*.html"),
            *ELEMENTS,
            TEMPLATES / "base.html",
            TEMPLATES / "core" / "masthead.html",
        )
        if each != path
    )
    assert f'"elements/{path.name}"' in used


def test_mail_is_plain_text_in_our_own_voice():
    mail = render_to_string(
        "account/email/password_changed_message.txt", {"ip": "192.0.2.1", "user_agent": "x"}
    )

    assert "Something about your account has changed:" in mail
    assert "192.0.2.1" not in mail
    assert "Hello from" not in mail
    assert mail.rstrip().endswith("nobody reads an answer to it.")


@pytest.mark.parametrize("name", ERRORS)
def test_every_word_of_an_error_page_can_be_translated(pseudo_locale: None, name: str):
    assert unmarked(render_to_string(f"{name}.html", {}), known=("Casebook",)) == []


def test_every_word_of_the_notes_can_be_translated(pseudo_locale: None):
    bare = {"publisher": "", "title": "", "url": "", "published_on": "", "grade": ""}
    note = {"number": 7, "statement": "", "citations": [bare], "disputed": True}

    page = notes.side_notes([{**note, "status": "alleged", "as_of": "2025"}], "intro")

    assert unmarked(page) == []
