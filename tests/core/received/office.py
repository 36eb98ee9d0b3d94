"""Workbooks and documents as spreadsheets and word processors write them, reduced to the least."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def types(**parts: str) -> str:
    """What each part is: its name and the kind of it."""
    told = "".join(
        f'<Override PartName="/{name}" ContentType="{OFFICE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def relations(**parts: tuple[str, str]) -> str:
    """What a part leads to: by id, the kind of it and its name."""
    told = "".join(
        f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{name}"/>'
        for key, (kind, name) in parts.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def workbook(rows: str, *, strings: list[str] | None = None, **more: str | bytes) -> bytes:
    """A workbook of one sheet whose rows are given as markup; `more` are further members."""
    shared = "".join(f"<si><t>{escape(one)}</t></si>" for one in strings or [])
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            **{
                "xl/workbook.xml": "spreadsheetml.sheet.main",
                "xl/sharedStrings.xml": "spreadsheetml.sharedStrings",
                "xl/styles.xml": "spreadsheetml.styles",
                "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
                "xl/worksheets/sheet2.xml": "spreadsheetml.worksheet",
            }
        ),
        "_rels/.rels": relations(r1=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
            '<sheet name="hidden" sheetId="2" state="hidden" r:id="r2"/>'
            '<sheet name="one" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            r1=("worksheet", "worksheets/sheet1.xml"), r2=("worksheet", "worksheets/sheet2.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="yyyy"/>'
            '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/>'
            "</cellXfs></styleSheet>"
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        ),
        "xl/worksheets/sheet2.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{row_of(1, "Hidden")}</sheetData></worksheet>'
        ),
    }
    return zipped({**members, **more})


def row_of(number: int, *texts: str) -> str:
    """A row of inline texts; what is empty is left out, as spreadsheets do."""
    cells = "".join(
        f'<c r="{"ABCDEFGHIJ"[place]}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for place, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def paragraph(text: str, style: str = "", *, more: str = "") -> str:
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{told}{more}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def document(body: str, **more: str | bytes) -> bytes:
    """A document with two heading styles, one of them named in another language by its id."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            **{
                "word/document.xml": "wordprocessingml.document.main",
                "word/styles.xml": "wordprocessingml.styles",
            }
        ),
        "_rels/.rels": relations(r1=("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(r1=("styles", "styles.xml")),
        "word/document.xml": (f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'),
        "word/styles.xml": (
            f'<w:styles xmlns:w="{WORD}">'
            '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="H2"><w:name w:val="Heading 2"/></w:style>'
            '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/></w:style>'
            '<w:style w:styleId="Round"><w:name w:val="R"/><w:basedOn w:val="Round"/></w:style>'
            '<w:style w:styleId="Bullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            "</w:styles>"
        ),
    }
    return zipped({**members, **more})
