import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.cases.schemas import SectionEntry
from content.cases.sections import NotASection, read_sections, write_sections

TEXT = """
## First {#first}

Hello.

### A smaller heading

```
## not a heading
```

## Second one {#second}
Right below.
"""


def test_sections_are_read_with_the_line_their_body_begins_in() -> None:
    assert read_sections(TEXT) == [
        (
            SectionEntry(
                uid="first",
                heading="First",
                body="Hello.\n\n### A smaller heading\n\n```\n## not a heading\n```",
            ),
            4,
        ),
        (SectionEntry(uid="second", heading="Second one", body="Right below."), 13),
    ]


def test_no_text_is_no_section() -> None:
    assert read_sections("\n\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hello\n## A {#a}\n", 1),
        ("## A\n", 1),
        ("## A {#a}\n\n## B {#B}\n", 3),
        ("##A {#a}\n", 1),
        ("## {#a}\n", 1),
        ("## A {#a}\n```\n## x\n```\n## B\n", 5),
    ],
)
def test_what_is_no_section_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(NotASection) as found:
        read_sections(text)

    assert found.value.line == line


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sections = [section for section, _line in read_sections(text)]
    except NotASection:
        return
    written = write_sections(sections)
    assert [section for section, _line in read_sections(written)] == sections
