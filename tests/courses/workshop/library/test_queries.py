"""What a page asks of the database, literally, for one fact and for a hundred."""

import pytest
from django.test import Client

from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import get, put
from content.library.kinds import Kind
from tests.courses.workshop.conftest import url


def grown(draft: LibraryDraft, count: int) -> LibraryDraft:
    """The draft with that many more facts, sections and sources, and a save of each."""
    body = draft.body
    fact = get(Kind.CASE, body, "fact/led-by")
    for number in range(count):
        for part, value in [
            (f"fact/more-{number}", {**fact, "key": f"more-{number}"}),
            (f"section/en/more-{number}", {"uid": f"more-{number}", "heading": "M", "body": "T."}),
        ]:
            body = put(Kind.CASE, body, part, value)
            draft.versions.create(
                revision=number + 2,
                part=part,
                deed="saved",
                before=None,
                after=value,
                at=draft.updated_at,
                by=draft.updated_by,
            )
    draft.body = body
    draft.revision = count + 2
    draft.save()
    return draft


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [
        ("library_list", (), 7),
        ("library_draft_list", (), 5),
        ("library_draft", ("id",), 4),
        ("library_part", ("id", "head"), 6),
        ("library_part", ("id", "section/en/what"), 4),
        ("library_part", ("id", "fact/arrests"), 6),
        ("library_part", ("id", "conflict/how-many"), 4),
        ("library_check", ("id",), 14),
        ("library_update", ("id",), 4),
        ("library_history", ("id",), 6),
        ("library_translate", ("id", "es"), 4),
    ],
)
def test_a_page_asks_as_much_for_many_as_for_one(
    count: int,
    name: str,
    args: tuple[str, ...],
    queries: int,
    case_draft: LibraryDraft,
    as_trainer: Client,
    django_assert_num_queries,
) -> None:
    draft = grown(case_draft, count)
    page = url(name, *(draft.public_id if one == "id" else one for one in args))
    as_trainer.get(page)
    with django_assert_num_queries(queries):
        assert as_trainer.get(page).status_code == 200
