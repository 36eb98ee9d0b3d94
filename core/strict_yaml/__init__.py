"""YAML as a file format for people: composed, never loaded, and every fault has its place.

Plain scalars are text and the reader's schema types them, so `NO`, `12:30` and `1.10`
survive. Anchors, aliases, tags, directives, duplicate keys, deep nesting, long lists and
control characters are refused with file, line and key, in bounded time and memory.

Owns reading (`read`, `read_front_matter`, `load_text`), typing against a pydantic model
(`parse`) and writing (`write`). Comments are not kept.
"""

from core.strict_yaml.composing import MAX_DEPTH, MAX_ITEMS, MAX_KEY
from core.strict_yaml.document import Document, Path, Value
from core.strict_yaml.reading import MAX_BYTES, load_text, read, read_front_matter
from core.strict_yaml.schema import parse
from core.strict_yaml.writing import NotWritable, write

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_ITEMS",
    "MAX_KEY",
    "Document",
    "NotWritable",
    "Path",
    "Value",
    "load_text",
    "parse",
    "read",
    "read_front_matter",
    "write",
]
