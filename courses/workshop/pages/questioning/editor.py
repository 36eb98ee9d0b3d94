"""The editor of one question: what it asks, what was typed, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from accounts.models import User
from content.policies.selectors import slugs_kept_from
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.catalogue.models import Course
from courses.catalogue.naming import uid_from
from courses.catalogue.selectors import QuestionForEdit, read_head
from courses.questions import registry
from courses.questions.errors import AnswerRefused, FaultsFound
from courses.questions.question_type import AnyQuestionType
from courses.questions.question_type import View as QuestionView
from courses.releases.compiling.questions import Tried, try_question
from courses.workshop.pages.questioning import nodes, rows, typed
from courses.workshop.pages.questioning.decisions import completed, decision_layout
from courses.workshop.pages.questioning.layouts import LAYOUTS, head
from courses.workshop.pages.questioning.spec import Choices, Node
from courses.workshop.pages.questioning.told import sentence_of
from courses.workshop.pages.writing.beside import Remark
from courses.workshop.pages.writing.translating import remarks_on
from courses.workshop.selectors.questions import clauses_for, form_told, forms_for

TRY = "try"
CLAUSES = "clauses"
# What a type says of something that has no field of its own here.
_KNOWN: dict[tuple[tuple[str | int, ...], str], str] = {
    (("fields",), "Field required"): "no field has a right answer, so nothing could be scored",
    (("correct",), "Field required"): "one option has to be right",
}
_HEAD = ("marks", "difficulty", "intensity", "tags", "covers")
type Data = Mapping[str, Sequence[str]]


@dataclass
class Editor:
    """A question while it is written; `state` is what the form shows."""

    course: Course
    type: str
    uid: str
    layout: tuple[Node, ...]
    head: tuple[Node, ...]
    state: typed.State
    base: str
    is_ready: bool
    form_fields: list[dict[str, Any]] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    focus: str = ""

    @property
    def kind(self) -> AnyQuestionType:
        return registry.get(self.type)

    @property
    def is_new(self) -> bool:
        return not self.base

    @property
    def intensity(self) -> int:
        """How intense it says that it is; 0 where it says nothing that counts."""
        found = _whole(self.state.get("intensity"))
        return found if isinstance(found, int) else 0

    @property
    def all(self) -> tuple[Node, ...]:
        """Everything that is asked."""
        return (*self.layout, *self.head)

    def written(self) -> typed.Written:
        """Return what was typed as an entry."""
        found = typed.written(self.all, self.state)
        if self.type == "decision/1":
            found.entry = completed(found.entry, self.form_fields)
        return found

    def draft(self, uid: str = "") -> QuestionDraft:
        """Return what was typed as a question of the bank; it may be unsound."""
        entry = dict(self.written().entry)
        texts = entry.pop("texts", {})
        own = {name: entry.pop(name, None) for name in _HEAD}
        return QuestionDraft(
            uid=uid or self.uid or "new",
            type=self.type,
            definition=entry,
            marks=_whole(own["marks"]),
            difficulty=_whole(own["difficulty"]),
            intensity=_whole(own["intensity"]),
            tags=tuple(own["tags"] or ()),
            covers=tuple(own["covers"] or ()),
            texts={self.course.source_language: QuestionWords(texts, is_ready=self.is_ready)},
        )

    def faults(self) -> list[tuple[Sequence[str | int], str]]:
        """Return all that the type finds wrong, at once."""
        draft = self.draft()
        texts = draft.texts[self.course.source_language].texts
        try:
            found = self.kind.from_entry({**draft.definition, "texts": texts})
        except FaultsFound as refused:
            return [(fault.path, fault.message) for fault in refused.faults]
        return [(fault.path, fault.message) for fault in self.kind.check(*found)]

    def note(self, faults: Sequence[tuple[Sequence[str | int], str]]) -> None:
        """Keep what is to be mended at its control; what has none is told on top."""
        found = self.written()
        for path, message in faults:
            control = found.control_at(path) if path else ""
            sentence = sentence_of(_KNOWN.get((tuple(path), message), message))
            held = self.notes.setdefault(control, []) if control else self.others
            if sentence not in held:
                held.append(sentence)

    def note_problems(self, tried: Tried) -> None:
        """Keep what the compiler found, at its control."""
        self.note([(_path(problem.key), problem.message) for problem in tried.problems])

    def shown(self) -> list[nodes.View]:
        """Return the fields of the question itself."""
        return nodes.shown(self.layout, self.state, self.notes, self.focus)

    def shown_head(self) -> list[nodes.View]:
        """Return the fields that every question has."""
        return nodes.shown(self.head, self.state, self.notes, self.focus)

    def mends(self) -> list[tuple[str, str, str]]:
        """Return what is to be mended: the control, what it is called, and the sentence."""
        names = nodes.labels([*self.shown(), *self.shown_head()])
        return [
            (control, names.get(control, ""), said)
            for control, sentences in self.notes.items()
            for said in sentences
        ]

    def act(self, what: str) -> None:
        """Do what a button asks to the rows; a new blank gets its place in the text."""
        self.focus = rows.changed(self.all, self.state, what)
        if what == "form" and self.type == "decision/1":
            self.focus = "e.post"
        if self.type == "cloze/1" and what.startswith("add:blanks:") and self.focus:
            key = self.state["blanks"][-1]["key"]
            if f"{{{{{key}}}}}" not in self.state["stem"]:
                self.state["stem"] = f"{self.state['stem']} {{{{{key}}}}}".lstrip()

    def suggested_uid(self) -> str:
        """Return a name made of the first words of what is asked."""
        words = self.state.get("stem") or self.state.get("post") or ""
        short = " ".join(str(words).replace("{", " ").replace("}", " ").split()[:6])
        return uid_from(short, fallback=self.kind.name)


def _whole(value: object) -> Any:
    is_number = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(value[:9]) if is_number and isinstance(value, str) else value


def _path(key: str) -> tuple[str, ...]:
    """The place of a problem within the question; its key begins with the uid."""
    return tuple(key.split(".")[1:])


def opened_editor(course: Course, found: QuestionForEdit, *, by: User, on: date) -> Editor:
    """Return the editor of a stored question."""
    question = found.question
    words = question.texts.get(found.source_language) or QuestionWords({})
    entry = {
        **question.definition,
        "marks": question.marks,
        "difficulty": question.difficulty,
        "intensity": question.intensity,
        "tags": list(question.tags),
        "covers": list(question.covers),
        "texts": words.texts,
    }
    editor = _editor(course, question.type, question.uid, found.digest, entry, by=by, on=on)
    editor.state = typed.opened(editor.all, entry, {})
    return replace(editor, is_ready=words.is_ready)


def new_editor(course: Course, key: str, *, by: User, on: date) -> Editor:
    """Return the editor of a question that is not there yet."""
    editor = _editor(course, key, "", "", {}, by=by, on=on)
    editor.state = rows.fresh_state(editor.all)
    return editor


def sent_editor(
    course: Course, key: str, uid: str, base: str, data: Data, *, by: User, on: date
) -> Editor:
    """Return the editor as a form sent it."""
    entry = {
        "form": (data.get("e.form") or [""])[0],
        "seat": (data.get("e.seat") or [""])[0],
        "clauses": [data[name][0] for name in data if name.startswith("e.clauses.")
                    and name.endswith(".value")],
    }  # fmt: skip
    editor = _editor(course, key, uid, base, entry, by=by, on=on)
    editor.state = typed.read_state(editor.all, data, typed.PREFIX)
    return replace(editor, is_ready=bool(data.get("ready")))


def _editor(
    course: Course, key: str, uid: str, base: str, entry: dict[str, Any], *, by: User, on: date
) -> Editor:
    fields: list[dict[str, Any]] = []
    if key == "decision/1":
        layout, fields = _decision(course, entry, by=by)
    else:
        layout = LAYOUTS[key]
    common = head(clauses=CLAUSES)
    return Editor(course, key, uid, layout, common, {}, base, is_ready=True, form_fields=fields)


def _decision(
    course: Course, entry: dict[str, Any], *, by: User
) -> tuple[tuple[Node, ...], list[dict[str, Any]]]:
    slug, seat = str(entry.get("form") or ""), str(entry.get("seat") or "")
    forms: Choices = tuple(forms_for(by, course.source_language))
    form = form_told(by, slug, course.source_language) if slug else None
    clauses = tuple(str(one) for one in entry.get("clauses") or ())
    layout = decision_layout(forms, form, seat, clauses=clauses)
    fields = [
        one
        for one in (form["fields"] if form else ())
        if one["seats"] is None or seat in one["seats"]
    ]
    return layout, fields


@dataclass(frozen=True)
class Looked:
    """A question as a learner sees it, before and after."""

    answer: QuestionView | None
    feedback: QuestionView | None
    is_answered: bool
    problems: list[str]
    remarks: list[Remark]


def looked_at(editor: Editor, data: Data, *, on: date) -> Looked:
    """Return the learner's view of what was typed, through the compiler's own path.

    `data` may hold an answer that the author tries, under names that begin with `try.`.
    """
    tried = try_question(
        read_head(editor.course),
        editor.draft(),
        as_of=on,
        hidden=slugs_kept_from(editor.course.owner),
    )
    editor.note_problems(tried)
    told = [*editor.others, *(f"{name}: {said}" for _control, name, said in editor.mends())]
    remarks = _remarks(editor, on=on)
    if tried.body is None:
        return Looked(None, None, is_answered=False, problems=told, remarks=remarks)
    kind = editor.kind
    definition = kind.parse_definition(tried.body["definition"])
    texts = kind.parse_texts(tried.body["texts"], compiled=True)
    raw = kind.read_form(definition, data, TRY)
    refused = None
    answer: Any = None
    try:
        answer = kind.parse_answer(definition, raw)
    except AnswerRefused as error:
        refused = error
    shown = kind.shown(definition, texts, None)
    return Looked(
        answer=kind.answer_context(shown, answer or raw, prefix=TRY, refused=refused),
        feedback=kind.feedback(definition, texts, answer),
        is_answered=kind.is_answered(answer),
        problems=told,
        remarks=remarks,
    )


def _remarks(editor: Editor, *, on: date) -> list[Remark]:
    """What the rules find in the words, each with the control that holds them."""
    written, language = editor.written(), editor.course.source_language
    try:
        texts = editor.kind.parse_texts(dict(written.entry.get("texts") or {}))
    except FaultsFound:
        return []  # said by who reads the question to compile it
    remarks = remarks_on(
        editor.kind.markdown_fields(texts), course=editor.course, language=language, today=on
    )
    named = nodes.labels([*editor.shown(), *editor.shown_head()])
    found = []
    for path, one in remarks:
        control = written.control_at(("texts", *path))
        place = f"{named[control]}: " if control in named else ""
        found.append(replace(one, sentence=place + one.sentence, field=control))
    return found


def clause_choices(user: User, language: str, *, on: date) -> list[tuple[str, str]]:
    """Return the clauses that the person may read, for the list beside a field."""
    return clauses_for(user, language, on=on)
