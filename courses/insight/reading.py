"""The table of marks of one quiz, read from gradings in batches; nobody's log is looked through.

What was answered is told by the outcomes of the gradings too: they name each option, part or
field with what became of it. Responses are read where that says too little: for what was chosen
in the parts of an answer, and for certainty where a lesson asks for it.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched, repeat
from typing import Any

from django.db.models import F, StringAgg, TextField, Value
from django.db.models.functions import Cast, Concat

from courses.assessment.models import Attempt, ContextOpening, Grading, Response, Step
from courses.catalogue.lesson_settings import ASKS_CERTAINTY
from courses.enrolment.models import Enrolment
from courses.insight.asked import Asked
from courses.insight.gathering import Columns, Outcome
from courses.insight.statistics import Table

BATCH = 2_000
SURE = 3
# An answer that is longer holds words of a person, and is hardly given twice.
SHORT = 300
# Between question and answer, and between answers: a JSON text holds neither, it escapes them.
_UNIT, _RECORD = "\x1f", "\x1e"

type Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Sure:
    """An answer with a certainty: its row and question, whether it was given with the highest one.

    `is_right` is empty where the marks tell it; an answer that was checked and changed afterwards
    is told as it was when it was checked.
    """

    row: int
    uid: str
    is_sure: bool
    is_right: bool | None = None


@dataclass
class Noted:
    """Things that were noted of attempts at one question, each by its row and a number."""

    rows: "array[int]" = field(default_factory=lambda: array("L"))
    numbers: "array[int]" = field(default_factory=lambda: array("L"))

    def extend(self, rows: Sequence[int], number: int) -> None:
        """Note the same of several attempts."""
        self.rows.extend(rows)
        self.numbers.extend(repeat(number, len(rows)))


@dataclass
class Reading:
    """What the gradings of one quiz say: the table, and beside it what belongs to each row.

    `outcomes` are the different things that were answered, by the numbers in the columns.
    `shown` counts for each question the people who have been shown it. `chosen` tells by question
    what was chosen in the parts of an answer (a number names an entry of `choices`), `opened`
    which context was opened (a number names an entry of `contexts`).
    """

    table: Table
    people: Sequence[int]
    languages: Sequence[str]
    outcomes: Sequence[Outcome]
    shown: Counter[str]
    sure: Sequence[Sure]
    release_id: int | None
    choices: Sequence[Outcome] = ()
    chosen: Mapping[str, Noted] = field(default_factory=dict)
    contexts: Sequence[str] = ()
    opened: Mapping[str, Noted] = field(default_factory=dict)


def newest_release(course_id: int, slot_uid: str) -> int | None:
    """Return the newest release that a graded attempt at a slot was started on."""
    rows = Attempt.objects.filter(enrolment__course_id=course_id, slot_uid=slot_uid)
    found = rows.filter(current_grading__isnull=False).order_by("-release_id")
    return found.values_list("release_id", flat=True).first()


def read_quiz(
    course_id: int, slot_uid: str, *, told: Told, questions: Mapping[str, Asked] | None = None
) -> Reading:
    """Return the marks of every graded attempt at a slot, each person's in their order.

    An attempt that still waits for a person's marks is left out. `told` hears how many
    enrolments of the course were looked at, after each batch. `questions` tell what can be chosen
    and opened, and judge an answer that was checked.
    """
    enrolments = list(
        Enrolment.objects.filter(course_id=course_id, release__isnull=False)
        .order_by("pk")
        .values_list("pk", "user_id", "language")
    )
    reader = _Reader(questions or {})
    done = 0
    for batch in batched(enrolments, BATCH, strict=False):
        known = {pk: (user_id, language) for pk, user_id, language in batch}
        # Between two ids, as a list of thousands of them costs more than reading their rows.
        attempts = Attempt.objects.filter(
            enrolment__course_id=course_id,
            enrolment_id__gte=batch[0][0],
            enrolment_id__lte=batch[-1][0],
            slot_uid=slot_uid,
        )
        reader.take_graded(_graded(attempts), known)
        reader.take_open(attempts.open().values_list("enrolment_id", "drawn"), known)
        done += len(batch)
        told(done, len(enrolments))
    return reader.read()


def _graded(attempts: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the graded attempts with their JSON as text: most of it repeats and is read once."""
    rows = (
        attempts.filter(current_grading__isnull=False)
        .exclude(current_grading__awaits=Grading.Awaits.MARKING)
        .annotate(
            marks_text=Cast("current_grading__marks", TextField()),
            possible_text=Cast("current_grading__possible", TextField()),
            outcomes_text=Cast("current_grading__outcomes", TextField()),
            kept_text=Cast("current_grading__kept_out", TextField()),
            total=F("current_grading__total"),
            total_possible=F("current_grading__total_possible"),
        )
        .order_by("enrolment_id", "number")
    )
    yield from rows.values_list(
        "pk",
        "enrolment_id",
        "release_id",
        "preset",
        "marks_text",
        "possible_text",
        "outcomes_text",
        "kept_text",
        "total",
        "total_possible",
    )


