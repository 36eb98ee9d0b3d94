from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from accounts.models import AuditEntry, User
from content.library.drafting import services
from content.library.drafting.entries import body_of
from content.library.drafting.errors import (
    ChoiceMissing,
    DraftClosed,
    EditedMeanwhile,
    LibraryMoved,
    NothingToOpen,
    NothingToRestore,
    NoUnit,
    PartTooLarge,
    SlugTaken,
    UnknownPart,
)
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.library.drafting.parts import get, names, put
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.library.services import import_folder
from content.policies.models import Policy
from core.problems import ProblemsFound
from tests.content.folders import CASE, POLICY, replaced, write
from tests.content.library.drafting.conftest import AT, OpenDraft

LATER = AT + timedelta(minutes=5)
SECTION = "section/en/what"


def words_of(draft: LibraryDraft, text: str) -> dict[str, str]:
    return {**get(Kind(draft.kind), draft.body, SECTION), "body": text}


@pytest.mark.parametrize("what", ["case", "policy", "background", "law"])
def test_opening_and_adopting_changes_nothing(
    what: str, opened_draft: OpenDraft, policy_owner: User
) -> None:
    draft = opened_draft(what, by=policy_owner)
    before = fetch(Kind(draft.kind), draft.slug)

    assert [one for one in services.check_draft(draft, today=AT.date()) if one.is_error] == []
    result = services.adopt(draft=draft, by=policy_owner, at=LATER)

    assert (result.is_new, result.is_changed, result.new_versions) == (False, False, ())
    assert fetch(Kind(draft.kind), draft.slug) == before
    draft.refresh_from_db()
    assert (draft.state, draft.updated_by, draft.updated_at) == ("adopted", policy_owner, LATER)


def test_opening_again_gives_the_open_draft_of_the_unit(
    opened_draft: OpenDraft, colleague: User, other_trainer: User
) -> None:
    draft = opened_draft()
    assert draft.owner.name == "North"
    again = services.open_draft(kind="case", slug="harbour", by=colleague, at=LATER)
    apart = services.open_draft(kind="case", slug="harbour", by=other_trainer, at=LATER)

    assert again == draft
    assert apart != draft
    assert set(LibraryDraft.objects.visible_to(colleague)) == {draft}
    assert set(LibraryDraft.objects.visible_to(other_trainer)) == {apart}


def test_nothing_is_opened_that_the_library_does_not_tell(
    words: None, trainer: User, learner: User
) -> None:
    with pytest.raises(NothingToOpen):
        services.open_draft(kind="case", slug="nowhere", by=trainer, at=AT)
    with pytest.raises(NoUnit):
        services.open_draft(kind="case", slug="nowhere", by=learner, at=AT)


@pytest.mark.parametrize("kind", ["case", "policy", "background"])
def test_something_new_says_what_it_still_lacks(kind: str, words: None, trainer: User) -> None:
    draft = services.new_draft(
        kind=kind, slug="quay", language="en", title="The quay", by=trainer, at=AT
    )

    assert (draft.title, draft.revision, draft.base_digest) == ("The quay", 1, "")
    told = {one.word for one in services.check_draft(draft, today=AT.date()) if one.is_error}
    assert told == {"case": {"section", "head"}, "policy": {"edition"}}.get(kind, set())


def test_a_name_that_is_taken_is_refused(opened_draft: OpenDraft, trainer: User) -> None:
    opened_draft()
    more = {"language": "en", "title": "T", "by": trainer, "at": AT}
    with pytest.raises(SlugTaken):
        services.new_draft(kind="case", slug="harbour", **more)
    services.new_draft(kind="case", slug="quay", **more)
    with pytest.raises(SlugTaken):
        services.new_draft(kind="policy", slug="quay", **more)


