"""Tables as text: formulas, dates and errors are problems of their row; nothing is computed."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.problems import ProblemsFound
from core.received import NotReceivable
from core.received.sheets import Sheet, read_sheet, write_csv
from tests.core.received.office import MAIN, REL, row_of, workbook, zipped
from tests.real_site import ROOT

HEAD = row_of(1, "Code", "Some Text")


def told(data: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in read_sheet(data, name="t").rows]


def problems(data: bytes) -> list[str]:
    try:
        found = read_sheet(data, name="t").problems
    except ProblemsFound as heading:
        found = heading.problems
    return [str(problem) for problem in found]


def refusal(data: bytes) -> str:
    with pytest.raises(NotReceivable) as refused:
        read_sheet(data, name="t")
    return refused.value.code


@pytest.mark.parametrize(
    "data",
    [
        b'Code,Some Text\r\nA,one\r\n\r\n,"two\nlines"\r\n',
        '\ufeffcode;some text\nA;one\n\n;"two\nlines"\n'.encode(),
        b'CODE\tsome_text\nA\tone\n\t\n\t"two\nlines"\n',
    ],
)
def test_a_table_is_read_with_any_separator(data: bytes) -> None:
    assert told(data) == [(2, {"code": "A", "some_text": "one"}), (4, {"some_text": "two\nlines"})]
    assert read_sheet(data, name="t").columns == ("code", "some_text")


def test_a_workbook_is_read_as_text_from_its_first_visible_sheet() -> None:
    rows = (
        HEAD
        + '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>3.0</v></c></row>'
        + '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4"><v>0.1</v></c></row>'
        + '<row r="5"><c r="A5" s="1"/><c r="B5" t="inlineStr"><is><r><t>one </t></r>'
        '<r><t>two</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></is></c></row>'
    )
    data = workbook(rows, strings=["zero", "one_x000A_two"])
    assert told(data) == [
        (2, {"code": "one\ntwo", "some_text": "3"}),
        (4, {"code": "true", "some_text": "0.1"}),
        (5, {"some_text": "one two"}),
    ]


def test_a_cell_that_cannot_be_taken_is_told_by_row_and_column() -> None:
    rows = (
        HEAD
        + '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
        + '<row r="3"><c r="A3" s="1"><v>45000</v></c><c r="B3" s="2"><v>45000</v></c></row>'
        + row_of(4, "A", "text", "stray")
    )
    assert problems(workbook(rows)) == [
        "t:2: code: is a formula; give what it comes to as a value",
        "t:2: some_text: holds an error",
        "t:3: code: is a date; format the column as text and type it again",
        "t:3: some_text: is a date; format the column as text and type it again",
        "t:4: “stray” stands under no heading",
    ]
    begins = "begins as a formula does; a text that begins so has a ' before it"
    assert problems(b'code,text\n=1+1,+cmd|x\n"@SUM(A1)",-2+3\n') == [
        f"t:2: code: {begins}",
        f"t:2: text: {begins}",
        f"t:3: code: {begins}",
        f"t:3: text: {begins}",
    ]
    assert told(b"code,text\n-5,- a point\n+2.5,'=x\n") == [
        (2, {"code": "-5", "text": "- a point"}),
        (3, {"code": "+2.5", "text": "=x"}),
    ]
    assert problems(b"code,code\na,b\n") == ["t:1: code: stands twice in the heading"]
    assert problems(b"code\na\x07\n") == ["t:2: code: holds a character that cannot be kept"]


DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
LAUGHS = f"{DOCTYPE}<sst><si><t>&b;</t></si></sst>"
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="x" TargetMode="External" Target="http://example.org/" Type="{REL}/%s"/>'
    "</Relationships>"
)


def written_out(count: int) -> str:
    """One long formula that many cells share."""
    first = f'<c r="A2"><f t="shared" si="0">{"A1+" * count}1</f></c>'
    return f'<row r="2">{first}{'<c r="B2"><f t="shared" si="0"/></c>' * count}</row>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook(HEAD, **{"xl/sharedStrings.xml": LAUGHS}), "doctype"),
        (workbook(HEAD, **{"docProps/core.xml": LAUGHS}), "doctype"),
        (workbook(HEAD, **{"xl/vbaProject.bin": b"x"}), "macros"),
        (workbook(HEAD, **{"[Content_Types].xml": "<Types>macroEnabled</Types>"}), "macros"),
        (workbook(HEAD, **{"xl/externalLinks/externalLink1.xml": "<x/>"}), "outside"),
        (workbook(HEAD, **{"xl/_rels/x.xml.rels": OUTSIDE % "oleObject"}), "outside"),
        (workbook(HEAD, **{"xl/worksheets/sheet1.xml": "<a>" * 300}), "broken"),
        (workbook(HEAD, **{"xl/worksheets/sheet1.xml": "no markup"}), "broken"),
        (workbook(HEAD + row_of(2000, "x")), "rows"),
        (workbook(HEAD + '<row r="2"><c r="ZZ2"><v>1</v></c></row>'), "columns"),
        (workbook(HEAD + '<row r="2"><c r="A2" t="s"><v>7</v></c></row>'), "broken"),
        (workbook(row_of(1, "Code") + written_out(1_500)), "large"),
        (workbook("", **{"xl/styles.xml": f"<a>{'<b/>' * 31_000}</a>"}), "large"),
        (workbook('<row r="1048577"><c><v>1</v></c></row>'), "empty"),
        (workbook(""), "empty"),
        (zipped({"a.txt": "x"}), "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old-office"),
        ("Größe".encode("latin-1"), "encoding"),
        (b"%PDF-1.7\x00\xff", "encoding"),
        (b'code\n"open', "csv"),
        (b"a\n" * 1_100, "rows"),
        (b"", "empty"),
        (b" ,\n", "empty"),
        (b"x" * 2_000_001, "size"),
    ],
)
def test_what_is_no_table_that_can_be_taken(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_link_that_a_reader_may_follow_is_no_harm() -> None:
    data = workbook(HEAD, **{"xl/worksheets/_rels/sheet1.xml.rels": OUTSIDE % "hyperlink"})
    assert read_sheet(data, name="t").columns == ("code", "some_text")


cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20
).map(str.strip)
cells |= st.sampled_from(["=1+1", "+x", "-x", "@x", "'=x", "'", "''x", "＝x", "a;b\nc,d", "- x"])


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_and_no_spreadsheet_runs_it(rows: list[tuple[str, str]]) -> None:
    data = write_csv(("one", "two"), rows)
    read = read_sheet(data.encode(), name="t")
    wanted = [
        {name: cell for name, cell in zip(("one", "two"), row, strict=True) if cell} for row in rows
    ]
    assert [row.cells for row in read.rows] == [row for row in wanted if row]
    for row in csv.reader(io.StringIO(data.removeprefix("\ufeff"), newline="")):
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "＝")) for cell in row)


def spoilt() -> st.SearchStrategy[bytes]:
    whole = workbook(HEAD + row_of(2, "A", "text"), strings=["x"])
    place = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255))

    def changed(changes: list[tuple[int, int]]) -> bytes:
        data = bytearray(whole)
        for at, value in changes:
            data[at] = value
        return bytes(data)

    return st.lists(place, max_size=6).map(changed)


markup = st.text(st.sampled_from('<>/crvtfs="12A&;! '), max_size=80)


@given(st.binary(max_size=200) | spoilt() | markup.map(lambda one: workbook(one)))
@settings(max_examples=150, deadline=None)
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    lines = [1]
    try:
        assert isinstance(read_sheet(data, name="t"), Sheet)
    except NotReceivable:
        return
    except ProblemsFound as found:
        lines = [problem.line for problem in found.problems]
    assert min(lines) > 0


def test_what_the_library_leaves_out_is_not_told_on_stderr(tmp_path: Path) -> None:
    """In a process of its own: a warning here would be an error, as it is nowhere else."""
    data = workbook(
        HEAD + row_of(2, "A", "one"), **{"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>'}
    )
    brought = tmp_path / "t.xlsx"
    brought.write_bytes(data)
    lines = (
        "import sys; from pathlib import Path; from core.received.workbook import read_workbook; "
        "rows = read_workbook(Path(sys.argv[1]).read_bytes(), most_rows=9, most_columns=9); "
        "print(len(list(rows)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", lines, str(brought)], capture_output=True, text=True, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == ("2\n", "")