class _Reader:
    """Gathers what is read, row by row."""

    def __init__(self, questions: Mapping[str, Asked]) -> None:
        self._questions = questions
        self._columns = Columns()
        self._totals = array("l")
        self._possible = array("l")
        self._people = array("L")
        self._languages: list[str] = []
        self._kept_out: set[str] = set()
        self._shown: Counter[frozenset[str]] = Counter()
        self._seen_by: dict[int, frozenset[str]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._sure: list[Sure] = []
        self._release = 0
        self._choices = _Choices(questions)
        self._contexts: dict[str, int] = {}
        self._opened: defaultdict[str, Noted] = defaultdict(Noted)

    def take_graded(
        self, rows: Iterator[tuple[Any, ...]], known: dict[int, tuple[int, str]]
    ) -> None:
        """Add graded attempts; `known` tells person and language of each enrolment."""
        asked: dict[int, int] = {}
        places: dict[int, int] = {}
        before = len(self._people)
        take = self._columns.take
        for pk, enrolment_id, release_id, preset, marks, could, answered, kept, *sums in rows:
            # Who started since the enrolments were listed is read the next time.
            if enrolment_id not in known or not take(release_id, marks, could, answered):
                continue
            places[pk] = len(self._totals)
            if preset in ASKS_CERTAINTY:
                asked[pk] = places[pk]
            self._kept_out.add(kept)
            user_id, language = known[enrolment_id]
            self._totals.append(sums[0])
            self._possible.append(sums[1])
            self._people.append(user_id)
            self._languages.append(language)
            self._release = max(self._release, release_id)
        row = before
        for shown, count in self._columns.flush():
            for user_id in self._people[row : row + count]:
                self._note_shown(user_id, shown)
            row += count
        self._take_certainty(asked)
        self._choices.take(places)
        self._take_opened(places)

    def take_open(self, rows: Iterable[tuple[int, Any]], known: dict[int, tuple[int, str]]) -> None:
        """Count who is being shown what in attempts that are open."""
        for enrolment_id, drawn in rows:
            if enrolment_id not in known:
                continue
            shown = frozenset(entry["uid"] for entry in drawn)
            self._note_shown(known[enrolment_id][0], shown)

    def read(self) -> Reading:
        """Return what was gathered, the columns in the order of their uids."""
        shown: Counter[str] = Counter()
        for uids, often in self._shown.items():
            shown.update(dict.fromkeys(uids, often))
        outside = frozenset(uid for kept in self._kept_out for uid in json.loads(kept))
        return Reading(
            table=Table(self._totals, self._possible, self._columns.read(outside)),
            people=self._people,
            languages=self._languages,
            outcomes=self._columns.outcomes.known,
            shown=shown,
            sure=self._sure,
            release_id=self._release or None,
            choices=self._choices.known,
            chosen=self._choices.noted,
            contexts=list(self._contexts),
            opened=self._opened,
        )

    def _note_shown(self, user_id: int, shown: frozenset[str]) -> None:
        """Count each question once a person, however often it was shown to them."""
        before = self._seen_by.get(user_id)
        if before is None:
            # Most people were shown the same: the sets are kept, and counted, once.
            shown = self._sets.setdefault(shown, shown)
            self._shown[shown] += 1
            self._seen_by[user_id] = shown
        elif not shown <= before:
            self._shown[shown - before] += 1
            self._seen_by[user_id] = shown | before

    def _take_certainty(self, asked: dict[int, int]) -> None:
        if not asked:
            return
        checked = _first_checks(list(asked))
        rows = Response.objects.filter(attempt_id__in=list(asked), certainty__isnull=False)
        found = rows.order_by("pk").values_list("attempt_id", "question_uid", "certainty", "answer")
        for attempt_id, uid, certainty, answer in found:
            first = checked.get((attempt_id, uid), answer)
            is_right = None
            if first != answer:
                if uid not in self._questions:
                    continue
                is_right = self._questions[uid].is_right(first)
                if is_right is None:
                    continue
            is_sure = (certainty or 0) >= SURE
            self._sure.append(Sure(asked[attempt_id], uid, is_sure, is_right))

    def _take_opened(self, places: Mapping[int, int]) -> None:
        uids = [uid for uid, question in self._questions.items() if question.openable]
        if not uids or not places:
            return
        rows = ContextOpening.objects.filter(attempt_id__in=list(places), question_uid__in=uids)
        for attempt_id, uid, key in rows.values_list("attempt_id", "question_uid", "key"):
            number = self._contexts.setdefault(key, len(self._contexts))
            self._opened[uid].extend([places[attempt_id]], number)


class _Choices:
    """Reads what was chosen in the parts of answers, each different answer once."""

    def __init__(self, questions: Mapping[str, Asked]) -> None:
        self._questions = {uid: one for uid, one in questions.items() if one.choices}
        self._texts: dict[str, int] = {}
        self._numbers: dict[Outcome, int] = {}
        self.known: list[Outcome] = []
        self.noted: defaultdict[str, Noted] = defaultdict(Noted)

    def take(self, places: Mapping[int, int]) -> None:
        """Note what was chosen in attempts; `places` tells the row of each.

        The database hands over the answers of an attempt as one text, in the order of its index:
        putting equal answers together there means sorting all of them, which costs twice as much.
        Here each is looked up whole, with its question, and read once.
        """
        if not self._questions or not places:
            return
        as_text = TextField()
        rows = (
            Response.objects.filter(
                attempt_id__in=list(places),
                question_uid__in=list(self._questions),
                answer__isnull=False,
            )
            .values("attempt_id")
            .annotate(
                given=StringAgg(
                    Concat(
                        Cast("question_uid", as_text),
                        Value(_UNIT, as_text),
                        Cast("answer", as_text),
                    ),
                    Value(_RECORD),
                )
            )
            .values_list("attempt_id", "given")
        )
        given_in: defaultdict[str, list[int]] = defaultdict(list)
        for attempt_id, answers in rows:
            row = places[attempt_id]
            for given in answers.split(_RECORD):
                given_in[given].append(row)
        for given, found in given_in.items():
            number = self._texts.get(given)
            uid, _unit, text = given.partition(_UNIT)
            if number is None:
                number = self._number(uid, text)
            self.noted[uid].extend(found, number)

    def _number(self, uid: str, text: str) -> int:
        chosen = self._questions[uid].chosen(text)
        number = self._numbers.get(chosen)
        if number is None:
            number = self._numbers[chosen] = len(self.known)
            self.known.append(chosen)
        if len(text) <= SHORT:
            self._texts[uid + _UNIT + text] = number
        return number


def _first_checks(attempts: Collection[int]) -> dict[tuple[int, str], Any]:
    """Return what was checked first, by attempt and question, where a check came on the way."""
    steps = Step.objects.filter(
        attempt_id__in=attempts,
        is_check=True,
        is_late=False,
        is_superseded=False,
        answer__isnull=False,
    )
    found: dict[tuple[int, str], Any] = {}
    for attempt_id, uid, answer in steps.order_by("pk").values_list(
        "attempt_id", "question_uid", "answer"
    ):
        found.setdefault((attempt_id, uid), answer)
    return found
