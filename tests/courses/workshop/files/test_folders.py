"""Folders in and out in the browser: the very checks of the commands, and who may do what."""

from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEntry, Role
from content.facts.models import FactSet
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.policies.models import Policy
from core.received import NotReceivable
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.selectors import read_draft
from courses.catalogue.services import note_edit
from courses.releases.models import Intake
from courses.releases.services import (
    exchanging,
    receive_files,
    take_course_out,
)
from courses.releases.services.bringing_folders import look_at_folders
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.files.conftest import (
    archive,
    confirm,
    example,
    looked_through,
    newest,
    unpacked,
    upload,
)
from tests.factories.accounts import RoleGrantFactory, UserFactory


def page(client: Client, intake: Intake) -> str:
    answer = client.get(url("intake_detail", intake.public_id))
    assert answer.status_code == 200
    return answer.content.decode()


def problems(intake: Intake) -> list[tuple[str, int, str, str]]:
    told = [one for one in intake.report["problems"] if one["level"] == "error"]
    return [(one["file"], one["line"], one["key"], one["message"]) for one in told]


def test_what_is_taken_out_comes_back_the_same(
    as_trainer: Client, draft: Course, bring, now
) -> None:
    before = read_draft(draft)
    taken = as_trainer.post(url("course_take", SLUG), {"what": "cited"})
    assert taken["Content-Disposition"] == f'attachment; filename="{SLUG}-with-cited.zip"'
    assert {name.partition("/")[0] for name in unpacked(taken.content)} == {
        SLUG,
        "harbour",
        "house",
    }
    intake = bring(as_trainer, taken.content)
    assert {one["state"] for one in intake.report["items"]} == {"same"}
    assert "There is nothing to take in" in page(as_trainer, intake)
    draft.titles = {**draft.titles, "en": "Another title"}
    draft.save(update_fields=["titles"])
    draft.lessons.first().texts.all().delete()
    intake = bring(as_trainer, taken.content)
    told = {one["slug"]: one["state"] for one in intake.report["items"]}
    assert told == {"house": "same", "harbour": "same", SLUG: "changed"}
    told_page = page(as_trainer, intake)
    assert "An example course" in told_page
    assert "Another title" in told_page or "Another" in told_page
    assert confirm(as_trainer, intake, now).state == "done"
    assert read_draft(Course.objects.get(slug=SLUG)) == before
    assert bytes(intake.content) == b""
    entry = AuditEntry.objects.get(action="files.taken_in")
    assert entry.new["made"] == [f"course {SLUG}"]


def test_faults_are_told_by_file_line_and_key_and_nothing_is_written(
    as_trainer: Client, draft: Course, bring
) -> None:
    before = read_draft(draft)
    files = example(head=("visibility:", "visiblity:"), quiz=("minutes: ", "minutes: x"))
    intake = bring(as_trainer, files)
    assert intake.state == "stopped"
    line = files["example-course/course.yaml"].split("visiblity")[0].count("\n") + 1
    assert problems(intake) == [
        ("example-course/course.yaml", line, "visiblity", "is no known key here")
    ]
    told = page(as_trainer, intake)
    assert f"example-course/course.yaml:{line} · visiblity" in told
    assert "is no known key here" in told
    answer = as_trainer.post(url("intake_confirm", intake.public_id))
    assert answer.status_code == 409
    intake = bring(as_trainer, example(questions=("house/FEE-1.1", "house/FEE-9.9")))
    assert any("there is no clause “house/FEE-9.9”" in one[3] for one in problems(intake))
    assert read_draft(Course.objects.get(slug=SLUG)) == before


def test_the_files_of_one_folder_can_be_chosen_one_by_one(
    as_trainer: Client, draft: Course, now
) -> None:
    files = [upload(name.partition("/")[2], text.encode()) for name, text in example().items()]
    answer = as_trainer.post(url("file_list"), {"folder": files})
    assert answer.status_code == 302
    intake = looked_through(newest(), now)
    assert [one["slug"] for one in intake.report["items"]] == [SLUG]


