from dataclasses import replace

from content.facts.models import Citation
from content.sources.models import Source
from content.vocabulary.models import GuardedWord
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
from courses.releases.compiling.compiler import compile_draft
from courses.releases.linting import gather
from tests.courses.releases.conftest import NOW


def warnings(course: Course, body: str) -> list[str]:
    draft = read_draft(course)
    changed = tuple(
        replace(one, texts={**one.texts, "en": replace(one.texts["en"], body=body)})
        if one.uid == "how-it-works"
        else one
        for one in draft.lessons
    )
    found = compile_draft(replace(draft, lessons=changed), as_of=NOW.date()).warnings
    return [str(one) for one in found if one.file == "how-it-works.en.md"]


def test_a_finding_is_a_warning_with_file_line_and_rule(course: Course) -> None:
    body = (
        "Police of 4 countries took part [fact:harbour/countries].\n\nThey held 40.\n\n"
        "All were convicted [fact:harbour/arrests]; see [clause:house/FEE-2.1]."
    )

    assert warnings(course, body) == [
        "how-it-works.en.md:3: number: “40” is a figure without a source: "
        "cite the fact after it, or leave it out",
        "how-it-works.en.md:5: too-strong: “convicted” says more than the source: "
        "the fact is arrested",
    ]


def test_what_sources_say_where_they_disagree_needs_no_fact(course: Course) -> None:
    body = (
        "Police of 4 countries took part [fact:harbour/countries]. Others say 12. "
        "See [clause:house/FEE-2.1]."
    )

    assert warnings(course, body) == []


def test_evidence_holds_what_stands_behind_the_texts_and_no_more(
    course: Course, trainer, django_assert_num_queries
) -> None:
    source = Citation.objects.filter(version__fact__key="arrests").get().source
    Source.objects.filter(pk=source.pk).update(received_text="Twelve.", received_sha256="x")
    GuardedWord.objects.create(words="harsh", kind="explicit", added_at=NOW, added_by=trainer)

    with django_assert_num_queries(5):
        found = gather(
            ["[fact:harbour/arrests] [clause:house/FEE-2.1] [fact:bad"],
            cases=["harbour"],
            hidden=(),
        )

    assert found.received == {"harbour/arrests": ["Twelve."]}
    assert {"About a dozen", "12 people were arrested.", "4"} <= set(found.said)
    assert found.unchecked == set()  # the example policy is no law
    assert [one.words for one in found.guarded] == ["harsh"]


def test_nothing_is_asked_for_a_text_that_mentions_nothing(
    course: Course, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        gather(["Nothing here."], hidden=())
