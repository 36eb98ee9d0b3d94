"""Reading a pasted list of people."""

from hypothesis import given
from hypothesis import strategies as st

from accounts.pasted import MOST, MOST_PROBLEMS, Guest, read_guests


def test_addresses_and_numbers_are_read_in_order():
    text = 'E-mail;Team\nOne@Example.org;x\n\n north-1042 , y\n"two@example.org"\t'
    assert read_guests(text) == (
        [
            Guest(line=2, email="one@example.org"),
            Guest(line=4, short_code="north", employee_number="1042"),
            Guest(line=5, email="two@example.org"),
        ],
        [],
    )


def test_each_wrong_line_is_named():
    guests, problems = read_guests("one@\nnobody\none@example.org\nONE@example.org\nnorth-\n")
    assert [guest.line for guest in guests] == [3]
    assert [problem.split(":")[0] for problem in problems] == [
        "Line 1",
        "Line 2",
        "Line 4",
        "Line 5",
    ]
    assert "the same as line 3" in problems[2]


def test_too_many_are_refused_and_problems_are_bounded():
    many = "\n".join(f"p{n}@example.org" for n in range(MOST + 5))
    assert read_guests(many)[1] == [f"More than {MOST} people at once."]
    assert len(read_guests("x\n" * 1000)[1]) == MOST_PROBLEMS


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text):
    guests, problems = read_guests(text)
    assert all(guest.email or guest.employee_number for guest in guests)
    assert len(problems) <= MOST_PROBLEMS