def test_a_new_course_needs_a_unit_of_the_person_and_keeps_restricted_ones_there(
    as_trainer: Client, draft: Course, units, bring, now
) -> None:
    files = example(head=("slug: example-course", "slug: another-course"))
    files["example-course/course.yaml"] = (
        files["example-course/course.yaml"]
        .replace("code: EX-1", "code: EX-2")
        .replace("visibility: open", "visibility: restricted")
    )
    intake = bring(as_trainer, files)
    assert problems(intake)[0][3] == "choose a unit of yours that will own this course"
    intake = bring(as_trainer, files, owner=units.north.public_id)
    assert [one["state"] for one in intake.report["items"]] == ["new"]
    assert not Course.objects.filter(slug="another-course").exists()
    assert confirm(as_trainer, intake, now).state == "done"
    course = Course.objects.get(slug="another-course")
    assert (course.owner, course.visibility) == (units.north, "restricted")
    assert list(course.restricted_units.all()) == [units.north]
    sent = {"folder": upload("a.zip", archive(files)), "owner": str(units.south.public_id)}
    assert as_trainer.post(url("file_list"), sent).status_code == 422


def test_a_draft_changes_only_for_who_writes_it_and_its_visibility_only_by_sharing(
    as_trainer: Client, enter, draft: Course, units, bring, now
) -> None:
    stranger = UserFactory(display_name="Stranger", email="s@example.org", unit=units.south)
    RoleGrantFactory(user=stranger, unit=units.south, role=Role.TRAINER)
    files = example(head=("visibility: open", "visibility: internal"))
    files["example-course/quiz.en.md"] += "\nOne more line.\n"
    other = enter(stranger)
    intake = bring(other, files, owner=units.south.public_id)
    taken = "this slug is taken by something that you may not write; choose another"
    assert problems(intake)[0][3] == taken
    CourseGrant.objects.create(course=draft, user=stranger, role=CourseGrant.Role.AUTHOR)
    mine = bring(other, files)
    assert mine.state == "ready"
    assert "One more line." in page(other, mine)
    CourseGrant.objects.all().delete()
    assert "One more line." not in page(other, mine)
    assert confirm(other, mine, now).state == "stopped"
    assert other.get(url("intake_detail", intake.public_id)).status_code == 200
    assert as_trainer.get(url("intake_detail", intake.public_id)).status_code == 404
    intake = bring(as_trainer, files)
    assert [(one["what"], one["name"]) for one in intake.report["items"][0]["differences"]] == [
        ("lesson_text", "quiz (en)"),
        ("lesson_text", "quiz (es)"),
    ]
    assert confirm(as_trainer, intake, now).state == "done"
    assert Course.objects.get(slug=SLUG).visibility == "open"


def test_what_was_edited_since_is_looked_at_again(
    as_trainer: Client, draft: Course, trainer, bring, now
) -> None:
    intake = bring(as_trainer, example(head=("code: EX-1", "code: EX-7")))
    note_edit(course=draft, by=trainer, at=now, action="titled")
    assert confirm(as_trainer, intake, now).state == "ready"
    assert "Something was edited since you looked" in page(as_trainer, intake)
    assert Course.objects.get(slug=SLUG).code == "EX-1"
    assert confirm(as_trainer, intake, now).state == "done"
    assert Course.objects.get(slug=SLUG).code == "EX-7"
    assert as_trainer.post(url("intake_let_go", intake.public_id)).status_code == 409


