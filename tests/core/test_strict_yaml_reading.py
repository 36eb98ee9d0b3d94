import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.problems import Problem, ProblemsFound
from core.strict_yaml import MAX_BYTES, load_text, read, read_front_matter
from tests.unbounded import no_more_than

UNREADABLE = "not readable as YAML: "
BROKEN = ("\\U0", "\\x", "---\n", "...\n")


def problems(text, file="f.yaml"):
    with pytest.raises(ProblemsFound) as caught:
        read(text, file=file)
    return [(one.line, one.key, one.message) for one in caught.value.problems]


def test_plain_scalars_are_text():
    document = read("a: NO\nb: 12:30\nc: 1.10\nd: ~\ne: null\nf: 2026-11-22\n", file="f")

    assert document.value == {
        "a": "NO", "b": "12:30", "c": "1.10", "d": "~", "e": "null", "f": "2026-11-22",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_text_has_no_value(text):
    assert read(text, file="f").value is None


def test_an_empty_value_is_none_and_a_quoted_one_is_text():
    assert read("a:\nb: ''\nc: []\nd: {}\n-e: x\n", file="f").value == {
        "a": None, "b": "", "c": [], "d": {}, "-e": "x",
    }  # fmt: skip


def test_a_merge_key_is_a_key_like_any_other():
    assert read("<<: {a: b}", file="f").value == {"<<": {"a": "b"}}


def test_a_byte_order_mark_and_windows_lines_are_tolerated():
    document = read("\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n", file="f")

    assert document.value == {"a": "1", "b": "x\ny\n"}
    assert document.line(("b",)) == 2


def test_each_value_knows_its_line():
    document = read("a:\n  - x\n  - b: 1\n    c:\n      d: 2\n", file="f.yaml")

    assert document.line() == 1
    assert document.line(("a",)) == 1
    assert document.line(("a", 1)) == 3
    assert document.line(("a", 1, "c", "d")) == 5
    assert document.line(("a", 1, "c", "nothing", 7)) == 4
    assert document.key(("a", 1, "c")) == "a.1.c"


def test_a_part_of_a_document_keeps_its_places():
    part = read("a:\n  - x\n  - b: 1\n", file="f.yaml").at("a", 1)

    assert part.value == {"b": "1"}
    assert part.line(("b",)) == 3
    assert part.problem(("b",), "is odd", "warning") == Problem(
        "f.yaml", 3, "a.1.b", "is odd", "warning"
    )


@pytest.mark.parametrize("path", [("b",), ("a", 1), ("a", -1), ("a", "0"), (0,), ("a", 0, "x")])
def test_a_part_that_is_not_there_is_a_key_error(path):
    with pytest.raises(KeyError):
        read("a: [x]", file="f").at(*path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, "a", "this key stands twice (first in line 1)")]),
        ("x:\n  - a: 1\n    a: 2\n", [(3, "x.0.a", "this key stands twice (first in line 2)")]),
        (
            "a: &n [x]\nb: *n\n",
            [
                (1, "a", "anchors (&name) are not allowed"),
                (2, "b", "aliases (*name) are not allowed; write the value again"),
            ],
        ),
        ("a: !!python/object:x y\n", [(1, "a", "tags (!name) are not allowed")]),
        ("a: 1\n!t b: 2\n", [(2, "", "tags (!name) are not allowed")]),
        ("? [a]\n: b\n", [(1, "", "a key must be plain text")]),
        ("a: 1\n*b : 2\n", [(2, "", "a key must be plain text")]),
        ("a: 1\n'': b\n", [(2, "", "a key is empty")]),
        ("a: {? : b}\n", [(1, "a", "a key is empty")]),
        ("k" * 129 + ": 1", [(1, "", "a key is longer than 128 characters")]),
        ("a: 1\n---\nb: 2\n", [(2, "", "a second document begins here; one file holds one")]),
        (
            "%YAML 1.1\n---\na: 1",
            [(1, "", "directives (lines that begin with %) are not allowed")],
        ),
        ('a:\n  b: "\\0"', [(2, "a.b", "holds a control character or a lone surrogate")]),
        ('a:\n  b: "\\ud800"', [(2, "a.b", "holds a control character or a lone surrogate")]),
        ('a:\n  b: "\\UFFFFFFFF"', [(2, "a", f"{UNREADABLE}an escape (\\U…) is no character")]),
        ("a: 1\n\x00", [(2, "", "a character that cannot stand in a file: U+0000")]),
        ("a: 1\nb: \x1b", [(2, "", "a character that cannot stand in a file: U+001B")]),
        ("\ud800", [(1, "", "a character that cannot stand in a file: U+D800")]),
        ("a\n\nb\u2028", [(3, "", "a character that cannot stand in a file: U+2028")]),
    ],
)  # fmt: skip
def test_what_the_format_has_no_place_for_is_refused_with_its_place(text, expected):
    assert problems(text) == expected


