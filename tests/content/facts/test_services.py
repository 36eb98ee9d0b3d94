import pytest

from content.facts.errors import VersionRewritten
from content.facts.models import FactVersion
from content.facts.schemas import FactsFile
from content.facts.services import open_fact_set, store_facts
from tests.factories.content import AT, CitationFactory, FactVersionFactory

pytestmark = pytest.mark.django_db


def test_a_rewritten_version_is_refused_and_nothing_is_written() -> None:
    citation = CitationFactory(version__fact__key="arrests")
    file = FactsFile.model_validate(
        {
            "facts": [
                {
                    "key": key,
                    "versions": [
                        {
                            "number": 1,
                            "statement": "13 people were arrested.",
                            "citations": [{"source": "s1", "quote": "x"}],
                        }
                    ],
                }
                for key in ("new", "arrests")
            ]
        }
    )

    with pytest.raises(VersionRewritten) as found:
        store_facts(
            fact_set=citation.version.fact.fact_set,
            file=file,
            texts={},
            sources={"s1": citation.source},
            by=None,
            at=AT,
        )

    assert (found.value.key, found.value.number) == ("arrests", 1)
    assert FactVersion.objects.count() == 1


def test_opening_a_set_twice_keeps_its_facts() -> None:
    fact_set = FactVersionFactory().fact.fact_set

    opened = open_fact_set(slug="harbour", kind="background", languages=["es"], titles={"es": "P"})

    assert opened == fact_set
    assert (opened.languages, opened.titles, opened.facts.count()) == (["es"], {"es": "P"}, 1)