def test_the_library_changes_only_for_who_puts_drafts_into_it(
    as_trainer: Client, enter, draft: Course, units, bring, now
) -> None:
    taken = as_trainer.post(url("library_take", "policy", "house"))
    files = unpacked(taken.content)
    assert bring(as_trainer, files).report["items"][0]["state"] == "same"
    title = next(line for line in files["house/policy.yaml"].splitlines() if "House rules" in line)
    files["house/policy.yaml"] = files["house/policy.yaml"].replace(
        title, title.replace("House rules", "Our rules")
    )
    Policy.objects.filter(slug="house").update(is_example=False)
    files["house/policy.yaml"] = files["house/policy.yaml"].replace("example: true\n", "")
    intake = bring(as_trainer, files)
    assert "for a policy owner" in problems(intake)[0][3]
    owner = UserFactory(display_name="Owner", email="o@example.org", unit=units.client)
    RoleGrantFactory(user=owner, unit=units.client, role=Role.POLICY_OWNER)
    client = enter(owner)
    intake = bring(client, files)
    assert intake.report["items"][0]["state"] == "changed"
    assert confirm(client, intake, now).state == "done"
    assert Policy.objects.get(slug="house").titles["en"] == "Our rules"


def test_a_case_comes_back_word_for_word_and_is_as_it_was(
    as_trainer: Client, draft: Course, bring, now
) -> None:
    before = fetch(Kind.CASE, "harbour")
    taken = as_trainer.post(url("library_take", "case", "harbour"))
    files = {
        name.replace("harbour/", "pier/"): text.replace("slug: harbour", "slug: pier")
        for name, text in unpacked(taken.content).items()
    }
    intake = bring(as_trainer, files)
    assert [(one["slug"], one["state"]) for one in intake.report["items"]] == [("pier", "new")]
    assert confirm(as_trainer, intake, now).state == "done"
    assert FactSet.objects.filter(slug="pier").exists()
    assert fetch(Kind.CASE, "harbour") == before


def test_what_is_restricted_leaves_with_a_reason_by_who_proved_who_they_are(
    as_trainer: Client, draft: Course, trainer, units
) -> None:
    where = url("course_take", SLUG)
    Course.objects.filter(pk=draft.pk).update(visibility="restricted")
    draft.restricted_units.set([units.north])
    assert "Say why it leaves" in as_trainer.get(url("course_files", SLUG)).content.decode()
    assert as_trainer.post(where, {"what": "course"}).status_code == 422
    assert as_trainer.post(where, {"what": "questions", "reason": "  "}).status_code == 422
    late = Client()
    late.force_login(trainer)
    answer = late.post(where, {"what": "course", "reason": "A review"})
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert not AuditEntry.objects.filter(action="course.exported").exists()
    answer = as_trainer.post(where, {"what": "course", "reason": "A review"})
    assert answer["Content-Type"] == "application/zip"
    entry = AuditEntry.objects.get(action="course.exported")
    assert entry.new == {"visibility": "restricted", "reason": "A review"}


