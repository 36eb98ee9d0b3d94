"""Whatever is typed, only what is on the list comes out: by construction and by trial."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from content.rendering.finishing import Wanted, finish
from content.rendering.shaping import Source, shape
from core.text import control_at
from tests.content.rendering.library import Library

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em"),
    *("strong", "a", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
    *("div", "section", "sup"),
}
CLASSES = {
    "a": {"clause-ref", "term-ref", "case-ref", "footnote-back"},
    "sup": {"fact-ref", "footnote-ref"},
    "div": {"table-scroll"}
    | {f"admonition {kind}" for kind in ("note", "tip", "important", "warning", "example", "law")}
    | {f"{kind} admonition" for kind in ("note", "tip", "important", "warning", "example", "law")},
    "p": {"admonition-title"},
    "section": {"footnotes"},
    "th": {"align-left", "align-center", "align-right"},
    "td": {"align-left", "align-center", "align-right"},
}
ROLES = {"doc-noteref", "doc-backlink", "doc-endnotes", "note"}
OUTSIDE = re.compile(r"(https?://[^\s\"'<>\\]+|mailto:[^\s\"'<>\\]+@[^\s\"'<>\\]+)")
INSIDE = re.compile(
    r"(#l-(note|fn|fnref)-[0-9-]+|clause:platform/CSE-[A-Za-z0-9._-]*@[0-9]+|term:rights"
    r"|case:cumberland)"
)

ATOMS = [
    "<script>",
    "</script>",
    "<iframe src=x>",
    "<img src=x onerror=y>",
    "<style>a{}</style>",
    "<a href=",
    "<form action=x>",
    "<input name=y>",
    "<svg onload=x>",
    "<math>",
    "<template>",
    "<p ",
    "<p>",
    "</p>",
    "<td>",
    "<table>",
    "</table>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<data value=r0>",
    '<data value="f0"></data>',
    'style="x"',
    ' id="l-h-a"',
    " class=fact-ref",
    " hx-get=/x",
    " data-x=1",
    " onclick=x",
    "{#id .class}",
    "{: #id}",
    "javascript:a",
    "data:text/html,x",
    "vbscript:x",
    "https://x.example",
    "http://",
    "mailto:a@b.example",
    "&#60;script&#62;",
    "&lt;b&gt;",
    "&#x6A;avascript:",
    "&colon;",
    "&NewLine;",
    "&Tab;",
    "&#0;",
    "&#xFDD0;0&#xFDD1;",
    "&amp;",
    '"',
    "'",
    "`",
    "``",
    "*",
    "**",
    "_",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[x](",
    "![",
    "<",
    ">",
    "/",
    "#",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "|",
    "|-|-|\n",
    "a|b\n-|-\nc|d\n",
    "\n---\n",
    ": x\n",
    "!!! note\n    ",
    '!!! law "',
    "[^1]",
    "[^1]: ",
    "[^2]",
    "\n[^2]: x\n",
    '[a]: https://x.example "t"\n',
    "[a]: javascript:x\n",
    "[a][a]",
    "[fact:arrests]",
    "[fact:x]",
    "[clause:CSE-1]",
    '[clause:CSE-">]',
    "[term:rights|<b>]",
    '[term:rights|" onclick="x]',
    "[case:cumberland]",
    "[fact:",
    "klzzwxh:0000",
    "wzxhzdk:0",
    "zz1337820767766393449qq",
    "///Footnotes Go Here///",
    "r0",
    "f0",
    "ref:0",
    "a",
    "Z",
    "é",
    "漢",
    "\u202e",
    "25",
]
TEXT = st.lists(st.sampled_from(ATOMS), max_size=40).map("".join) | st.text(max_size=200)


class Reader(HTMLParser):
    """Fails on the first thing that is not on the list, and on tags that do not match."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids = []
        self.open = []
        self.targets = []

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        if tag not in {"br", "hr"}:
            self.open.append(tag)
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names))
        for name, value in attrs:
            getattr(self, f"check_{name.replace('-', '_')}")(tag, value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def check_class(self, tag, value):
        assert value in CLASSES[tag]

    def check_id(self, tag, value):
        assert re.fullmatch(r"l-(h|fn|fnref)-[a-z0-9-]+", value)
        assert tag in {"h2", "h3", "h4", "h5", "h6", "li", "sup"}
        self.ids.append(value)

    def check_href(self, tag, value):
        assert tag == "a"
        assert OUTSIDE.fullmatch(value) or INSIDE.fullmatch(value), value
        if value.startswith("#l-fn"):
            self.targets.append(value[1:])

    def check_rel(self, tag, value):
        assert (tag, value) == ("a", "external noopener noreferrer")

    def check_role(self, tag, value):
        assert value in ROLES

    def check_tabindex(self, tag, value):
        assert (tag, value) == ("div", "0")

    def check_data_label(self, tag, value):
        assert tag == "td"
        assert len(value) <= 60

    def check_scope(self, tag, value):
        assert (tag, value) == ("th", "col")

    def check_start(self, tag, value):
        assert tag == "ol"
        assert value.isdecimal()

    def check_type(self, tag, value):
        assert (tag, value) == ("ol", "a")


FRAMES = (
    *("{}", "a {} b", "[a]({})", "[{}](https://x.example)", "`{}`", "# {}", "- {}", "> {}"),
    *("    {}", "| {} |\n|--|\n| {} |", '!!! note "{}"\n    {}', "<{}>", "a\n: {}"),
    *("a[^1]\n\n[^1]: {}", "[{}]: {}", "![{}]({})", "[term:rights|{}]"),
)


def assert_clean(text, *, inline=False):
    source = Source(text, inline=inline)
    rendered = finish(
        shape(source), source, resolver=Library(), wanted=Wanted(prefix="l", language="en")
    )
    reader = Reader()
    for block in rendered.blocks:
        reader.feed(block.html)
        reader.close()
        assert reader.open == []
        assert control_at(block.html) is None
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.targets) <= set(reader.ids)
    assert [one.id for one in rendered.headings] == [one for one in reader.ids if "-h-" in one]
    return rendered


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
def test_whatever_is_typed_only_the_list_comes_out(text):
    assert_clean(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(text='[x]([a]: https://x.example "t"\n([fact:arrests]')
@given(TEXT)
def test_whatever_is_typed_inline_only_the_list_comes_out(text):
    rendered = assert_clean(text, inline=True)

    assert len(rendered.blocks) <= 1
    assert not re.search(r"<(p|div|ul|ol|h2|table|blockquote|pre|section)\b", rendered.html)


@pytest.mark.parametrize("atom", ATOMS)
def test_each_danger_alone_and_in_every_place_comes_out_clean(atom):
    for frame in FRAMES:
        assert_clean(frame.replace("{}", atom))


@pytest.mark.parametrize(
    "typed",
    ["klzzwxh:0000", "wzxhzdk:0", "zz1337820767766393449qq", "///Footnotes Go Here///",
     '<data value="r0"></data>', "&#xFDD0;0&#xFDD1;"],
)  # fmt: skip
def test_no_marker_of_ours_can_be_typed(typed):
    rendered = assert_clean(f"real [fact:arrests] {typed}\n\n<b>{typed}</b>")

    assert len(rendered.references) == 1
    assert rendered.html.count("fact-ref") == 1


def test_a_token_of_ours_is_refused_as_a_character():
    (problem,) = shape(Source("a\n\ufdd00\ufdd1")).problems

    assert (problem.line, problem.message) == (2, "a character that cannot stand here: U+FDD0")


def test_what_nh3_is_given_is_cleaned_even_if_it_were_forged():
    from content.rendering.cleaning import _CLEANER

    forged = (
        '<p id="a" class="fact-ref admonition" onclick="b" style="c" hx-get="d" data-e="f">g'
        '<script>h</script><img src="i"><a href="javascript:j" class="k" target="_blank">l</a>'
        '<a href="/m">n</a><iframe src="o"></iframe><!-- p --></p>'
    )

    cleaned = _CLEANER.clean(forged)

    assert cleaned == '<p class="">gh<a>l</a><a>n</a></p>'
