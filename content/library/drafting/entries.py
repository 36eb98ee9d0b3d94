"""From a bundle to the values of its files and back: what the body of a draft is (pure)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from content.cases.schemas import SectionEntry
from content.cases.sections import NotASection, read_sections, write_sections
from content.library.bundles import Bundle
from content.library.checking import Opened
from content.library.checks import check_inside
from content.library.files import Files
from content.library.kinds import Kind
from content.library.reading import read_files
from content.library.write import file_values
from core import strict_yaml
from core.problems import ProblemsFound
from core.strict_yaml import Document

type Body = dict[str, Any]

OWN_HEADING = "holds a line that begins with “##”: headings inside a section begin with “###”"


def body_of(bundle: Bundle) -> Body:
    """The values of every file of the folder, as JSON keeps them, by file name."""
    return {name: _json(value) for name, value in file_values(bundle).items()}


def _json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


class EnteredFiles(Files):
    """The files of a draft: values that were entered instead of texts that were read.

    A problem names the file and the key and nothing before them; there are no lines
    but those inside of a section.
    """

    def __init__(self, body: Mapping[str, Any]) -> None:
        super().__init__(root=Path(), name="")
        self.body = body

    def names(self) -> list[str]:
        """The files that hold anything."""
        return sorted(self.body)

    def label(self, name: str) -> str:
        """The name of the file alone."""
        return name

    def parse[M: BaseModel](self, model: type[M], name: str) -> M | None:
        """The value of the file as this model; None with problems if it is not one."""
        if name not in self.body:
            self.add(name, (), "this file is missing")
            return None
        document = Document(name, self.body[name], {(): 1})
        self.documents[name] = document
        try:
            return strict_yaml.parse(model, document, file=name)
        except ProblemsFound as found:
            self.problems.extend(found.problems)
            return None

    def sections(self, name: str) -> list[SectionEntry]:
        """The sections that were entered, each as its file would read it."""
        found = []
        for value in self.body.get(name, []):
            entry = SectionEntry.model_validate(value)
            try:
                read = read_sections(write_sections([entry]))
            except NotASection:
                read = []
            if len(read) == 1:
                found.append(read[0][0])
            else:
                self.add(name, (entry.uid,), OWN_HEADING)
                found.append(entry)
        return found


def opened(kind: Kind, body: Mapping[str, Any]) -> Opened:
    """The draft read, and checked as far as it can be without the library."""
    files = EnteredFiles(body)
    bundle = read_files(files, kind)
    if bundle is None or files.has_errors:
        return Opened(Path(), None, tuple(sorted(set(files.problems))))
    check_inside(bundle)
    return Opened(Path(), bundle, tuple(sorted(set(files.problems))))
