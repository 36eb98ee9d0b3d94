import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.canonical import NotCanonical, canonical_bytes, digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


def test_canonical_bytes_are_sorted_compact_utf8():
    assert (
        canonical_bytes({"b": [1, None, True], "a": "é"}) == '{"a":"é","b":[1,null,true]}'.encode()
    )


def test_digest_is_the_sha256_of_the_bytes():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_text_is_not_normalised():
    assert canonical_bytes("e\u0301") != canonical_bytes("\u00e9")


@given(JSON)
def test_equal_values_have_equal_digests_whatever_the_order(value):
    def turned(item):
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(item)}
        return [turned(one) for one in item] if isinstance(item, list) else item

    assert digest(turned(value)) == digest(value)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), "\ud800", {1: "a"}, {"a": [{None: 1}]}, {"a": {1, 2}}, b"x"],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


def test_an_endless_value_is_refused(monkeypatch):
    monkeypatch.setattr("core.canonical._MOST_VALUES", 1000)
    endless = []
    endless.append(endless)

    with pytest.raises(NotCanonical):
        canonical_bytes(endless)