def test_restricted_policies_leave_with_a_reason_or_stay_where_they_are(
    as_trainer: Client, draft: Course, trainer, units, now
) -> None:
    Policy.objects.filter(slug="house").update(visibility="restricted")
    house = Policy.objects.get(slug="house")
    house.units.set([units.south])
    assert as_trainer.get(url("library_take", "policy", "house")).status_code == 404
    assert as_trainer.post(url("library_take", "policy", "house")).status_code == 404
    alone = take_course_out(course=draft, what="cited", reason="", by=trainer, at=now)
    assert {name.partition("/")[0] for name in unpacked(alone.content)} == {SLUG, "harbour"}
    house.units.set([units.north])
    assert as_trainer.post(url("course_take", SLUG), {"what": "cited"}).status_code == 422
    assert as_trainer.post(url("library_take", "policy", "house")).status_code == 422
    answer = as_trainer.post(url("library_take", "policy", "house"), {"reason": "An audit"})
    assert next(iter(unpacked(answer.content))).startswith("house/")
    entry = AuditEntry.objects.get(action="library.exported")
    assert (entry.target, entry.new["reason"]) == ("policy:house", "An audit")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", archive({"../a.md": "x"}), "is no name of a file inside of a folder"),
        ("a.zip", archive({"a/course.yaml": "0" * 1_900_000}), "would become far larger"),
        ("a.zip", b"%PDF-1.7 \x00", "another kind of file"),
        ("a.zip", b"PK\x03\x04", "is damaged"),
        ("a.zip", b"x" * 10_000_001, "at most ten megabytes"),
        ("a.zip", b"", "empty"),
    ],
)
def test_what_is_refused_is_told_in_a_sentence(
    client: Client, trainer, name: str, content: bytes, said: str
) -> None:
    client.force_login(trainer)
    answer = client.post(url("file_list"), {"folder": upload(name, content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_file_that_is_no_folder_of_ours_is_told_so(client: Client, trainer, now) -> None:
    client.force_login(trainer)
    client.post(url("file_list"), {"folder": upload("notes.md", b"Some words")})
    intake = looked_through(newest(), now)
    message = "holds no course, case, policy or background set"
    assert problems(intake) == [("folder", 1, "", message)]


@given(
    st.dictionaries(st.sampled_from(["course.yaml", "case.yaml", "a.md"]), st.binary(max_size=60))
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_folder_crashes_the_worker(trainer, now, files: dict[str, bytes]) -> None:
    content = archive({f"c/{name}": data for name, data in files.items()})  # type: ignore[misc]
    kind = Intake.Kind.FOLDERS
    with suppress(NotReceivable):
        intake = receive_files(kind=kind, name="c.zip", content=content, by=trainer, at=now)
        assert looked_through(intake, now).state == "stopped"
        assert problems(intake)


def test_a_course_and_a_new_case_that_it_cites_come_in_together_or_not_at_all(
    as_trainer: Client, draft: Course, units, bring, now
) -> None:
    taken = as_trainer.post(url("course_take", SLUG), {"what": "cited"})
    files = {
        name.replace("harbour/", "pier/").replace(f"{SLUG}/", "another/"): text.replace(
            "harbour", "pier"
        )
        .replace(f"slug: {SLUG}", "slug: another")
        .replace("code: EX-1", "code: EX-2")
        for name, text in unpacked(taken.content).items()
    }
    before = FactSet.objects.count()
    intake = bring(as_trainer, files, owner=units.north.public_id)
    assert {one["slug"]: one["state"] for one in intake.report["items"]} == {
        "house": "same",
        "pier": "new",
        "another": "new",
    }
    assert (FactSet.objects.count(), Course.objects.count()) == (before, 1)
    broken = {**files, "another/quiz.en.md": files["another/quiz.en.md"] + "\n[fact:pier/none]\n"}
    stopped = bring(as_trainer, broken, owner=units.north.public_id)
    assert [one[0] for one in problems(stopped)] == ["another/quiz.en.md"]
    assert FactSet.objects.count() == before
    assert confirm(as_trainer, intake, now).state == "done"
    course = Course.objects.get(slug="another")
    again = as_trainer.post(url("course_take", "another"), {"what": "cited"})
    assert unpacked(again.content) == files
    assert course.owner == units.north


def test_nothing_is_rendered_while_the_dry_run_holds_the_lock(
    as_trainer: Client, draft: Course, units, trainer, now
) -> None:
    taken = as_trainer.post(url("course_take", SLUG), {"what": "cited"})
    files = {
        name.replace("harbour/", "pier/"): text.replace("harbour", "pier").encode()
        for name, text in unpacked(taken.content).items()
    }
    inside = len(connection.atomic_blocks)
    seen: list[int] = []
    compiles = exchanging.compile_draft

    def watched(*given: Any, **named: Any) -> Any:
        seen.append(len(connection.atomic_blocks) - inside)
        return compiles(*given, **named)

    with patch.object(exchanging, "compile_draft", watched):
        looked = look_at_folders(files, name="x.zip", by=trainer, owner=units.north, at=now)
    assert not looked.has_errors, looked.problems
    assert looked.knowledge
    assert seen == [0]
