from hypothesis import given, settings
from hypothesis import strategies as st

from courses.workshop.pages.writing.differences import Line, Run, differences
from tests.unbounded import no_more_than


def test_words_that_changed_are_told_in_their_line():
    assert differences("a\nold word here\nb", "a\nnew word here\nb\nc") == [
        Line((), is_gap=True),
        Line((Run("removed", "old"), Run("added", "new"), Run("same", " word here"))),
        Line((), is_gap=True),
        Line((Run("added", "c"),)),
    ]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab \n", max_size=80), st.text(alphabet="ab \n", max_size=80))
def test_nothing_that_came_or_went_is_left_out(old, new):
    found = differences(old, new)

    for state, text in (("removed", old), ("added", new)):
        told = "".join(run.words for line in found for run in line.runs if run.state != state)
        other = new if state == "removed" else old
        assert all(told.count(sign) <= other.count(sign) for sign in "ab"), text


def test_the_work_is_bounded():
    with no_more_than():
        differences("a b\n" * 1_400, "b a\n" * 1_400)
        differences("a b " * 40_000, "b a " * 40_000)
