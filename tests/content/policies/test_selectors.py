from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from accounts.models import User
from content.library.services import import_folder
from content.policies.models import Policy
from content.policies.selectors import (
    EditionShown,
    ExampleShown,
    Hit,
    PolicyCard,
    clause_text,
    clause_version,
    clause_versions,
    form_document,
    policies_for,
    policy_reading,
    readable_policy,
    search,
)
from content.policies.selectors.kept import Kept
from content.policies.selectors.searching import excerpt
from tests.content.folders import LAW, POLICY, replaced, write
from tests.factories.content import (
    ChapterFactory,
    ClauseFactory,
    ClauseVersionFactory,
    EditionFactory,
    PolicyFactory,
)

pytestmark = pytest.mark.usefixtures("words")
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path, words: None) -> None:
    for name, files in {"house": POLICY, "law": LAW}.items():
        import_folder(write(tmp_path, files, name), by=None, at=AT)


def many(item_count: int) -> Policy:
    policy = PolicyFactory(visibility="open")
    versions = [
        ClauseVersionFactory(
            clause__policy=policy,
            clause__chapter=ChapterFactory(policy=policy),
            text=f"Nobody does this {number}.",
        )
        for number in range(item_count)
    ]
    EditionFactory(policy=policy, versions=versions)
    return policy


@pytest.mark.parametrize(
    ("as_of", "number"),
    [(date(2026, 2, 28), None), (date(2026, 3, 1), 1), (date(2026, 9, 1), 2)],
)
def test_the_edition_in_effect_decides_the_version(as_of: date, number: int | None) -> None:
    clause = ClauseFactory(code="AB-1")
    first = ClauseVersionFactory(clause=clause)
    second = ClauseVersionFactory(clause=clause, number=2)
    EditionFactory(policy=clause.policy, versions=[first])
    EditionFactory(policy=clause.policy, effective_on=date(2026, 9, 1), versions=[second])

    found = clause_version("platform", "AB-1", as_of)

    assert (found.number if found else None) == number


def test_rows_are_found_by_full_key_and_version(django_assert_num_queries) -> None:
    version = ClauseVersionFactory(clause__code="AB-1.2")
    other = ClauseVersionFactory(clause=version.clause, number=2)

    with django_assert_num_queries(1):
        found = clause_versions(["platform/AB-1.2@1", "platform/AB-1.2@2", "x/AB-1.2@1"])

    assert found == {"platform/AB-1.2@1": version, "platform/AB-1.2@2": other}


