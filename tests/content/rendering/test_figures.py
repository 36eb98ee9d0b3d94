import pytest

from content.rendering import render
from content.rendering.figures import last_sentence
from core.problems import ProblemsFound
from tests.content.rendering.library import Library


def wrong(source, language="en"):
    try:
        render(source, resolver=Library(), prefix="l", file="a.md", language=language)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


@pytest.mark.parametrize(
    "source",
    [
        "25 people were arrested [fact:arrests].",
        "Twenty-five people were arrested. [fact:arrests]",
        "*25* people, **25** of them [fact:arrests]",
        "In 2019 there were 3. Then 25 were arrested [fact:arrests]. Later 7 more.",
        "25 were arrested [fact:arrests], 273 were identified [fact:suspects]",
        "25 of 273 [fact:arrests] [fact:suspects]",
        "25 of 273 [fact:arrests], [fact:suspects]",
        "On 28 February 2025 [fact:announced]",
        "On 28 February 2025 25 people [fact:arrests]",
        "On February 28, 2025, 25 people [fact:arrests]",
        "In March 2024, 25 people [fact:arrests]",
        "Between 3 and 28 February 25 people [fact:arrests]",
        "Section 46A [fact:law/generator], section 46 of 46A [fact:law/generator]",
        "67,000 reports [fact:practice/reports]",
        "67.000 or 67 000 or 67\u202f000 reports [fact:practice/reports]",
        "1.8 million, 1,800,000 and 1 800 000 [fact:practice/reports]",
        "Everyone was told [fact:practice/none]",
        "Clause [clause:CSE-2.1] says 25 [fact:arrests]",
        "He asked 25 “Why?” [fact:arrests]",
        "9 people.\n\n25 people [fact:arrests]",
        "- 9 people\n- 25 people [fact:arrests]",
        "| 9 | 25 [fact:arrests] |\n|---|---|\n| 9 | 25 [fact:arrests] |",
        "# 9 people\n25 [fact:arrests]",
        "9[^1] people. 25 [fact:arrests]\n\n[^1]: 25 [fact:arrests]",
        "9件。25人 [fact:arrests]",
        "One of them was released [fact:arrests]",
    ],
)
def test_a_figure_of_the_fact_may_stand_before_it(source):
    assert wrong(source) == []


@pytest.mark.parametrize(
    "source", ["Veinticinco personas [fact:arrests]", "1,8 millones [fact:practice/reports]"]
)
def test_a_figure_may_be_said_in_spanish(source):
    assert wrong(source, "es") == []


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("26 people were arrested [fact:arrests].", ["26"]),
        ("Nineteen people, 24 and 25 [fact:arrests]", ["24", "Nineteen"]),
        ("25 of 272 [fact:arrests] [fact:suspects]", ["272"]),
        ("25 [fact:arrests] of 25 [fact:suspects]", ["25"]),
        ("On 27 February 2025 [fact:announced]", ["27"]),
        ("24 people [fact:arrests]", ["24"]),
        ("In 2023 25 people [fact:arrests]", ["2023"]),
        ("28 people in 2025 [fact:arrests]", ["28"]),
        ("7 people [fact:practice/none]", ["7"]),
        ("1.8 billion [fact:practice/reports]", ["1.8 billion"]),
        ("68 000 reports [fact:practice/reports]", ["000", "68"]),
        ("Section 47B [fact:law/generator]", ["47B"]),
        ("about e.g. 26 people [fact:arrests]", ["26"]),
        ("Se detuvo a veinte personas [fact:arrests]", ["veinte"]),
    ],
)
def test_another_figure_is_an_error(source, figures):
    language = "es" if source.startswith("Se ") else "en"

    assert (
        sorted(one.split("the figure ")[1].split(" before")[0] for one in wrong(source, language))
        == figures
    )


def test_the_error_tells_the_place_the_figure_and_what_the_fact_holds():
    assert wrong("Words.\n\n- One\n- 26 of 270 people [fact:arrests] [fact:suspects].") == [
        "a.md:4: fact:suspects: the figure 26 before [fact:arrests] [fact:suspects]"
        " is not the fact's (25, 273)",
        "a.md:4: fact:suspects: the figure 270 before [fact:arrests] [fact:suspects]"
        " is not the fact's (25, 273)",
    ]


def test_a_fact_without_figures_says_so():
    assert wrong("7 people [fact:practice/none]") == [
        "a.md:1: fact:practice/none: the figure 7 before [fact:practice/none]"
        " is not the fact's (none)"
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One. Two", "Two"),
        ("One. Two. ", "Two"),
        ("See art. in force", "See art. in force"),
        ("¿Qué? ¡No! «Sí», dijo", "«Sí», dijo"),
        ("(One.) Two", "Two"),
        ("", ""),
    ],
)
def test_the_last_sentence_is_what_has_text_behind_the_last_end(words, expected):
    assert last_sentence(words) == expected
