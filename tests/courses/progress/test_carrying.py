"""What carries over, for any two outlines, any progress and any equivalents."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.progress.carrying import carry, digests_at, fates, slot_digest
from courses.releases.manifest import (
    LessonEntry,
    Manifest,
    ModuleEntry,
    QuizSettings,
    SlotEntry,
)

# A busy machine draws slowly; what is drawn is small.
SLOW = [HealthCheck.too_slow]
UIDS = ("a", "b", "c", "d", "e")
TEXTS = ("one", "two", "three")


def lesson(slot: str, text: str, **fields: object) -> LessonEntry:
    values = {
        "uid": f"{slot}-lesson",
        "slot_uid": slot,
        "kind": "reading",
        "minutes": 5,
        "intensity": 0,
        "titles": {"en": slot},
        "topics": {},
        "covers": (),
        "parts": {"en": text},
    }
    return LessonEntry(**{**values, **fields})  # type: ignore[arg-type]


def slot(uid: str, text: str, *shorter: str, **fields: object) -> SlotEntry:
    accounts = (lesson(uid, text, **fields), *(lesson(uid, one) for one in shorter))
    return SlotEntry(uid=uid, module_uid="m", after=(), variants=accounts)


def outline(*slots: SlotEntry) -> Manifest:
    return Manifest(
        schema=1,
        course_slug="small",
        course_code="S",
        titles={"en": "Small"},
        summaries={},
        languages=("en", "es"),
        gives_certificate=False,
        certificate_months=None,
        requires=(),
        harm_areas=(),
        modules=(ModuleEntry("m", {"en": "M"}, slots),),
    )


outlines = st.dictionaries(st.sampled_from(UIDS), st.sampled_from(TEXTS)).map(
    lambda texts: outline(*(slot(uid, text) for uid, text in texts.items()))
)
done = st.frozensets(st.sampled_from((*UIDS, "unknown")))
declared = st.dictionaries(
    st.sampled_from((*UIDS, "unknown")), st.sampled_from((*UIDS, "unknown")), max_size=3
)


def uids(of: Manifest) -> set[str]:
    return {one.uid for one in of.slots}


def text_at(of: Manifest, uid: str) -> str | None:
    return next((one.variants[0].parts["en"] for one in of.slots if one.uid == uid), None)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(old=outlines, new=outlines, completed=done, equivalents=declared)
def test_what_is_kept_was_done_and_nothing_that_was_done_gets_lost(
    old: Manifest, new: Manifest, completed: frozenset[str], equivalents: dict[str, str]
) -> None:
    found = carry(old, new, language="en", completed=completed, equivalents=equivalents)
    kept, again = set(found.kept), set(found.again)
    # Kept is what says the same, or was declared, and was done: told here by the texts alone.
    wanted = set()
    for uid in uids(new):
        was = uid if text_at(old, uid) == text_at(new, uid) else equivalents.get(uid, "")
        if was in completed and was in uids(old):
            wanted.add(uid)
    assert kept == wanted
    assert not kept & again
    assert kept | again >= completed & uids(old) & uids(new)
    assert again <= completed & uids(old) & uids(new)
    assert set(found.added) == uids(new) - uids(old) - {
        uid for uid, was in equivalents.items() if was in uids(old)
    }
    # Attempts go on counting only where the same slot carries over to itself.
    same = {uid for uid in uids(old) & uids(new) if text_at(old, uid) == text_at(new, uid)}
    itself = {uid for uid, was in equivalents.items() if uid == was} & uids(old) & uids(new)
    assert found.afresh == uids(old) - same - itself


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(old=outlines, completed=done, equivalents=declared)
def test_a_release_that_says_the_same_keeps_all(
    old: Manifest, completed: frozenset[str], equivalents: dict[str, str]
) -> None:
    found = carry(old, old, language="en", completed=completed, equivalents=equivalents)
    assert (set(found.kept), found.again, found.afresh, found.added) == (
        completed & uids(old),
        (),
        frozenset(),
        (),
    )


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(old=outlines, new=outlines, less=done, more=done)
def test_who_has_done_more_keeps_no_less(
    old: Manifest, new: Manifest, less: frozenset[str], more: frozenset[str]
) -> None:
    first = carry(old, new, language="en", completed=less, equivalents={})
    second = carry(old, new, language="en", completed=less | more, equivalents={})
    assert set(first.kept) <= set(second.kept)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(old=outlines, new=outlines, completed=done)
def test_what_is_declared_the_same_everywhere_is_never_done_again(
    old: Manifest, new: Manifest, completed: frozenset[str]
) -> None:
    everywhere = {uid: uid for uid in UIDS}
    found = carry(old, new, language="en", completed=completed, equivalents=everywhere)
    assert found.again == ()
    assert set(found.kept) == completed & uids(old) & uids(new)


def test_a_slot_is_another_by_kind_clauses_pass_mark_and_text_and_by_nothing_else() -> None:
    before = slot("a", "one", covers=("house/A-1@1",), kind="quiz", settings=QuizSettings("check"))
    told = slot_digest(before, "en")
    full = before.variants[0]
    assert slot_digest(replace(before, after=("b",), module_uid="n"), "en") == told
    assert full.settings is not None
    for changed, is_same in (
        ({"minutes": 9, "intensity": 1, "titles": {"en": "Other"}}, True),
        ({"settings": replace(full.settings, attempts=2, wait_minutes=5)}, True),
        ({"parts": {"en": "one", "es": "uno"}}, True),
        ({"parts": {"en": "two"}}, False),
        ({"kind": "exercise"}, False),
        ({"covers": ("house/A-1@2",)}, False),
        ({"settings": replace(full.settings, pass_mark=80)}, False),
        ({"settings": replace(full.settings, must=("house/A-1",))}, False),
    ):
        other = replace(before, variants=(replace(full, **changed),))
        assert (slot_digest(other, "en") == told) is is_same, changed


def test_a_shorter_account_decides_nothing() -> None:
    old, new = outline(slot("a", "one", "short")), outline(slot("a", "one", "other"))
    assert [fate.kind for fate in fates(old, new, language="en", equivalents={})] == ["same"]


def test_only_the_language_of_the_person_counts() -> None:
    old = outline(slot("a", "one", parts={"en": "one", "es": "uno"}))
    new = outline(slot("a", "one", parts={"en": "one", "es": "otro"}))
    kinds = {
        language: [one.kind for one in fates(old, new, language=language, equivalents={})]
        for language in ("en", "es")
    }
    assert kinds == {"en": ["same"], "es": ["changed"]}
    assert len(digests_at(new, "a")) == 2
    assert digests_at(new, "unknown") == frozenset()
