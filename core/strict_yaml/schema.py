"""Typing a document against a pydantic model, with faults told at their lines.

pydantic reads texts generously ("yes" as true, "1e3" as a number, digits as a date); what
it took is therefore compared with what was written, and only the plain forms pass.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, RootModel, ValidationError

from core.problems import Problem, ProblemsFound
from core.strict_yaml.document import Document, Path, Value
from core.strict_yaml.reading import read

_DECIMAL = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)
_FORMS: dict[type, tuple[Callable[[str], object], str]] = {
    bool: (re.compile(r"true|false").fullmatch, "must be true or false"),
    int: (re.compile(r"-?\d{1,20}", re.ASCII).fullmatch, "must be a whole number"),
    float: (_DECIMAL.fullmatch, "must be a number such as 1.5"),
    Decimal: (_DECIMAL.fullmatch, "must be a number such as 1.5"),
    date: (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch, "must be a date: 2026-11-22"),
    datetime: (
        re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.ASCII).fullmatch,
        "must be a date and time: 2026-11-22T14:00Z",
    ),
}
_SAID = {
    "missing": "is required",
    "extra_forbidden": "is no known key here",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "decimal_parsing": "must be a number such as 1.5",
    "string_type": "must be text",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys",
    "model_type": "must be a mapping of keys",
}


def parse[M: BaseModel](model: type[M], document: Document | str, *, file: str) -> M:
    """Return the model made of the document (or of the text, which is read first).

    Raises ProblemsFound with one problem a fault, each at its line and dotted key.
    Numbers, true and false and dates must be written in their plain form, so a text that a
    model turns into one of these by itself should end in a type of its own.
    """
    if isinstance(document, str):
        document = read(document, file=file)
    try:
        made = model.model_validate(document.value)
    except ValidationError as error:
        problems = []
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            path = _within(document.value, one["loc"], missing=one["type"] == "missing")
            said = _said(one["type"], one["msg"])
            problems.append(Problem(file, document.line(path), document.key(path), said))
        raise ProblemsFound(problems) from error
    if faults := [
        Problem(file, document.line(path), document.key(path), message)
        for path, message in _loose(document.value, made, ())
    ]:
        raise ProblemsFound(faults)
    return made


def _within(value: Value, loc: Path, *, missing: bool) -> Path:
    """Keep the parts of pydantic's path that are in the document (it adds names of types).

    The last part of what is missing cannot be in it and stays.
    """
    path: Path = ()
    for part in loc[:-1] if missing else loc:
        if isinstance(value, dict) and part in value:
            path = (*path, part)
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            path = (*path, part)
            value = value[part]
    return (*path, loc[-1]) if missing else path


def _said(kind: str, message: str) -> str:
    return _SAID.get(kind) or message.removeprefix("Value error, ").removeprefix("Input ")


def _loose(written: Value, made: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(written, str):
        form = _FORMS.get(type(made))
        if form and not form[0](written):
            yield path, form[1]
    elif isinstance(made, RootModel):
        yield from _loose(written, made.root, path)
    elif isinstance(written, dict) and isinstance(made, BaseModel):
        for name, field in type(made).model_fields.items():
            key = field.validation_alias if isinstance(field.validation_alias, str) else name
            if key in written:
                yield from _loose(written[key], getattr(made, name), (*path, key))
    elif isinstance(written, dict) and isinstance(made, dict):
        for key, inner in written.items():
            yield from _loose(inner, made.get(key), (*path, key))
    elif isinstance(written, list) and isinstance(made, list | tuple):
        for place, (inner, out) in enumerate(zip(written, made, strict=False)):
            yield from _loose(inner, out, (*path, place))
