"""Accepted proposals as entries of a case."""

import pytest

from content.importing.models import Article, Proposal
from courses.workshop.services.article_entries import fact_entry


@pytest.mark.parametrize(
    ("key", "statuses", "hedges", "status"),
    [
        ("arrests", ["arrested"], [], "arrested"),
        ("arrests-2", ["arrested", "expected"], ["at least", "expected"], None),
        ("charged", ["convicted", "charged"], [], "charged"),
        ("charge-date", ["charged"], [], "charged"),
        ("convictions", ["convicted"], [], "convicted"),
        ("suspects", ["suspected"], [], "suspected"),
        ("suspects", ["arrested", "suspected"], [], None),
        ("computers-seized", ["suspected"], [], None),
        ("arrests", ["arrested"], ["alleged"], "alleged"),
    ],
)
def test_a_fact_goes_as_far_as_its_source(
    key: str, statuses: list[str], hedges: list[str], status: str | None
) -> None:
    told = {"key": key, "statuses": statuses, "hedges": hedges, "statement": "Of the day: 3 people"}
    article = Article(received_text="It was 3 people.", title="A report", language="en")
    proposal = Proposal(data=told, start=0, end=16, mark_start=7, mark_end=15)
    assert fact_entry(article, proposal, "wire").versions[0].status == status
