import pytest

from content.rendering import (
    Block,
    Heading,
    Reference,
    render,
    render_inline,
)
from core.problems import Problem, ProblemsFound
from tests.content.rendering.library import Library

NOTE_1 = '<sup class="fact-ref"><a href="#l-note-1" role="doc-noteref">1</a></sup>'


def html(source, **options):
    return render(source, resolver=Library(), prefix="l", **options).html


def inline(source, **options):
    return render_inline(source, resolver=Library(), prefix="l", **options).html


def problems(source, **options):
    with pytest.raises(ProblemsFound) as caught:
        render(source, resolver=Library(), prefix="l", file="a.md", **options)
    return [(one.line, one.key, one.message) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("Plain words, 3 of them.", "<p>Plain words, 3 of them.</p>"),
        ("*a* **b** _d_ `e`", "<p><em>a</em> <strong>b</strong> <em>d</em> <code>e</code></p>"),
        ("***c***", "<p><strong><em>c</em></strong></p>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b\n", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("    a < b", "<pre><code>a &lt; b\n</code></pre>"),
        ("`a &lt; <b>`", "<p><code>a &amp;lt; &lt;b&gt;</code></p>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("Word\n:   Meaning", "<dl><dt>Word</dt><dd>Meaning</dd></dl>"),
        (
            "AT&T &copy; &lt;b&gt; &#2; &nothing; \\*",
            "<p>AT&amp;T © &lt;b&gt;  &amp;nothing; *</p>",
        ),
        ("<b onclick=x>a</b> <!-- b -->", "<p>&lt;b onclick=x&gt;a&lt;/b&gt; &lt;!-- b --&gt;</p>"),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
        ("# a {#b .c hx-get=/d}", '<h2 id="l-h-a-b-c-hx-get-d">a {#b .c hx-get=/d}</h2>'),
    ],
)
def test_markdown_becomes_html(source, expected):
    assert html(source) == expected


def test_a_table_is_aligned_by_class_in_a_frame_of_its_own():
    assert html("| a | b | c |\n|:--|:-:|--:|\n| [term:rights|x] | 2 | 3 |\n") == (
        '<div class="table-scroll" tabindex="0"><table><thead><tr>'
        '<th class="align-left" scope="col">a</th>'
        '<th class="align-center" scope="col">b</th>'
        '<th class="align-right" scope="col">c</th></tr></thead><tbody><tr>'
        '<td class="align-left" data-label="a"><a class="term-ref" href="term:rights">x</a></td>'
        '<td class="align-center" data-label="b">2</td>'
        '<td class="align-right" data-label="c">3</td></tr></tbody></table></div>'
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '!!! law "The *law*"\n    Text',
            '<div class="admonition law" role="note"><p class="admonition-title">The <em>law</em>'
            "</p><p>Text</p></div>",
        ),
        ("!!! tip\n    Text", '<div class="admonition tip" role="note"><p>Text</p></div>'),
        ("!!! hidden\n    Text", '<div class="admonition note" role="note"><p>Text</p></div>'),
    ],
)
def test_boxes_are_of_a_closed_set_and_have_no_words_of_ours(source, expected):
    assert html(source) == expected


def test_links_lead_out_with_rel_and_mail_without():
    source = "[a](https://x.example/?b&c 'title') <https://y.example> [m](mailto:a@b.example)"

    assert html(source) == (
        '<p><a href="https://x.example/?b&amp;c" rel="external noopener noreferrer">a</a> '
        '<a href="https://y.example" rel="external noopener noreferrer">https://y.example</a> '
        '<a href="mailto:a@b.example">m</a></p>'
    )  # fmt: skip


def test_an_address_in_angle_brackets_is_a_mail_link():
    assert html("<a@b.example>") == '<p><a href="mailto:a@b.example">a@b.example</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert",
        "JaVaScRiPt:alert",
        "java&#115;cript:a",
        "data:text/html,a",
        "/a",
        "a.md",
        "#a",
        "//x.example",
        "http:a",
        "https://",
        "ftp://x.example",
        "https://a@b.example",
        "https://x.example:99999",
        "clause:platform/CSE-1.1",
        "term:rights",
        "ref:1",
        "mailto:a",
        "mailto:a@b.example?cc=c@d.example",
        "https://[x",
        "vbscript:a",
        "",
    ],
)
def test_a_link_anywhere_else_is_an_error(address):
    ((line, key, message),) = problems(f"a\n\nb [text](<{address}>)", key="texts.stem")

    assert key == "texts.stem"
    assert message.startswith("a link leads to https, http or mailto")
    assert line in (1, 3)


