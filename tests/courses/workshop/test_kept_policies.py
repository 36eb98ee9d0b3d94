"""A restricted policy is not told to a course of another unit, though its key is typed by hand."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from content.library.drafting.models import LibraryDraft
from content.library.drafting.services import adopt, check_draft, open_draft, save_part
from content.library.services import import_folders
from content.policies.selectors import slugs_kept_from
from core.problems import ProblemsFound
from courses.catalogue.models import LessonText
from courses.catalogue.services import note_edit
from courses.releases.linting import gather
from courses.releases.services import compile_candidate, go_on_with
from tests.content.folders import CASE, POLICY, write
from tests.courses.workshop.conftest import SLUG, url
from tests.courses.workshop.files.conftest import archive, example, newest, upload
from tests.factories.accounts import RoleGrantFactory
from tests.factories.catalogue import course_draft, make_course
from tests.factories.content import (
    ClauseFactory,
    ClauseVersionFactory,
    FactFactory,
    FactVersionFactory,
    HarmAreaFactory,
    JurisdictionFactory,
    PolicyFactory,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TYPED = "A rule: [clause:kept-house/HR-1@1]."


@pytest.fixture
def house(units):
    """A policy that is restricted to the south, with one clause."""
    policy = PolicyFactory(slug="kept-house", visibility="restricted")
    policy.units.add(units.south)
    ClauseVersionFactory(clause=ClauseFactory(policy=policy, code="HR-1"))
    return policy


def remarks(client: Client) -> list[str]:
    where = url("lesson_text_beside", SLUG, "how-it-works", "en")
    beside = client.post(where, {"body": TYPED, "title": "x"}, headers={"HX-Request": "true"})
    return [one.sentence for one in beside.context["beside"].remarks if one.level == "error"]


def test_what_is_kept_from_a_unit_is_what_is_restricted_elsewhere(house, units) -> None:
    told = {
        unit and unit.name: sorted(slugs_kept_from(unit))
        for unit in (units.south, units.south_team, units.north, units.client, None)
    }
    assert told == {
        "South": [],
        "South Team One": [],
        "North": ["kept-house"],
        "Client": ["kept-house"],
        None: ["kept-house"],
    }


def test_the_preview_does_not_tell_it(as_trainer: Client, draft, house, units) -> None:
    assert remarks(as_trainer) == ["[clause:kept-house/HR-1@1] refers to nothing that exists"]
    house.units.add(units.north)
    assert remarks(as_trainer) == []


def test_a_compile_does_not_tell_it(draft, house, units, trainer) -> None:
    now = timezone.now()
    LessonText.objects.filter(lesson__uid="how-it-works", language="en").update(body=TYPED)
    note_edit(course=draft, by=trainer, at=now, action="wrote")
    with pytest.raises(ProblemsFound) as found:
        compile_candidate(course=draft, by=trainer, at=now)
    assert "clause:kept-house/HR-1@1" in [one.key for one in found.value.problems]
    house.units.add(units.north)
    compile_candidate(course=draft, by=trainer, at=now)


def test_what_it_says_does_not_vouch_for_a_figure(house) -> None:
    fact = FactFactory(fact_set=house.fact_set, key="reports")
    FactVersionFactory(fact=fact, statement="There were 731 reports.", figures=["731"])
    text = "There were 731 reports [fact:kept-house/reports] [clause:kept-house/HR-1]."

    told = gather([text], cases=["kept-house"], hidden=frozenset())
    kept = gather([text], cases=["kept-house"], hidden={"kept-house"})

    assert set(told.said) == {"There were 731 reports.", "731"}
    assert (kept.said, kept.received, kept.unchecked) == ((), {}, ())


NOTHING_THERE = "[clause:kept-house/HR-1@1] refers to nothing that exists"
TAKEN = "this slug is taken by something that you may not write; choose another"


def brought(client: Client, files: dict[str, str], owner: object = "") -> list[str]:
    """What a folder that is brought says; the task has looked it through."""
    sent = {"folder": upload("some.zip", archive(files)), "owner": str(owner)}
    assert client.post(url("file_list"), sent).status_code == 302
    go_on_with(intake_id=newest().pk, at=timezone.now())
    return [one["message"] for one in newest().report["problems"] if one["level"] == "error"]


def test_a_course_that_is_brought_is_not_told_it(as_trainer: Client, draft, house, units) -> None:
    files = example(**{"how-it-works": ("Police of", f"{TYPED} Police of")})

    assert brought(as_trainer, files) == [NOTHING_THERE]
    house.units.add(units.north)
    assert brought(as_trainer, files) == []


def test_a_new_course_is_not_told_what_is_kept_from_its_owner(
    as_trainer: Client, draft, house, units
) -> None:
    files = example(
        head=("slug: example-course", "slug: another-one"),
        **{"how-it-works": ("Police of", f"{TYPED} Police of")},
    )
    head = "example-course/course.yaml"
    files[head] = files[head].replace(f"code: {draft.code}", "code: XX-900")

    assert brought(as_trainer, files, units.north.public_id) == [NOTHING_THERE]


def test_a_policy_that_is_brought_under_its_slug_is_not_compared_with_it(
    as_trainer: Client, house
) -> None:
    """Else "version 1 says something else in the library" would tell one guess after the other."""
    files = {
        f"some/{name}": text.replace("slug: house", "slug: kept-house").replace("AB-1", "HR-1")
        for name, text in POLICY.items()
    }

    assert brought(as_trainer, files) == [TAKEN]


def test_a_case_that_is_brought_under_its_slug_does_not_tell_what_it_is(
    as_trainer: Client, house
) -> None:
    files = {
        f"some/{name}": text.replace("slug: harbour", "slug: kept-house")
        for name, text in CASE.items()
    }

    assert brought(as_trainer, files) == [TAKEN]


@pytest.fixture
def harbour(tmp_path, house, units, trainer) -> LibraryDraft:
    """A draft of a case that names the restricted clause, at a unit that may read it."""
    house.units.add(units.north)
    HarmAreaFactory()
    JurisdictionFactory()
    import_folders([write(tmp_path, CASE, "case")], by=None, at=NOW)
    case = open_draft(kind="case", slug="harbour", by=trainer, at=NOW)
    section = {"uid": "after", "heading": "Afterwards", "body": TYPED}
    return save_part(
        draft=case, part="section/en/after", value=section, base_revision=0, by=trainer, at=NOW
    )


def test_a_case_is_for_everybody_and_tells_no_policy_that_some_are_kept_from(
    as_trainer: Client, harbour, trainer
) -> None:
    assert NOTHING_THERE in [one.message for one in check_draft(harbour, today=NOW.date())]
    with pytest.raises(ProblemsFound):
        adopt(draft=harbour, by=trainer, at=NOW)
    shown = as_trainer.post(
        url("library_preview", harbour.public_id),
        {"field": "body", "body": TYPED, "language": "en"},
    )
    assert NOTHING_THERE in shown.content.decode()


def test_the_picker_offers_a_case_only_what_it_may_tell(as_trainer: Client, harbour) -> None:
    for name, offered in ({}, True), ({"draft": str(harbour.public_id)}, False):
        page = as_trainer.get(url("reference_list"), {"kind": "clause", "q": "kept", **name})
        assert ("[clause:kept-house/HR-1]" in page.content.decode()) is offered


@pytest.mark.parametrize(
    "names_it",
    [
        {"covers": ["kept-house/HR-1"]},
        {"definition": {"form": "kept-house/reasons"}},
        {"texts": {"stem": "A rule: [clause:kept-house/HR-1]."}},
    ],
    ids=["covers", "definition", "texts"],
)
def test_a_question_that_names_it_is_in_no_bank_of_others(
    as_trainer: Client, draft, house, units, of_south, names_it
) -> None:
    theirs = make_course(
        course_draft(questions=3, slug="theirs", code="TH-1", visibility="internal")
    )
    theirs.owner = units.south
    theirs.save(update_fields=["owner"])
    page = url("question_list", "theirs")
    every = theirs.questions.count()
    first = theirs.questions.first()
    if "texts" in names_it:
        first.texts.update(**names_it)
    else:
        theirs.questions.filter(pk=first.pk).update(**names_it)

    assert seen_in(as_trainer, page) == every - 1
    assert seen_in(of_south, page) == every
    house.units.add(units.north)
    assert seen_in(as_trainer, page) == every


def seen_in(client: Client, page: str) -> int:
    answer = client.get(page)
    assert answer.status_code == 200
    return int(answer.context["page"].page.paginator.count)


@pytest.fixture
def of_south(units, enter) -> Client:
    grant = RoleGrantFactory(unit=units.south, role=Role.TRAINER, user__email="s@example.org")
    client: Client = enter(grant.user)
    return client
