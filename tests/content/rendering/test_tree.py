import pytest

from content.rendering import count_words, plain_text, render
from content.rendering.tree import Node
from tests.content.rendering.library import Library


def test_plain_text_is_the_words_by_block_without_marks_of_notes():
    rendered = render(
        "# A *b*\n\nc [fact:arrests] d[^1]  \ne &lt;f&gt;\n\n- g\n- h\n\n[^1]: i\n",
        resolver=Library(),
        prefix="l",
    )

    assert plain_text(rendered.html) == "A b\nc d\ne <f>\ng\nh\ni"


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("— … !", 0), ("It's 1,400 well-known words.", 4), ("una niña", 2), ("a\nb", 2)],
)
def test_words_are_counted_as_a_reader_would(text, count):
    assert count_words(text) == count


def test_what_is_not_allowed_is_never_written():
    node = Node(
        "p",
        {"class": "x", "onclick": "y"},
        [Node("script", {}, ["a<"]), Node("br"), Node("h1", {}, ["b"])],
    )

    assert node.html() == '<p class="x">a&lt;<br>b</p>'


def test_stray_end_tags_do_not_matter():
    assert plain_text("a</p></div><br></br>b") == "a\nb"