def test_a_picture_is_an_error_in_its_line():
    assert problems("a\n\n![b](https://x.example/c.png)") == [
        (3, "", "pictures have no place in a text")
    ]


def test_references_are_written_in_order_with_one_number_a_fact_version():
    rendered = render(
        "The police acted [fact:arrests]. See [clause:CSE-2.1] and [clause:platform/CSE-1.1@2].\n\n"
        "- [term:rights], [case:cumberland|the case], [case:cumberland]\n"
        "- Words [fact:cumberland/arrests] more [fact:arrests@2] end [fact:practice/none]\n",
        resolver=Library(),
        prefix="l-intro",
    )

    def note(number):
        return (
            f'<sup class="fact-ref"><a href="#l-intro-note-{number}" role="doc-noteref">'
            f"{number}</a></sup>"
        )

    assert rendered.blocks == (
        Block(
            f"<p>The police acted{note(1)}. See "
            '<a class="clause-ref" href="clause:platform/CSE-2.1@3">CSE-2.1</a> and '
            '<a class="clause-ref" href="clause:platform/CSE-1.1@2">CSE-1.1</a>.</p>',
            ("cumberland/arrests@1",),
        ),
        Block(
            '<ul><li><a class="term-ref" href="term:rights">child\'s rights</a>, '
            '<a class="case-ref" href="case:cumberland">the case</a>, '
            '<a class="case-ref" href="case:cumberland">Operation &lt;Cumberland&gt;</a></li>'
            f"<li>Words{note(1)} more{note(2)} end{note(3)}</li></ul>",
            ("cumberland/arrests@1", "cumberland/arrests@2", "practice/none@1"),
        ),
    )
    assert rendered.references == (
        Reference("fact", "cumberland/arrests", 1),
        Reference("clause", "platform/CSE-2.1", 3),
        Reference("clause", "platform/CSE-1.1", 2),
        Reference("term", "rights", None),
        Reference("case", "cumberland", None),
        Reference("fact", "cumberland/arrests", 2),
        Reference("fact", "practice/none", 1),
    )
    assert [(name, note.number) for name, note in rendered.notes.items()] == [
        ("cumberland/arrests@1", 1),
        ("cumberland/arrests@2", 2),
        ("practice/none@1", 3),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A suspect. [fact:arrests] More", f"<p>A suspect.{NOTE_1} More</p>"),
        ("A suspect.\n[fact:arrests]\nMore", f"<p>A suspect.{NOTE_1}\nMore</p>"),
        ("*Word*  [fact:arrests], so", f"<p><em>Word</em>{NOTE_1}, so</p>"),
        ("[fact:arrests] begins", f"<p>{NOTE_1} begins</p>"),
        ("a [term:rights|b]", '<p>a <a class="term-ref" href="term:rights">b</a></p>'),
        ("a [^1].\n\n[^1]: b", '<p>a<sup class="footnote-ref" id="l-fnref-1">'),
    ],
)
def test_the_number_of_a_note_stands_close_to_what_it_follows(source, expected):
    assert html(source).startswith(expected)


@pytest.mark.parametrize("between", ["", " ", "\n"])
def test_two_numbers_beside_each_other_are_not_one(between):
    written = html(f"a [fact:arrests]{between}[fact:arrests@2] b")

    second = '<sup class="fact-ref">\u202f<a href="#l-note-2" role="doc-noteref">2</a></sup>'
    assert written == f"<p>a{NOTE_1}{second} b</p>"


def test_a_cell_without_a_short_word_over_it_has_no_label():
    written = html(f"|  | {'long ' * 13} |\n|--|--|\n| a | b |\n")

    assert "<td>a</td><td>b</td>" in written


def test_numbers_of_notes_go_on_from_those_on_the_page():
    first = render("a [fact:arrests] b [fact:suspects]", resolver=Library(), prefix="q-1")

    second = render(
        "c [fact:announced] d [fact:suspects]",
        resolver=Library(),
        prefix="q-2",
        note_prefix="q",
        notes=list(first.notes.values()),
    )

    assert [(name, note.number) for name, note in second.notes.items()] == [
        ("cumberland/announced@1", 3),
        ("cumberland/suspects@1", 2),
    ]
    assert 'href="#q-note-3" role="doc-noteref">3<' in second.html


