"""Languages are told by their names."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from core.languages import language_name


@pytest.mark.parametrize(
    ("code", "spoken", "name"),
    [
        ("es", "en", "Spanish"),
        ("es", "es", "español"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("de-AT", "en", "German"),
        ("xx-unknown", "en", "xx-unknown"),
    ],
)
def test_a_language_has_its_name_in_the_language_of_who_reads(
    code: str, spoken: str, name: str
) -> None:
    with override(spoken):
        assert language_name(code) == name


def test_a_template_names_one_and_several() -> None:
    page = Template("{% load elements %}{{ one|language_name }}: {{ all|language_names }}")
    told = page.render(Context({"one": "es", "all": ["en", "es", "<b>"]}))
    assert told == "Spanish: English, Spanish, &lt;b&gt;"
