"""Rows for a bank and clauses for a draft: looked through, told by row, taken in as one."""

import pytest
from django.test import Client

from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries
from content.library.drafting.services import open_draft
from content.library.kinds import Kind
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_question
from courses.catalogue.services import undo_edit
from courses.releases.models import Intake
from tests.core.received.office import document, paragraph, row_of, workbook
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.files.conftest import confirm, looked_through, newest, upload

HEAD = "uid,type,stem,option_1,option_2,correct,feedback,covers\n"


def bring_rows(client: Client, content: bytes, now, kind: str = "questions") -> Intake:
    sent = {"kind": kind, "file": upload("rows.csv", content)}
    answer = client.post(url("course_bring", SLUG), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    return looked_through(newest(), now)


def told(intake: Intake) -> list[tuple[int, str, str]]:
    return [(one["line"], one["key"], one["message"]) for one in intake.report["problems"]]


def states(intake: Intake) -> list[tuple[str, str]]:
    return [(one["uid"], one["state"]) for one in intake.report["lines"]]


def test_rows_are_told_then_taken_in_as_one_edit_that_can_be_undone(
    as_trainer: Client, draft: Course, trainer, now
) -> None:
    rows = HEAD + (
        "fresh,single,Which one?,This,That,1,This.,house/FEE-1.1\n"
        ',multiple,Which of them?,"One, two",Three,2,Three.,\n'
    )
    intake = bring_rows(as_trainer, rows.encode(), now)
    assert states(intake) == [("fresh", "new"), ("which-of-them", "new")]
    page = as_trainer.get(url("intake_detail", intake.public_id)).content.decode()
    assert "2 new" in page
    assert "row 2" in page
    assert "Which of them?" in page
    assert read_question(draft, "fresh") is None
    before = draft.draft_revision
    assert confirm(as_trainer, intake, now).state == "done"
    draft.refresh_from_db()
    assert draft.draft_revision == before + 1
    fresh = read_question(draft, "fresh")
    assert fresh is not None
    assert fresh.covers == ("house/FEE-1.1",)
    assert [one.uid for one in draft.questions.order_by("position")][-2:] == [
        "fresh",
        "which-of-them",
    ]
    undo_edit(course=draft, revision=draft.draft_revision, by=trainer, at=now)
    assert read_question(draft, "fresh") is None


def test_rows_that_are_wrong_are_told_by_row_and_column_and_none_is_taken(
    as_trainer: Client, draft: Course, now
) -> None:
    rows = HEAD + (
        "good,single,Which?,This,That,1,This.,\n"
        "bad,single,=1+1,This,That,1,This.,\n"
        "worse,single,Which?,This,That,3,This.,house/FEE-9.9\n"
        "good,single,Again?,This,That,1,This.,\n"
        "lost,single,Which?,This,That,1,See [clause:house/FEE-8.8].,house/FEE-9.9\n"
    )
    intake = bring_rows(as_trainer, rows.encode(), now)
    assert intake.state == "stopped"
    assert told(intake) == [
        (3, "stem", "begins as a formula does; a text that begins so has a ' before it"),
        (4, "correct", "“3” is the number of no option"),
        (5, "uid", "“good” stands in row 2 already"),
        (6, "covers", "there is no clause “house/FEE-9.9” in effect"),
        (6, "feedback", "[clause:house/FEE-8.8] refers to nothing that exists"),
    ]
    page = as_trainer.get(url("intake_detail", intake.public_id)).content.decode()
    assert "row 4 · correct" in page
    assert "Mend what stands below" in page
    assert read_question(draft, "good") is None


def test_a_question_that_is_here_is_changed_and_keeps_its_translation(
    as_trainer: Client, draft: Course, now
) -> None:
    taken = as_trainer.post(url("course_take", SLUG), {"what": "questions"})
    assert taken["Content-Type"].startswith("text/csv")
    same = bring_rows(as_trainer, taken.content, now)
    assert {state for _uid, state in states(same)} == {"same"}
    before = read_question(draft, "origin")
    other = taken.content.decode().replace("change the decision on the content", "matter at all")
    intake = bring_rows(as_trainer, other.encode(), now)
    assert dict(states(intake))["origin"] == "changed"
    page = as_trainer.get(url("intake_detail", intake.public_id)).content.decode()
    assert "<del>" in page
    confirm(as_trainer, intake, now)
    after = read_question(draft, "origin")
    assert before is not None
    assert after is not None
    assert "matter at all" in after.texts["en"].texts["stem"]
    assert after.texts["es"] == before.texts["es"]


def test_a_workbook_of_decision_items_is_tried_on_the_form(
    as_trainer: Client, draft: Course, now
) -> None:
    template = as_trainer.get(url("course_template", SLUG, "decisions")).content.decode()
    assert template.startswith("\ufeffuid,form,seat,post")
    form = template.split("\n")[1].split(",")[1]
    seat = template.split("\n")[1].split(",")[2]
    head = ("form", "seat", "post", "feedback", "clauses", "right_action")
    rows = row_of(1, *head) + row_of(
        2, form, seat, "A post.", "Say why.", "house/FEE-1.1", "no-such-option"
    )
    intake = bring_rows(as_trainer, workbook(rows), now, "decisions")
    assert intake.state == "stopped"
    assert (2, "right_action", "“no-such-option” is no option of the field") in told(intake)


def test_a_bank_without_such_rows_says_so(as_trainer: Client, draft: Course) -> None:
    draft.questions.update(is_retired=True)
    answer = as_trainer.post(url("course_take", SLUG), {"what": "decisions"})
    assert answer.status_code == 409
    assert "nothing in the bank that a row can tell" in answer.content.decode()
    assert as_trainer.get(url("course_template", SLUG, "questions")).status_code == 200
    assert as_trainer.get(url("course_template", SLUG, "clauses")).status_code == 404
    where = url("course_template", SLUG, "decisions")
    assert as_trainer.get(where, {"form": "no/form"}).status_code == 404


def test_what_is_no_table_is_refused_with_a_sentence(as_trainer: Client, draft: Course) -> None:
    where = url("course_bring", SLUG)
    for content, said in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office"),
        (b"\xff\xfe", "This is no table"),
        (workbook("", **{"xl/vbaProject.bin": b"x"}), "macros"),
    ):
        answer = as_trainer.post(where, {"kind": "questions", "file": upload("a.xlsx", content)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert as_trainer.post(where, {"kind": "questions"}).status_code == 422


@pytest.fixture
def policy(draft: Course, trainer, now) -> LibraryDraft:
    return open_draft(kind="policy", slug="house", by=trainer, at=now)


def test_clauses_come_in_from_a_headed_document(
    as_trainer: Client, policy: LibraryDraft, now
) -> None:
    where = url("clauses_bring", policy.public_id)
    assert as_trainer.get(where).status_code == 200
    body = (
        paragraph("New duties", "berschrift1")
        + paragraph("NEW-1 Look first", "H2")
        + paragraph("Look before you decide.")
    )
    answer = as_trainer.post(where, {"file": upload("duties.docx", document(body))})
    intake = looked_through(newest(), now)
    assert answer["Location"] == url("intake_detail", intake.public_id)
    page = as_trainer.get(answer["Location"]).content.decode()
    assert "NEW-1 Look first" in page
    assert "New duties" in page
    assert confirm(as_trainer, intake, now).state == "done"
    policy.refresh_from_db()
    assert "NEW-1" in entries(Kind.POLICY, policy.body, "clause")
    wrong = document(paragraph("Not a code at all", "H2"))
    as_trainer.post(where, {"file": upload("duties.docx", wrong)})
    intake = looked_through(newest(), now)
    page = as_trainer.get(url("intake_detail", intake.public_id)).content.decode()
    assert "paragraph 1 · text" in page
    template = as_trainer.get(url("clauses_template"))
    answer = as_trainer.post(where, {"file": upload("clauses.csv", template.content)})
    assert looked_through(newest(), now).state == "ready"


def test_a_draft_that_was_saved_meanwhile_takes_nothing_in_unseen(
    as_trainer: Client, policy: LibraryDraft, now
) -> None:
    where = url("clauses_bring", policy.public_id)
    rows = b"code,title,text\nNEW-1,New,A rule.\n"
    as_trainer.post(where, {"file": upload("c.csv", rows)})
    intake = looked_through(newest(), now)
    LibraryDraft.objects.filter(pk=policy.pk).update(revision=policy.revision + 1)
    assert confirm(as_trainer, intake, now).state == "ready"
    assert intake.report["moved"] is True
    answer = as_trainer.post(url("intake_let_go", intake.public_id))
    assert answer.status_code == 302
    intake.refresh_from_db()
    assert (intake.state, bytes(intake.content)) == ("let_go", b"")
    case = open_draft(kind="case", slug="harbour", by=intake.brought_by, at=now)
    assert as_trainer.get(url("clauses_bring", case.public_id)).status_code == 404