def test_a_rendering_is_plain_data():
    rendered = render("# A\n\nb [fact:arrests]", resolver=Library(), prefix="l")

    assert rendered.as_json() == {
        "blocks": [
            ['<h2 id="l-h-a">A</h2>', []],
            [
                f"<p>b{NOTE_1}</p>",
                ["cumberland/arrests@1"],
            ],
        ],
        "notes": {
            "cumberland/arrests@1": {
                "number": 1,
                "key": "cumberland/arrests",
                "version": 1,
                "statement": "cumberland/arrests, said on 3 March 2024 of 24 people",
                "status": "reported",
                "as_of": "2025-02-28",
                "citations": [
                    {
                        "publisher": "Europol",
                        "title": "A release",
                        "url": "https://europol.example/",
                        "published_on": "2025-02-28",
                        "grade": "B",
                        "quote": "",
                        "locator": "",
                    }
                ],
                "disputed": False,
            }
        },
        "references": [
            {"kind": "fact", "key": "cumberland/arrests", "version": 1, "role": "mention"}
        ],
        "headings": [{"level": 2, "id": "l-h-a", "text": "A"}],
        "words": 2,
    }


@pytest.mark.parametrize("source", ["`[fact:arrests]`", "    [fact:nothing]", "\\[fact:nothing]"])
def test_a_reference_in_code_or_behind_a_backslash_is_text(source):
    rendered = render(source, resolver=Library(), prefix="l")

    assert "[fact:" in rendered.html
    assert rendered.references == ()


def test_a_reference_behind_two_backslashes_is_one():
    assert len(render("a \\\\[fact:arrests]", resolver=Library(), prefix="l").references) == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("[fact:nothing]", "[fact:nothing] refers to nothing that exists"),
        ("[fact:arrests@9]", "[fact:arrests@9] refers to nothing that exists"),
        ("[clause:XYZ-1]", "[clause:XYZ-1] refers to nothing that exists"),
        ("[term:nothing|x]", "[term:nothing|x] refers to nothing that exists"),
        ("[case:nothing]", "[case:nothing] refers to nothing that exists"),
        (
            "[fact:two words]",
            "[fact:two words] is not a reference: write [fact:set/key] or [fact:set/key@2]",
        ),
        (
            "[fact:a|b]",
            "[fact:a|b] is not a reference: write [fact:set/key] or [fact:set/key@2]",
        ),
        (
            "[term:",
            "[term: is not a reference: write [term:slug] or [term:slug|shown words]",
        ),
    ],
)
def test_a_reference_to_nothing_is_an_error_with_file_line_and_key(typed, message):
    assert problems(f"a\n\n- b\n- c {typed}\n", first_line=10) == [(13, typed.strip("[]"), message)]


def test_the_key_of_the_caller_stands_in_the_problem():
    assert problems("[fact:nothing]", key="texts.stem")[0][1] == "texts.stem"


def test_a_reference_inside_a_link_is_an_error():
    assert problems("a\n\n[see [fact:arrests]](https://x.example)")[0] == (
        3, "", "a reference cannot stand inside a link",
    )  # fmt: skip


def test_all_errors_are_told_at_once_and_in_order():
    assert [one[0] for one in problems("[fact:x]\n\n![a](b)\n\n[fact:y]")] == [1, 3, 3, 5]


def test_headings_go_below_the_page_without_gaps_and_have_ids_of_their_own():
    rendered = render(
        "# One\n\n### Two\n\n## One\n\n> # One-2\n\n# ¿Qué?\n\n# 漢字\n\n# 漢\n",
        resolver=Library(),
        prefix="l",
    )

    assert rendered.headings == (
        Heading(2, "l-h-one", "One"),
        Heading(3, "l-h-two", "Two"),
        Heading(3, "l-h-one-2", "One"),
        Heading(2, "l-h-one-2-2", "One-2"),
        Heading(2, "l-h-que", "¿Qué?"),
        Heading(2, "l-h-part", "漢字"),
        Heading(2, "l-h-part-2", "漢"),
    )
    assert '<h3 id="l-h-one-2">One</h3>' in rendered.html


def test_headings_may_begin_further_down_and_end_at_six():
    source = "\n\n".join("#" * level + " a" for level in range(1, 7))

    rendered = render(source, resolver=Library(), prefix="l", top_heading=4)

    assert [one.level for one in rendered.headings] == [4, 5, 6, 6, 6, 6]


