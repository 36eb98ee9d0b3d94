"""Sources over the limits are refused with their place; those within are rendered."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.rendering import limits
from content.rendering.references import with_tokens
from content.rendering.shaping import Source, shape
from tests.unbounded import no_more_than

LONG = "a paragraph, list or table of more than 12,000 characters without a gap"

UNITS = [
    "[",
    "]",
    "[x](",
    "[x][",
    "![",
    "(",
    "*",
    "**",
    "*a ",
    "_a_",
    "`",
    "``",
    "<",
    "<http://",
    "&",
    "\\",
    "\\[",
    "!",
    '"',
    "# a\n",
    "> ",
    ">",
    "- a\n",
    "1. a\n",
    "  - a\n",
    "    - a\n",
    "    a\n",
    "|",
    "|a|b|\n",
    "a|b\n-|-\n",
    "a\n---\n",
    "---\n",
    "- - -\n",
    "[^1]",
    "[^1]: a\n",
    "[^",
    "[a]: http://x\n",
    "a\n: b\n",
    ": a\n",
    "!!! note\n    a\n",
    "  \n",
    "\n",
    "a",
    "a b ",
    "http://",
    "[fact:",
    "[fact:arrests]",
    "[term:a|",
    "a_",
    "*_",
    "\n>",
    "\n- ",
    "\n\n",
    "~",
    "=",
    "0",
    "1.",
    "<div>\n",
    "&amp;",
    "\t",
    "\u00a0",
]


def refused(text):
    return [(one.line, one.message) for one in shape(Source(text, first_line=1)).problems]


def within(unit):
    """Repeat the unit as often as the limits let it: in one stretch, and in all."""
    often = limits.MAX_CHUNK // len(unit)
    if unit.count("\n"):
        often = min(often, limits.MAX_CHUNK_LINES // unit.count("\n"))
    for sign, (_name, few, _most) in limits.COUNTED.items():
        often = min(often, few // unit.count(sign)) if sign in unit else often
    chunk = unit * max(often, 1)
    times = limits.MAX_BYTES // (len(chunk.encode()) + 2)
    times = min(times, limits.MAX_LINES // (chunk.count("\n") + 2))
    most = {sign: most for sign, (_name, _few, most) in limits.COUNTED.items()}
    most |= {"|": limits.MAX_PIPES, "[^": limits.MAX_FOOTNOTES}
    for sign, number in most.items():
        times = min(times, number // chunk.count(sign)) if sign in chunk else times
    return "\n\n".join([chunk] * max(times, 1))


@pytest.mark.parametrize("unit", UNITS)
def test_the_worst_of_each_sign_within_the_limits_is_rendered(unit):
    with no_more_than():
        shape(Source(within(unit)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(UNITS), min_size=2, max_size=6).map("".join))
def test_the_worst_of_any_mixture_within_the_limits_is_rendered(unit):
    with no_more_than():
        shape(Source(within(unit)))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a" * 5_000_000, 1, "is larger than 200,000 bytes"),
        ("é" * 100_001, 1, "is larger than 200,000 bytes"),
        ("[" * 20_000, 1, "more than 2,000 opening brackets in all"),
        ("a\n\n" + "[" * 121, 3, "more than 120 opening brackets without a blank line between"),
        ("![" * 21, 1, "more than 20 pictures without a blank line between"),
        ("*" * 401, 1, "more than 400 asterisks without a blank line between"),
        ("`" * 201, 1, "more than 200 backticks without a blank line between"),
        ("a\n\n" + "> " * 9, 3, "lists and quotations nested deeper than 8"),
        ("- " * 9, 1, "lists and quotations nested deeper than 8"),
        ("1. > " * 5, 1, "lists and quotations nested deeper than 8"),
        ("a\n" + " " * 33 + "b", 2, "indented deeper than 8 levels"),
        ("\t" * 9 + "b", 1, "indented deeper than 8 levels"),
        ("|" * 6_001, 1, "more than 6,000 table cells"),
        ("[^1] " * 301, 1, "more than 300 footnotes"),
        ("a\n\n" * 4_000 + "a", 8_001, "more than 8,000 lines"),
        ("[fact:a] " * 2_001, 1, "more than 2,000 references"),
        ("a " * 6_001, 1, LONG),
        ("b\n" * 401, 1, "more than 400 lines without a blank line between"),
        ("ok\n\x00", 2, "a character that cannot stand here: U+0000"),
        ("\ud800", 1, "a character that cannot stand here: U+D800"),
    ],
)  # fmt: skip
def test_what_is_over_a_limit_is_refused_with_its_line(text, line, message):
    with no_more_than():
        assert (line, message) in refused(text)


def test_a_source_at_the_limits_is_not_refused():
    text = "\n\n".join(
        ["> " * 8 + "a", "[" * 120, "- " * 8 + "b", " " * 32 + "c", "d\n" * 399 + "e"]
    )

    assert refused(text) == []


def test_references_do_not_count_as_brackets():
    marked, _spots = with_tokens("[fact:arrests] " * 200, first_line=1)

    assert limits.over_limits(marked) == []


def test_a_long_lesson_is_rendered():
    paragraph = ("A sentence with *stress* and a [link](https://x.example) in it. " * 6).strip()
    text = "\n\n".join([f"## Part\n\n{paragraph} [fact:arrests]\n\n- a\n- b"] * 200)

    with no_more_than():
        assert not shape(Source(text)).problems


def test_nesting_that_python_cannot_follow_is_a_problem(monkeypatch):
    monkeypatch.setattr(limits, "MAX_NESTING", 10_000)

    assert refused("- " * 1_500 + "a") == [(1, "is nested too deeply")]
    assert shape(Source("*a*\n\n*b*")).html == "<p><em>a</em></p><p><em>b</em></p>"


def test_what_broke_off_in_the_middle_leaves_nothing_to_the_next_source(monkeypatch):
    def broken(*given, **named):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("content.rendering.shaping.cleaned", broken)
        with pytest.raises(MemoryError):
            shape(Source("- *a*"))

    assert shape(Source("*a*\n\n*b*")).html == "<p><em>a</em></p><p><em>b</em></p>"
