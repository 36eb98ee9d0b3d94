"""A kept piece is drawn once a language and holds nothing of a page; reads in SQL of their own."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from core.masthead import TOKEN, with_token


def drawn(template: Template, **page: object) -> str:
    return template.render(Context(page))


def test_a_kept_piece_is_drawn_once_for_each_language() -> None:
    drawings = iter(("first", "second", "third"))
    template = Template(
        "{% load elements i18n %}{% kept %}{% now 'Y' %}{% translate 'Support' %}{% endkept %}"
    )
    node = template.nodelist[1]
    draw = node._draw
    node._draw = lambda context: SafeString(f"{next(drawings)} {draw(context)}")

    with translation.override("en"):
        english = [drawn(template), drawn(template)]
    with translation.override("es"):
        spanish = drawn(template)

    assert english[0] == english[1]
    assert english[0].startswith("first")
    assert "Support" in english[0]
    assert spanish.startswith("second")


def test_nothing_of_the_page_is_in_a_kept_piece() -> None:
    inside = "[{{ user }}{{ csrf_token }}{% csrf_token %}]"
    template = Template("{% load elements %}{% kept %}" + inside + "{% endkept %}{{ user }}")

    assert drawn(template, user="first", csrf_token="one") == "[]first"
    assert drawn(template, user="second", csrf_token="two") == "[]second"


def test_no_page_can_fill_a_block_of_a_kept_piece() -> None:
    with pytest.raises(TemplateSyntaxError, match="no block inside"):
        Template("{% load elements %}{% kept %}{% block main %}{% endblock %}{% endkept %}")


def test_a_kept_form_takes_the_token_of_the_request_escaped() -> None:
    page = with_token(Context({"csrf_token": 'a"b'}), f'<input value="{TOKEN}">')

    assert page == '<input value="a&quot;b">'
    assert with_token(Context({"request": RequestFactory().get("/")}), TOKEN) == ""
