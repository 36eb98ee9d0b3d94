from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from courses.progress.completion import Share, is_unlocked, missing_before, next_slot, share


@dataclass(frozen=True)
class Slot:
    uid: str
    after: tuple[str, ...] = ()
    is_test_out: bool = False
    kind: str = "reading"
    covers: tuple[str, ...] = ()


OUTLINE = [Slot("a"), Slot("b", ("a",)), Slot("c", ("a", "b")), Slot("d")]


def test_what_must_come_before_is_named_in_the_order_declared() -> None:
    assert missing_before(OUTLINE[2], {"b"}) == ("a",)
    assert missing_before(OUTLINE[2], {"a", "b"}) == ()


def test_a_completed_slot_stays_open_whatever_comes_before_it() -> None:
    assert is_unlocked(OUTLINE[1], {"b"})
    assert not is_unlocked(OUTLINE[1], set())


def test_the_next_slot_is_the_first_that_is_open_and_waiting() -> None:
    assert next_slot(OUTLINE, set()) == OUTLINE[0]
    assert next_slot(OUTLINE, {"a", "b"}) == OUTLINE[2]
    assert next_slot(OUTLINE, {"a", "b", "c", "d"}) is None


def test_a_share_of_nothing_is_complete_and_hundred_percent_means_all() -> None:
    assert (Share(0, 0).percent, Share(0, 0).is_complete) == (100, True)
    assert Share(2, 3).percent == 66


@given(st.sets(st.sampled_from("abcd")))
def test_going_on_to_the_next_slot_always_ends_with_all_of_them(completed: set[str]) -> None:
    for _step in range(len(OUTLINE)):
        following = next_slot(OUTLINE, completed)
        if following is None:
            break
        completed = completed | {following.uid}
    assert share(OUTLINE, completed).is_complete