def test_a_form_is_told_as_its_file_tells_it(library: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        told = form_document("house/reasons", "es")

    assert told is not None
    assert (told["slug"], told["title"]) == ("reasons", "Motivos")
    assert told["seats"][0] == {"key": "front-line", "label": "Primera línea"}
    assert told["fields"][1] == {
        "key": "clause",
        "label": "¿Qué norma?",
        "help": "La más cercana.",
        "kind": "clause",
        "options": [],
        "role": "clause",
        "required": True,
        "seats": ["specialist"],
        "depends_on": {"field": "ground", "any_of": ["policy"]},
    }
    assert form_document("house/reasons", "fr") is None
    assert form_document("house/nothing", "en") is None
    assert form_document("nothing", "en") is None


def test_the_list_tells_each_policy_a_person_may_read(library: None, learner: User) -> None:
    assert policies_for(learner, "es", on=date(2026, 4, 1)) == [
        PolicyCard("house", "policy", True, "Normas", "Un resumen.", "", date(2026, 3, 1), 2),
        PolicyCard(
            "law-eu", "law", False, "EU law", "A summary.", "Unión Europea", date(2026, 3, 1), 1
        ),
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_makes_one_query_and_that_of_the_roles(
    item_count: int, learner: User, django_assert_num_queries
) -> None:
    for number in range(item_count):
        EditionFactory(policy=PolicyFactory(slug=f"p{number}"))
    person = User.objects.get(pk=learner.pk)

    with django_assert_num_queries(2):
        assert len(policies_for(person, "en", on=TODAY)) == item_count


def test_a_reading_tells_the_edition_in_effect(library: None, learner: User) -> None:
    policy = readable_policy(learner, "house")
    assert policy is not None

    told = policy_reading(policy, "es", on=TODAY)

    assert told is not None
    assert told.edition == EditionShown("second", "Segunda", date(2026, 9, 1), is_current=True)
    assert [edition.uid for edition in told.editions] == ["second", "first"]
    assert [chapter.title for chapter in told.chapters] == ["Todo"]
    first, second = told.chapters[0].clauses
    assert (first.key, first.version, first.title, first.text_language) == (
        "house/AB-1", 1, "Deténgase", "es",
    )  # fmt: skip
    assert (first.explanation, first.examples) == (
        "Porque sí.", (ExampleShown("one", "Una publicación.", "Deténgase."),),
    )  # fmt: skip
    assert (second.version, second.change, second.text) == (
        2, "clarification", "Escale enseguida.",
    )  # fmt: skip


def test_a_reading_of_another_edition_and_of_none(library: None, learner: User) -> None:
    policy = readable_policy(learner, "house")
    assert policy is not None

    old = policy_reading(policy, "en", on=TODAY, edition="first")

    assert old is not None
    assert not old.edition.is_current
    assert old.chapters[0].clauses[1].text == "Escalate."
    assert policy_reading(policy, "en", on=TODAY, edition="none") is None
    before = policy_reading(policy, "en", on=date(2020, 1, 1))
    assert before is not None
    assert (before.edition.uid, before.edition.is_current) == ("first", False)


def test_a_law_tells_its_log_newest_first(library: None, learner: User) -> None:
    policy = readable_policy(learner, "law-eu")
    assert policy is not None

    told = policy_reading(policy, "es", on=TODAY)

    assert told is not None
    (line,) = told.chapters[0].clauses[0].log
    assert (line.status, line.since, line.checked_on, line.note) == (
        "in-force", "2024-02-17", TODAY, "Seen.",
    )  # fmt: skip
    assert line.source.publisher == "Official Journal"


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_reading_makes_five_queries(item_count: int, django_assert_num_queries) -> None:
    policy = many(item_count)

    with django_assert_num_queries(5):
        told = policy_reading(policy, "es", on=TODAY)

    assert told is not None
    assert len(told.chapters) == item_count


def test_a_reading_is_kept_until_the_policy_or_the_day_changes(
    library: None, learner: User, tmp_path: Path, django_assert_num_queries
) -> None:
    policy = readable_policy(learner, "house")
    assert policy is not None
    first = policy_reading(policy, "en", on=TODAY)

    with django_assert_num_queries(0):
        assert policy_reading(policy, "en", on=TODAY) is first
    with django_assert_num_queries(5):
        assert policy_reading(policy, "en", on=date(2026, 11, 23)) == first

    files = replaced(POLICY, "clauses.yaml", "explanation: Because.", "explanation: For safety.")
    import_folder(write(tmp_path, files, "new"), by=None, at=AT)
    policy = readable_policy(learner, "house")
    assert policy is not None
    told = policy_reading(policy, "en", on=TODAY)
    assert told is not None
    assert told.chapters[0].clauses[0].explanation == "For safety."


def test_no_more_readings_are_kept_than_fit() -> None:
    kept: Kept[int, str] = Kept(most=2)

    for key in (1, 2, 1, 3, 2):
        kept.get(key, lambda key=key: str(key))
    made: list[int] = []
    for key in (1, 2, 3):
        kept.get(key, lambda key=key: made.append(key))

    assert made == [1]


def test_a_version_is_told_in_the_language_or_the_source(library: None) -> None:
    assert clause_text("house", "AB-2", 1, "es") == ("Escale.", "es")
    assert clause_text("house", "AB-2", 1, "fr") == ("Escalate.", "en")
    assert clause_text("law-eu", "EU-1", 1, "es") == ("A notice needs reasons.", "en")
    assert clause_text("house", "AB-2", 9, "es") is None


@pytest.mark.parametrize(
    ("query", "language", "found"),
    [
        ("escale", "es", ["AB-2"]),
        ("ESCALATE", "en", ["AB-2"]),
        ("escalate", "es", []),
        ("ab-1", "es", ["AB-1"]),
        ("deténgase", "es", ["AB-1"]),
        ("reasons", "es", ["EU-1"]),
        ("100%", "en", []),
        ("_", "en", []),
        ("", "en", []),
        ("  ", "en", []),
    ],
)
def test_search_finds_clauses_in_effect_in_the_language(
    library: None, learner: User, query: str, language: str, found: list[str]
) -> None:
    hits, has_more = search(learner, query, language, on=TODAY)

    assert [hit.code for hit in hits] == found
    assert not has_more


def test_search_does_not_find_what_was_or_will_be(library: None, learner: User) -> None:
    assert [hit.code for hit in search(learner, "at once", "en", on=TODAY)[0]] == ["AB-2"]
    assert search(learner, "at once", "en", on=date(2026, 4, 1))[0] == []
    assert search(learner, "escalate", "en", on=date(2020, 1, 1))[0] == []


def test_a_hit_tells_where_it_is(library: None, learner: User) -> None:
    assert search(learner, "vea", "es", on=TODAY)[0] == [
        Hit("house", "Normas", "AB-1", "Deténgase", "Deténgase y vea AB-2.")
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_search_makes_one_query_and_that_of_the_roles(
    item_count: int, learner: User, django_assert_num_queries
) -> None:
    many(item_count)
    person = User.objects.get(pk=learner.pk)

    with django_assert_num_queries(2):
        hits, has_more = search(person, "nobody", "en", on=TODAY, limit=2)

    assert (len(hits), has_more) == (min(item_count, 2), item_count > 2)
    if has_more:
        rest = search(person, "nobody", "en", on=TODAY, offset=2, limit=2)
        assert ([hit.excerpt for hit in rest[0]], rest[1]) == (["Nobody does this 2."], False)


def test_an_excerpt_shows_the_words_around_the_place() -> None:
    text = (
        "word " * 60
        + "**needle** [clause:house/AB-1] [fact:a/b] [term:seat|the seat] "
        + "tail " * 60
    )

    found = excerpt(text, "needle")

    assert found.startswith("… word")
    assert "needle AB-1 the seat tail" in found
    assert found.endswith("tail …")
    assert len(found) < 220
    assert excerpt("short text", "absent") == "short text"


@pytest.mark.parametrize(
    ("visibility", "shared_with", "seen_by"),
    [
        ("open", None, {"learner", "trainer", "lead", "outsider"}),
        ("internal", None, {"trainer"}),
        ("restricted", "client", {"trainer"}),
        ("restricted", "north", {"trainer"}),
        ("restricted", "south", set()),
        ("restricted", "north_team", set()),
        ("restricted", None, set()),
    ],
)
def test_who_may_read_a_policy(
    visibility: str,
    shared_with: str | None,
    seen_by: set[str],
    units: SimpleNamespace,
    learner: User,
    trainer: User,
    lead: User,
    outsider: User,
) -> None:
    policy = PolicyFactory(visibility=visibility)
    if shared_with:
        policy.units.add(getattr(units, shared_with))
    people = {"learner": learner, "trainer": trainer, "lead": lead, "outsider": outsider}

    assert {name for name, who in people.items() if readable_policy(who, "platform")} == seen_by
