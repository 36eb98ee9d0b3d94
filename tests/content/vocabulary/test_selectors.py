import pytest

from content.vocabulary.selectors import (
    TermShown,
    terms,
    unknown_harm_areas,
    unknown_jurisdictions,
)
from tests.factories.content import HarmAreaFactory, JurisdictionFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item_count", [1, 3])
def test_terms_are_told_in_two_queries(item_count: int, django_assert_num_queries) -> None:
    for number in range(item_count):
        TermFactory(slug=f"t{number}", texts={"en": "Seat", "es": "Puesto"})

    with django_assert_num_queries(2):
        told = terms("es")

    assert len(told) == item_count
    assert told["t0"] == TermShown("t0", "Puesto", "Puesto explained", "es")


def test_a_term_without_the_language_is_told_in_its_source() -> None:
    TermFactory(slug="seat", texts={"en": "Seat"})
    TermFactory(slug="hash")

    assert terms("es", slugs=["seat"]) == {
        "seat": TermShown("seat", "Seat", "Seat explained", "en")
    }


def test_what_is_not_in_the_vocabulary_is_named() -> None:
    HarmAreaFactory(slug="scams")
    JurisdictionFactory(slug="eu")

    assert unknown_harm_areas("dsa-2", ["scams", "spam"]) == {"spam"}
    assert unknown_harm_areas("dsa-1", ["scams"]) == {"scams"}
    assert unknown_jurisdictions(["eu", "mars"]) == {"mars"}


def test_labels_fall_back_to_english() -> None:
    assert HarmAreaFactory(labels={"en": "Scams"}).label("es") == "Scams"
    assert JurisdictionFactory(labels={"en": "Mars", "es": "Marte"}).label("es") == "Marte"
