"""Headed documents as paragraphs with levels."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.received import NotReceivable
from core.received.documents import Paragraph, read_document
from tests.core.received.office import document, paragraph, workbook

ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'


def test_headings_are_known_by_their_style_whatever_its_language() -> None:
    body = (
        paragraph("A chapter", "berschrift1")
        + paragraph("X-1 A clause", "H2")
        + paragraph("")
        + paragraph("Its text.")
        + paragraph("A point", more=ITEM)
        + paragraph("X-2 Another", "Own")
        + paragraph("A bullet", "Bullet")
        + paragraph("By level", more='<w:outlineLvl w:val="1"/>')
        + paragraph("Said to be text", "H2", more='<w:outlineLvl w:val="9"/>')
    )
    assert read_document(document(body)) == [
        Paragraph(1, "A chapter", 1),
        Paragraph(2, "X-1 A clause", 2),
        Paragraph(4, "Its text."),
        Paragraph(5, "A point", is_item=True),
        Paragraph(6, "X-2 Another", 2),
        Paragraph(7, "A bullet", is_item=True),
        Paragraph(8, "By level", 2),
        Paragraph(9, "Said to be text"),
    ]


def test_what_was_deleted_or_is_told_twice_is_passed_over() -> None:
    body = (
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> and added</w:t><w:br/><w:t>below</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t> linked</w:t></w:r></w:hyperlink></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert read_document(document(body)) == [
        Paragraph(1, "kept and added\nbelow linked"),
        Paragraph(2, "cell", is_in_table=True),
    ]


def test_a_frame_inside_of_a_paragraph_is_a_paragraph_of_its_own() -> None:
    frame = "<w:r><w:pict><w:txbxContent>" + paragraph("framed") + "</w:txbxContent></w:pict></w:r>"
    body = f"<w:p><w:r><w:t>before </w:t></w:r>{frame}<w:r><w:t>after</w:t></w:r></w:p>"
    assert read_document(document(body)) == [
        Paragraph(1, "before after"),
        Paragraph(2, "framed"),
    ]


def test_no_style_is_looked_for_by_what_a_file_says() -> None:
    body = paragraph("text", "&quot; or count(//*[count(//*)]) or &quot;") + paragraph("B", "Round")
    assert read_document(document(body)) == [Paragraph(1, "text"), Paragraph(2, "B")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (document(paragraph("x"), **{"word/vbaProject.bin": b"x"}), "macros"),
        (document("", **{"word/document.xml": "<!DOCTYPE a><a/>"}), "doctype"),
        (document(""), "empty"),
        (document(paragraph("x") * 5_001), "length"),
        (workbook(""), "type"),
        (b"plain words", "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old-office"),
        (b"x" * 5_000_001, "size"),
    ],
)
def test_what_is_no_document_that_can_be_taken(data: bytes, code: str) -> None:
    with pytest.raises(NotReceivable) as refused:
        read_document(data)
    assert refused.value.code == code


markup = st.text(st.sampled_from('<>/w:prt="1 '), max_size=80)


@given(st.binary(max_size=200) | markup.map(document))
@settings(max_examples=100, deadline=None)
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with suppress(NotReceivable):
        assert read_document(data)