def test_footnotes_are_lettered_in_order_of_citation_and_lead_back():
    rendered = render(
        "a[^late] b[^first] c[^late]\n\n[^first]: F[^deep]\n[^late]: L [fact:arrests]\n\n    - x\n"
        "[^deep]: D\n[^never]: N\n",
        resolver=Library(),
        prefix="l",
        file="a.md",
    )

    def mark(number, letter, suffix=""):
        return (
            f'<sup class="footnote-ref" id="l-fnref-{number}{suffix}">'
            f'<a href="#l-fn-{number}" role="doc-noteref">{letter}</a></sup>'
        )

    def back(number):
        return f' <a class="footnote-back" href="#l-fnref-{number}" role="doc-backlink">↩</a>'

    assert rendered.blocks == (
        Block(f"<p>a{mark(1, 'a')} b{mark(2, 'b')} c{mark(1, 'a', '-2')}</p>"),
        Block(
            '<section class="footnotes" role="doc-endnotes"><ol type="a"><li id="l-fn-1">'
            f"<p>L{NOTE_1}</p>"
            f"<ul><li>x</li></ul>{back(1)}</li>"
            f'<li id="l-fn-2"><p>F{mark(3, "c")}{back(2)}</p></li>'
            f'<li id="l-fn-3"><p>D{back(3)}</p></li></ol></section>',
            ("cumberland/arrests@1",),
        ),
    )
    assert rendered.problems == (
        Problem("a.md", 1, "", "a footnote is never cited and left out", "warning"),
    )


def test_footnotes_that_nobody_cites_leave_nothing():
    assert html("a\n\n[^1]: b") == "<p>a</p>"


def test_a_footnote_without_words_has_its_way_back():
    assert '<li id="l-fn-1"> <a class="footnote-back"' in html("a[^1]\n\n[^1]:")


def test_a_footnote_without_a_text_or_with_two_is_an_error():
    assert problems("a[^x]\n\nb[^1]\n\n[^1]: c\n[^1]: d\n") == [
        (1, "", "the footnote [^x] has no text"),
        (5, "", "the footnote [^1] has two texts"),
    ]


def test_the_twenty_seventh_footnote_is_aa():
    source = "".join(f"a[^{n}]\n" for n in range(28)) + "\n"
    source += "".join(f"[^{n}]: b\n" for n in range(28))

    assert '<a href="#l-fn-27" role="doc-noteref">aa</a>' in html(source)


def test_blocks_are_those_at_the_top():
    rendered = render("a\n\n- b\n\n    c\n\n> d\n", resolver=Library(), prefix="l")

    assert [block.html[:4] for block in rendered.blocks] == ["<p>a", "<ul>", "<blo"]


def test_words_are_counted_without_the_numbers_of_notes():
    assert (
        render("A word [fact:arrests]\n\n- and `another`", resolver=Library(), prefix="l").words
        == 4
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Plain", "Plain"),
        ("1. *a*", "1. <em>a</em>"),
        ("# a\nb", "# a b"),
        ("- [term:rights]", '- <a class="term-ref" href="term:rights">child\'s rights</a>'),
        ("a [fact:arrests]", f"a{NOTE_1}"),
        ("", ""),
    ],
)  # fmt: skip
def test_inline_is_one_paragraph_without_its_tag(source, expected):
    assert inline(source) == expected


def test_a_blank_line_inside_an_inline_text_is_an_error():
    with pytest.raises(ProblemsFound, match="f:7: title: stands in one paragraph"):
        inline("a\n \nb*", file="f", first_line=7, key="title")


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"', "A", "a" * 201])
def test_a_prefix_that_is_no_id_is_refused(prefix):
    with pytest.raises(ValueError, match="prefix"):
        render("a", resolver=Library(), prefix=prefix)


def test_a_top_heading_beyond_the_levels_is_refused():
    with pytest.raises(ValueError, match="level"):
        render("a", resolver=Library(), prefix="l", top_heading=1)


def test_windows_lines_and_a_byte_order_mark_change_nothing():
    assert html("\ufeff# a\r\n\r\n*b*\r\n") == html("# a\n\n*b*\n")


def test_the_same_source_gives_the_same_html_after_another_one():
    source = "a[^1] [fact:arrests]\n\n[^1]: b\n\n[x]: https://x.example\n\n[y][x]"
    before = html(source)
    html("c[^2]\n\n[^2]: d")

    assert html(source) == before
