"""Which texts of a question are Markdown, found from the types of its fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from courses.questions.markup import without_paragraph
from courses.questions.shapes import Markdown, Shape, read


@dataclass(frozen=True)
class MarkdownField:
    """One text that the compiler renders: its path within the texts, and its source.

    An inline text stands in a line beside a control, so its HTML has no paragraph.
    """

    path: tuple[str, ...]
    source: str
    inline: bool


def markdown_fields(texts: Shape) -> Iterator[MarkdownField]:
    """Yield every Markdown text that is present, in the order of the fields."""
    yield from _of_shape(texts, ())


def map_markdown[T: Shape](texts: T, render: Callable[[MarkdownField], str]) -> T:
    """Return the same shape with every Markdown text replaced by what `render` makes of it.

    The paragraph around an inline text is taken off here, so `render` need not know.
    """
    rendered = texts.model_dump(mode="json")
    for field in markdown_fields(texts):
        html = render(field)
        holder: Any = rendered
        for step in field.path[:-1]:
            holder = holder[step]
        holder[field.path[-1]] = without_paragraph(html) if field.inline else html
    return read(type(texts), rendered, compiled=True)


def _of_shape(shape: Shape, path: tuple[str, ...]) -> Iterator[MarkdownField]:
    for name, field in type(shape).model_fields.items():
        value = getattr(shape, name)
        yield from _of_value(value, field.annotation, field.metadata, (*path, name))


def _of_value(
    value: object, annotation: object, metadata: Sequence[object], path: tuple[str, ...]
) -> Iterator[MarkdownField]:
    if isinstance(value, Shape):
        yield from _of_shape(value, path)
    elif isinstance(value, Mapping):
        item = get_args(annotation)[1]
        for key in value:
            yield from _of_value(value[key], item, (), (*path, key))
    elif isinstance(value, str):
        for mark in _marks(annotation, metadata):
            yield MarkdownField(path, value, inline=mark.inline)


def _marks(annotation: object, metadata: Iterable[object]) -> Iterator[Markdown]:
    yield from (mark for mark in metadata if isinstance(mark, Markdown))
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in get_args(annotation)[1:] if isinstance(mark, Markdown))
    else:
        for one_of in get_args(annotation):
            yield from _marks(one_of, ())