def test_saving_a_part_keeps_what_was_there(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    before = get(Kind.CASE, draft.body, SECTION)
    told = words_of(draft, "Police acted.\r\n\x07")

    saved = services.save_part(
        draft=draft, part=SECTION, value=told, base_revision=1, by=trainer, at=LATER
    )

    after = {**told, "body": "Police acted.\n"}
    assert (saved.revision, saved.updated_by, saved.updated_at) == (2, trainer, LATER)
    assert get(Kind.CASE, saved.body, SECTION) == after
    [line] = LibraryDraftVersion.objects.filter(draft=draft)
    assert (line.revision, line.part, line.deed, line.before, line.after) == (
        2,
        SECTION,
        "saved",
        before,
        after,
    )


def test_saving_the_same_again_changes_nothing(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    told = words_of(draft, "Police acted.")
    for _time in range(2):
        saved = services.save_part(
            draft=draft, part=SECTION, value=told, base_revision=1, by=trainer, at=LATER
        )
    assert saved.revision == 2
    assert draft.versions.count() == 1


def test_somebody_elses_edit_in_between_is_told_and_nothing_is_lost(
    opened_draft: OpenDraft, trainer: User, colleague: User
) -> None:
    draft = opened_draft()
    theirs, yours = words_of(draft, "Theirs."), words_of(draft, "Yours.")
    services.save_part(
        draft=draft, part=SECTION, value=theirs, base_revision=1, by=colleague, at=LATER
    )

    with pytest.raises(EditedMeanwhile) as told:
        services.save_part(
            draft=draft, part=SECTION, value=yours, base_revision=1, by=trainer, at=LATER
        )

    found = told.value
    assert (found.yours, found.current, found.revision, found.by, found.at) == (
        yours,
        theirs,
        2,
        colleague,
        LATER,
    )
    saved = services.save_part(
        draft=draft, part=SECTION, value=yours, base_revision=found.revision, by=trainer, at=LATER
    )
    assert get(Kind.CASE, saved.body, SECTION) == yours


def test_an_edit_elsewhere_or_one_taken_back_is_no_matter(
    opened_draft: OpenDraft, trainer: User, colleague: User
) -> None:
    draft = opened_draft()
    held = get(Kind.CASE, draft.body, SECTION)
    other = {"uid": "after", "heading": "Afterwards", "body": "More."}
    for value in (words_of(draft, "Theirs."), held):
        services.save_part(
            draft=draft, part=SECTION, value=value, base_revision=9, by=colleague, at=LATER
        )
    services.save_part(
        draft=draft, part="section/en/after", value=other, base_revision=1, by=colleague, at=LATER
    )
    saved = services.save_part(
        draft=draft,
        part=SECTION,
        value=words_of(draft, "Yours."),
        base_revision=1,
        by=trainer,
        at=LATER,
    )
    assert saved.revision == 5


def test_a_part_of_another_shape_or_size_is_refused(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    more = {"draft": draft, "base_revision": 1, "by": trainer, "at": LATER}
    for part, value in [
        ("nothing", {}),
        ("clause/AB-1", {"code": "AB-1"}),
        ("section/en/what", {"uid": "other"}),
        ("section/what", {"uid": "what"}),
        ("fact/Not a key", {"key": "Not a key"}),
        ("head", None),
        ("order/fact", {}),
        ("order/fact-text/es", []),
        ("fact-text/es/arrests", {}),
    ]:
        with pytest.raises(UnknownPart):
            services.save_part(part=part, value=value, **more)
    with pytest.raises(PartTooLarge):
        services.save_part(part=SECTION, value=words_of(draft, "x" * 500_000), **more)
    assert draft.versions.count() == 0


def test_parts_are_taken_out_and_put_back(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    before = draft.body
    for part in names(Kind.CASE, before):
        if part != "head":
            draft = services.save_part(
                draft=draft, part=part, value=None, base_revision=99, by=trainer, at=LATER
            )
    assert list(names(Kind.CASE, draft.body)) == ["head"]

    draft = services.restore_all(draft=draft, revision=1, by=trainer, at=LATER)
    orders = {
        f"order/{word}": list(order)
        for word, order in {"fact": ["arrests", "led-by"], "source": ["s1", "s2"]}.items()
    }
    for part, value in orders.items():
        draft = services.save_part(
            draft=draft, part=part, value=value, base_revision=99, by=trainer, at=LATER
        )
    order = ["what", "after"]
    for language in ("en", "es"):
        part = f"order/section/{language}"
        draft = services.save_part(
            draft=draft, part=part, value=order, base_revision=99, by=trainer, at=LATER
        )
    assert draft.body == before


def test_one_part_is_restored_as_it_was_at_a_revision(
    opened_draft: OpenDraft, trainer: User
) -> None:
    draft = opened_draft()
    for text in ("One.", "Two.", "Three."):
        value = words_of(draft, text)
        services.save_part(
            draft=draft, part=SECTION, value=value, base_revision=99, by=trainer, at=LATER
        )
    draft = services.restore(draft=draft, part=SECTION, revision=3, by=trainer, at=LATER)

    assert get(Kind.CASE, draft.body, SECTION)["body"] == "Two."
    assert draft.revision == 5
    assert draft.versions.first().deed == "restored"
    with pytest.raises(NothingToRestore):
        services.restore(draft=draft, part=SECTION, revision=6, by=trainer, at=LATER)
    with pytest.raises(NothingToRestore):
        services.restore_all(draft=draft, revision=0, by=trainer, at=LATER)


def test_problems_are_told_at_their_part_and_field(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    body = put(Kind.CASE, draft.body, SECTION, words_of(draft, "Police arrested 13 [fact:arrests]"))
    fact = get(Kind.CASE, body, "fact/led-by")
    fact["versions"][0]["citations"][0] = {"source": "s2", "quote": "word " * 21}
    draft.body = put(Kind.CASE, body, "fact/led-by", fact)

    told = services.check_draft(draft, today=AT.date())

    assert [(one.part, one.field) for one in told if one.is_error] == [
        ("fact/led-by", "versions.0.citations.0.quote")
    ]
    fact["versions"][0]["citations"][0] = {"source": "s2", "quote": "Danes"}
    draft.body = put(Kind.CASE, body, "fact/led-by", fact)
    rewritten, figure = [
        one for one in services.check_draft(draft, today=AT.date()) if one.is_error
    ]
    assert (rewritten.part, rewritten.field) == ("fact/led-by", "versions.0")
    assert (figure.word, figure.part, figure.field, figure.language) == (
        "section",
        SECTION,
        "",
        "en",
    )


def test_a_heading_inside_of_a_section_is_told(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    draft.body = put(Kind.CASE, draft.body, SECTION, words_of(draft, "One.\n\n## Two\n"))
    [error] = [one for one in services.check_draft(draft, today=AT.date()) if one.is_error]
    assert (error.part, error.message[:13]) == (SECTION, "holds a line ")


def test_adopting_makes_the_new_versions_and_says_so(
    opened_draft: OpenDraft, trainer: User
) -> None:
    draft = opened_draft()
    fact = get(Kind.CASE, draft.body, "fact/arrests")
    again = {**fact["versions"][0], "number": 2, "change": "editorial", "statement": "12 arrests."}
    services.save_part(
        draft=draft,
        part="fact/arrests",
        value={**fact, "versions": [*fact["versions"], again]},
        base_revision=1,
        by=trainer,
        at=LATER,
    )

    result = services.adopt(draft=draft, by=trainer, at=LATER)

    assert (result.is_changed, result.new_versions) == (True, ("arrests@2",))
    entry = AuditEntry.objects.get(action="library.adopted")
    assert (entry.target, entry.new["versions"]) == ("case:harbour", ["arrests@2"])
    with pytest.raises(DraftClosed):
        services.adopt(draft=draft, by=trainer, at=LATER)
    with pytest.raises(DraftClosed):
        services.reopen(draft=draft, by=trainer, at=LATER)


def test_a_draft_with_an_error_is_not_adopted(opened_draft: OpenDraft, trainer: User) -> None:
    draft = opened_draft()
    services.save_part(
        draft=draft, part="source/s1", value=None, base_revision=1, by=trainer, at=LATER
    )
    with pytest.raises(ProblemsFound):
        services.adopt(draft=draft, by=trainer, at=LATER)
    draft.refresh_from_db()
    assert draft.is_open


def moved(tmp_path: Path, file: str, old: str, new: str) -> None:
    import_folder(write(tmp_path, replaced(CASE, file, old, new), "moved"), by=None, at=LATER)


def test_a_library_that_moved_is_told_and_taken_over(
    opened_draft: OpenDraft, trainer: User, tmp_path: Path
) -> None:
    draft = opened_draft()
    moved(tmp_path, "sections.en.md", "Nothing yet.", "A verdict.")
    mine = words_of(draft, "Police arrested 12 people [fact:arrests].")
    services.save_part(draft=draft, part=SECTION, value=mine, base_revision=1, by=trainer, at=LATER)

    with pytest.raises(LibraryMoved) as told:
        services.adopt(draft=draft, by=trainer, at=LATER)
    [one] = [one for one in told.value.differences if one.part == "section/en/after"]
    assert (one.ours["body"], one.theirs["body"]) == ("Nothing yet.", "A verdict.")
    assert not any(one.is_conflict for one in told.value.differences)
    draft.refresh_from_db()
    assert services.library_differences(draft) == told.value.differences

    draft = services.rebase(draft=draft, choices={}, by=trainer, at=LATER)
    assert get(Kind.CASE, draft.body, "section/en/after")["body"] == "A verdict."
    assert get(Kind.CASE, draft.body, SECTION) == mine
    services.adopt(draft=draft, by=trainer, at=LATER)


def test_a_library_that_moves_again_is_shown_again(
    opened_draft: OpenDraft, trainer: User, tmp_path: Path
) -> None:
    draft = opened_draft()
    assert services.library_differences(draft) == ()
    moved(tmp_path, "sections.en.md", "Nothing yet.", "A verdict.")
    with pytest.raises(LibraryMoved):
        services.adopt(draft=draft, by=trainer, at=LATER)
    (tmp_path / "moved").rename(tmp_path / "before")
    moved(tmp_path, "sections.en.md", "Nothing yet.", "An appeal.")

    with pytest.raises(LibraryMoved):
        services.rebase(draft=draft, choices={}, by=trainer, at=LATER)
    draft.refresh_from_db()
    theirs = {one.part: one.theirs for one in services.library_differences(draft)}
    assert theirs["section/en/after"]["body"] == "An appeal."
    services.rebase(draft=draft, choices={}, by=trainer, at=LATER)
    assert services.adopt(draft=draft, by=trainer, at=LATER).is_changed is False


@pytest.mark.parametrize("choice", ["ours", "theirs"])
def test_where_both_changed_a_part_the_writer_chooses(
    choice: str, opened_draft: OpenDraft, trainer: User, tmp_path: Path
) -> None:
    draft = opened_draft()
    moved(tmp_path, "sections.en.md", "Nothing yet.", "A verdict.")
    mine = {"uid": "after", "heading": "Afterwards", "body": "An appeal."}
    services.save_part(
        draft=draft, part="section/en/after", value=mine, base_revision=1, by=trainer, at=LATER
    )
    with pytest.raises(ChoiceMissing) as told:
        services.rebase(draft=draft, choices={}, by=trainer, at=LATER)
    assert told.value.parts == ("section/en/after",)

    draft = services.rebase(draft=draft, choices={"section/en/after": choice}, by=trainer, at=LATER)
    said = {"ours": "An appeal.", "theirs": "A verdict."}[choice]
    assert get(Kind.CASE, draft.body, "section/en/after")["body"] == said
    services.adopt(draft=draft, by=trainer, at=LATER)


def test_our_version_is_numbered_after_theirs(
    opened_draft: OpenDraft, trainer: User, tmp_path: Path
) -> None:
    draft = opened_draft()
    old = "        citations:\n          - {source: s1, quote: twelve people were arrested}\n"
    again = (
        old
        + "      - number: 2\n        change: editorial\n        statement: The 12 arrests.\n"
        + '        figures: ["12"]\n'
        + old
    )
    moved(tmp_path, "facts.yaml", old, again)
    fact = get(Kind.CASE, draft.body, "fact/arrests")
    mine = {**fact["versions"][0], "number": 2, "change": "editorial", "statement": "12 arrested."}
    services.save_part(
        draft=draft,
        part="fact/arrests",
        value={**fact, "versions": [*fact["versions"], mine]},
        base_revision=1,
        by=trainer,
        at=LATER,
    )
    draft = services.rebase(draft=draft, choices={"fact/arrests": "ours"}, by=trainer, at=LATER)

    versions = get(Kind.CASE, draft.body, "fact/arrests")["versions"]
    assert [(one["number"], one["statement"]) for one in versions] == [
        (1, "12 people were arrested."),
        (2, "The 12 arrests."),
        (3, "12 arrested."),
    ]
    assert services.adopt(draft=draft, by=trainer, at=LATER).new_versions == ("arrests@3",)


def test_the_head_is_brought_together_field_by_field(
    opened_draft: OpenDraft, trainer: User, tmp_path: Path
) -> None:
    draft = opened_draft()
    moved(tmp_path, "case.yaml", "intensity: 1", "intensity: 2")
    head = get(Kind.CASE, draft.body, "head")
    mine = {**head, "title": {**head["title"], "en": "The quay"}}
    services.save_part(draft=draft, part="head", value=mine, base_revision=1, by=trainer, at=LATER)

    draft = services.rebase(draft=draft, choices={"head": "ours"}, by=trainer, at=LATER)
    head = get(Kind.CASE, draft.body, "head")
    assert (head["title"]["en"], head["intensity"], draft.title) == ("The quay", 2, "The quay")


def test_two_new_ones_of_one_name_come_together_by_rebasing(
    words: None, trainer: User, other_trainer: User
) -> None:
    more = {"kind": "background", "slug": "quay", "language": "en", "at": AT}
    first = services.new_draft(title="First", by=trainer, **more)
    second = services.new_draft(title="Second", by=other_trainer, **more)
    services.adopt(draft=first, by=trainer, at=LATER)
    with pytest.raises(LibraryMoved) as told:
        services.adopt(draft=second, by=other_trainer, at=LATER)
    assert [one.part for one in told.value.differences] == ["head"]


def test_discarding_can_be_undone(opened_draft: OpenDraft, trainer: User) -> None:
    draft = services.discard(draft=opened_draft(), by=trainer, at=LATER)
    with pytest.raises(DraftClosed):
        services.save_part(
            draft=draft, part=SECTION, value=None, base_revision=1, by=trainer, at=LATER
        )
    again = services.reopen(draft=draft, by=trainer, at=LATER)
    assert again.is_open

    services.discard(draft=draft, by=trainer, at=LATER)
    services.open_draft(kind="case", slug="harbour", by=trainer, at=LATER)
    with pytest.raises(SlugTaken):
        services.reopen(draft=draft, by=trainer, at=LATER)


def test_a_restricted_policy_is_hidden_with_its_drafts(
    opened_draft: OpenDraft,
    units: SimpleNamespace,
    policy_owner: User,
    trainer: User,
    other_trainer: User,
) -> None:
    draft = opened_draft("policy", by=policy_owner)
    north = services.open_draft(kind="policy", slug="house", by=trainer, at=AT)
    policy = Policy.objects.get(slug="house")
    policy.visibility = "restricted"
    policy.save()
    policy.units.set([units.south])

    assert not LibraryDraft.objects.visible_to(trainer).exists()
    with pytest.raises(NothingToOpen):
        services.open_draft(kind="policy", slug="house", by=trainer, at=AT, owner=units.client)
    with pytest.raises(SlugTaken):
        services.adopt(draft=north, by=trainer, at=LATER)
    with pytest.raises(SlugTaken):
        services.rebase(draft=north, choices={}, by=trainer, at=LATER)
    assert draft != north


def test_a_new_policy_of_a_vendor_stays_with_the_vendor(
    words: None, units: SimpleNamespace, trainer: User, other_trainer: User, tmp_path: Path
) -> None:
    draft = services.new_draft(
        kind="policy", slug="house", language="en", title="House", by=trainer, at=AT
    )
    import_folder(write(tmp_path, POLICY, "house"), by=None, at=AT)
    bundle = fetch(Kind.POLICY, "house")
    assert bundle is not None
    body = body_of(bundle)
    text = str(body).replace("house", "quay")
    assert "quay" in text
    draft = services.new_draft(
        kind="policy", slug="quay", language="en", title="Quay", by=trainer, at=AT
    )
    draft.body = {**body, "policy.yaml": {**body["policy.yaml"], "slug": "quay"}}
    draft.save()

    services.adopt(draft=draft, by=trainer, at=LATER)

    policy = Policy.objects.get(slug="quay")
    assert (policy.visibility, list(policy.units.all())) == ("restricted", [units.north])
    assert not Policy.objects.visible_to(other_trainer).filter(slug="quay").exists()