@pytest.mark.parametrize(
    "text", ["a: [1\nb: 2", "a:\n\tb: 1", "a: 'x", "- a\nb: 1", "a: b: c", "@"]
)
def test_malformed_yaml_is_a_problem_in_a_line(text):
    (found,) = problems(text)

    assert found[0] in (1, 2)
    assert found[2].startswith(UNREADABLE)


def test_faults_are_collected_up_to_a_hundred():
    assert len(problems("".join("a: 1\n" for _ in range(500)))) == 100


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "lists and mappings are nested deeper than 20"),
        ("{a: " * 100_000, "lists and mappings are nested deeper than 20"),
        ("- " * 100_000, "lists and mappings are nested deeper than 20"),
        ("".join(" " * n + "a:\n" for n in range(500)), "lists and mappings are nested deeper"),
        ("- a\n" * 10_001, "a list holds more than 10,000 items"),
        ("[" + "a," * 300_000 + "]", "a list holds more than 10,000 items"),
        ("".join(f"k{n}: 1\n" for n in range(10_001)), "a mapping holds more than 10,000 keys"),
        ("- [" + "a, " * 40 + "]\n- x\n", None),
        (("- [" + "a, " * 40 + "]\n") * 9_000, "the file holds more than 200,000 values"),
        ("a: " + "x" * MAX_BYTES, "is larger than 2,000,000 bytes"),
        ("a: " + "é" * (MAX_BYTES // 2), "is larger than 2,000,000 bytes"),
        ("!" * 1_900_000, "tags (!name) are not allowed"),
        ('"' + "\\n" * 900_000 + '"', None),
        ("\n" * 1_900_000, None),
        ("a: |\n" + "  x\n" * 400_000, None),
    ],
)
def test_bombs_are_refused_and_the_rest_is_read_with_bounded_work(text, message):
    with no_more_than():
        if message:
            assert problems(text)[0][2].startswith(message)
        else:
            read(text, file="f")


def test_twenty_levels_and_ten_thousand_items_are_allowed():
    assert read("[" * 20 + "]" * 20, file="f").value is not None
    assert len(read("- a\n" * 10_000, file="f").value) == 10_000


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [*"abAB01:-?,[]{}#&*!|>'\"%@`~<.\n\t \\", "\n  ", ": ", "- ", *BROKEN]
        )
    ).map("".join)
)  # fmt: skip
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        document = read(text, file="f")
    except ProblemsFound as found:
        places = [(one.line, one.file) for one in found.problems]
    else:
        places = [(line, document.file) for line in document.lines.values()]
    assert places
    assert all(1 <= line <= text.count("\n") + 2 for line, _file in places)


def test_front_matter_is_split_from_the_body():
    document, body, line = read_front_matter(
        "\ufeff---\r\nuid: intro\ntitle: A\n---\n\n# Text\n---\nmore", file="a.md"
    )

    assert document.value == {"uid": "intro", "title": "A"}
    assert document.line(("title",)) == 3
    assert (body, line) == ("\n# Text\n---\nmore", 5)


@pytest.mark.parametrize(
    ("text", "body", "line"), [("---\n---", "", 3), ("---\na: 1\n---\n", "", 4)]
)
def test_the_body_may_be_empty(text, body, line):
    assert read_front_matter(text, file="a.md")[1:] == (body, line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Text", Problem("a.md", 1, "", "must begin with front matter between ---")),
        ("\n---\na: 1\n---\n", Problem("a.md", 1, "", "must begin with front matter between ---")),
        ("---\na: 1\n", Problem("a.md", 1, "", "the front matter has no closing ---")),
        (
            "---\na: 1\na: 2\n---\n",
            Problem("a.md", 3, "a", "this key stands twice (first in line 2)"),
        ),
        (
            "---\na: 1\n---\nb\x00",
            Problem("a.md", 4, "", "a character that cannot stand in a file: U+0000"),
        ),
    ],
)  # fmt: skip
def test_bad_front_matter_is_a_problem_in_its_line(text, expected):
    with pytest.raises(ProblemsFound) as caught:
        read_front_matter(text, file="a.md")

    assert caught.value.problems == (expected,)


def test_a_file_is_loaded_without_mark_and_with_plain_line_ends(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc")

    assert load_text(tmp_path / "a.md", file="a.md") == "a\nb\nc"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, Problem("a.md", 1, "", "this file is missing")),
        (b"x" * 11, Problem("a.md", 1, "", "is larger than 10 bytes")),
        (b"a\nb\xff", Problem("a.md", 2, "", "is not UTF-8 text")),
    ],
)
def test_a_file_that_is_no_text_is_a_problem(tmp_path, content, expected):
    if content is not None:
        (tmp_path / "a.md").write_bytes(content)

    with pytest.raises(ProblemsFound) as caught:
        load_text(tmp_path / "a.md", file="a.md", limit=10)

    assert caught.value.problems == (expected,)


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path):
    with pytest.raises(ProblemsFound, match="this file is missing"):
        load_text(tmp_path, file="a.md")


def test_a_name_that_the_file_system_refuses_is_a_problem(tmp_path):
    with pytest.raises(ProblemsFound, match="this file"):
        load_text(tmp_path / ("x" * 5000), file="a.md")
