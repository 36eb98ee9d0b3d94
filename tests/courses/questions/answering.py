"""Hypothesis strategies: any answer that a question accepts."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from courses.questions.decision.applying import timed_fields
from tests.courses.questions.examples import Example

# A busy machine makes a slow example, not a wrong one.
unhurried = settings(deadline=None)
# Unicode calls these fillers letters, and nobody can see them: an answer may not hold them.
UNSEEN = "\u115f\u1160\u3164\uffa0"


def typed(*categories: Any, most: int) -> st.SearchStrategy[str]:
    """What a person may have typed, of these categories of characters."""
    visible = st.characters(categories=categories, exclude_characters=UNSEEN)
    return st.text(visible, max_size=most)


def answers(example: Example) -> st.SearchStrategy[dict[str, Any]]:
    """Raw answers of the right shape, from none at all to a full one."""
    return _STRATEGIES[example.key](example.definition)


def _single(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"option": st.none() | st.sampled_from(definition.options)})


def _multiple(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"options": st.lists(st.sampled_from(definition.options), unique=True)}
    )


def _numeric(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    numbers = st.decimals(-100_000, 100_000, places=3).map(str)
    return st.fixed_dictionaries({"number": numbers | st.just("") | st.just(definition.answer)})


def _short(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    words = typed("L", "N", most=20)
    known = [string for strings in definition.accepted.values() for string in strings]
    return st.fixed_dictionaries({"text": words | st.sampled_from(known)})


@st.composite
def _ordering(draw: st.DrawFn, definition: Any) -> dict[str, Any]:
    items = draw(st.lists(st.sampled_from(definition.items), unique=True))
    places = draw(st.permutations(range(1, len(definition.items) + 1)))
    return {"positions": dict(zip(items, places, strict=False))}


def _matching(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    pairs = st.dictionaries(
        st.sampled_from(definition.prompts), st.sampled_from(definition.choices)
    )
    return st.fixed_dictionaries({"pairs": pairs})


def _decision(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, Any] = {}
    for field in definition.snapshot.fields:
        options = definition.options_of(field)
        if field.kind == "text":
            fields[field.key] = typed("L", "Zs", most=30)
        elif field.kind == "one":
            fields[field.key] = st.sampled_from(options)
        else:
            fields[field.key] = st.lists(st.sampled_from(options), unique=True)
    times = {key: st.sampled_from(["1h", "48h", "promptly"]) for key in timed_fields(definition)}
    within = {"within": st.fixed_dictionaries({}, optional=times)} if times else {}
    return st.fixed_dictionaries({"fields": st.fixed_dictionaries({}, optional=fields), **within})


def _cloze(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    words = typed("L", "N", most=20)
    numbers = st.decimals(-100_000, 100_000, places=3).map(str)
    blanks: dict[str, Any] = {}
    for blank in definition.blanks:
        if blank.kind == "choice":
            blanks[blank.key] = st.sampled_from(blank.options)
        elif blank.kind == "number":
            blanks[blank.key] = numbers | st.just(blank.answer)
        else:
            known = [one for key in definition.accepted[blank.key].values() for one in key]
            blanks[blank.key] = words | st.sampled_from(known)
    return st.fixed_dictionaries({"blanks": st.fixed_dictionaries({}, optional=blanks)})


def _freetext(definition: Any) -> st.SearchStrategy[dict[str, Any]]:
    words = typed("L", "N", "Zs", most=40)
    return st.fixed_dictionaries({"text": words | st.just("")})


_STRATEGIES: dict[str, Any] = {
    "single/1": _single,
    "multiple/1": _multiple,
    "numeric/1": _numeric,
    "short/1": _short,
    "ordering/1": lambda definition: _ordering(definition),
    "matching/1": _matching,
    "cloze/1": _cloze,
    "freetext/1": _freetext,
    "decision/1": _decision,
}
