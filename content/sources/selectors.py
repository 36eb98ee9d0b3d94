"""Reading the sources of a fact set."""

from content.schema_types import NOT_GIVEN
from content.sources.models import Source
from content.sources.schemas import SourceEntry


def source_entries(set_slug: str) -> list[SourceEntry]:
    """The sources of a fact set as their file would list them, in order."""
    return [_entry(source) for source in Source.objects.filter(set_slug=set_slug)]


def _entry(source: Source) -> SourceEntry:
    return SourceEntry.model_validate(
        {
            "key": source.key,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published_on": source.published_on or NOT_GIVEN,
            "read_on": source.read_on or None,
            "grade": source.grade,
            "note": source.note or None,
        }
    )


def received_texts(set_slug: str) -> dict[str, str]:
    """The texts that were received, by the key of their source; one query."""
    rows = Source.objects.filter(set_slug=set_slug).exclude(received_text="")
    return dict(rows.values_list("key", "received_text"))
