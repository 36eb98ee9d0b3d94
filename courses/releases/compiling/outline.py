"""What can be said of a draft without its texts: outline, order, draws, time limits. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from content.intensity import is_intense
from courses.catalogue.drafts import CourseDraft, LessonDraft, QuestionDraft
from courses.catalogue.lesson_settings import (
    SETTINGS,
    AnsweredSettings,
    Draw,
    ExerciseSettings,
    LessonSettings,
    QuizSettings,
)
from courses.releases.compiling.report import Report
from courses.releases.compiling.rules_of_attempts import (
    clauses_of,
    rule_problems,
    without_version,
)
from courses.releases.places import Places

VARIANT_KINDS = frozenset({"reading", "case"})


@dataclass(frozen=True)
class PlacedLesson:
    """A lesson where it stands, with its typed settings and the questions it can ask."""

    draft: LessonDraft
    settings: LessonSettings
    slot_uid: str
    draws: tuple[Mapping[str, object], ...] = ()
    questions: tuple[str, ...] = ()


@dataclass
class Outline:
    """The lessons that stand in the outline, by uid, in its order."""

    lessons: dict[str, PlacedLesson] = field(default_factory=dict)

    @property
    def questions(self) -> list[str]:
        """Every question that any lesson can ask, each once."""
        return list(dict.fromkeys(uid for one in self.lessons.values() for uid in one.questions))


def read_outline(draft: CourseDraft, places: Places, report: Report) -> Outline:
    """Return the placed lessons; everything wrong with the outline is in the report."""
    outline = Outline()
    lessons = {lesson.uid: lesson for lesson in draft.lessons}
    questions = {question.uid: question for question in draft.questions}
    pools = frozenset(pool.uid for pool in draft.pools)
    if not draft.slots:
        report.add(places.course("modules").problem("the outline holds no lesson"))
    for m, module in enumerate(draft.modules):
        if draft.slots and not module.slots:
            message = f"the module “{module.uid}” holds no lesson"
            report.add(places.course("modules", m).problem(message, "warning"))
        for s, slot in enumerate(module.slots):
            path = ("modules", m, "slots", s)
            if not slot.lessons:
                report.add(places.course(*path).problem(f"the slot “{slot.uid}” holds no lesson"))
            for uid in slot.lessons:
                if uid not in lessons:
                    report.add(places.course(*path).problem(f"there is no lesson “{uid}”"))
                elif uid in outline.lessons:
                    place = places.course(*path)
                    report.add(place.problem(f"the lesson “{uid}” stands in two slots"))
                else:
                    placed = _placed(
                        lessons[uid],
                        slot.uid,
                        _Asker(lessons[uid], questions, pools, places, report),
                    )
                    if placed:
                        outline.lessons[uid] = placed
            _check_variants(draft, path, slot.lessons, lessons, places, report)
    _check_order(draft, places, report)
    for uid in sorted(lessons.keys() - {uid for slot in draft.slots for uid in slot.lessons}):
        place = places.lesson(uid)
        report.add(place.problem("stands in no slot and enters no release", "warning"))
    return outline


def _placed(lesson: LessonDraft, slot_uid: str, asker: _Asker) -> PlacedLesson | None:
    places, report = asker.places, asker.report
    try:
        settings = SETTINGS[lesson.kind].model_validate(dict(lesson.settings))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            message = one["msg"].removeprefix("Value error, ")
            report.add(places.lesson(lesson.uid, *one["loc"]).problem(message))
        return None
    draws: list[Mapping[str, object]] = []
    if isinstance(settings, QuizSettings):
        draws = [asker.draw(place, draw) for place, draw in enumerate(settings.draw)]
        asker.check_draws(draws)
        asker.check_clock(settings.time_limit_minutes, draws)
    elif isinstance(settings, ExerciseSettings):
        draws = [{"fixed": asker.known(settings.questions, "questions")}]
        asker.check_forms(settings)
    asker.check_intensity(draws)
    if isinstance(settings, AnsweredSettings):
        for key, message in rule_problems(lesson, settings, draws, asker.questions):
            report.add(places.lesson(lesson.uid, key).problem(message))
    asked = dict.fromkeys(uid for draw in draws for uid in _pool(draw))
    return PlacedLesson(lesson, settings, slot_uid, tuple(draws), tuple(asked))


def _pool(draw: Mapping[str, object]) -> list[str]:
    found = draw.get("fixed") or draw.get("of") or []
    assert isinstance(found, list)  # noqa: S101 -- made below
    return found


def is_like(question: QuestionDraft, draw: Draw) -> bool:
    """Return whether a question is one that a draw by pool, tag, clause or difficulty can take."""
    return (
        not question.is_retired
        and (draw.pool is None or draw.pool in question.pools)
        and (draw.tag is None or draw.tag in question.tags)
        and (draw.clause is None or without_version(draw.clause) in clauses_of(question))
        and (draw.difficulty is None or draw.difficulty == question.difficulty)
    )


def _told(draw: Draw) -> str:
    wanted = {
        f"stands in the pool “{draw.pool}”": draw.pool,
        f"has the tag “{draw.tag}”": draw.tag,
        f"covers “{draw.clause}”": draw.clause,
        f"is of difficulty {draw.difficulty}": draw.difficulty,
    }
    return " and ".join(words for words, value in wanted.items() if value is not None)


@dataclass
class _Asker:
    """Resolves what a lesson asks, and says what is wrong with it."""

    lesson: LessonDraft
    questions: Mapping[str, QuestionDraft]
    pools: frozenset[str]
    places: Places
    report: Report

    def known(self, uids: Iterable[str], *path: str | int) -> list[str]:
        """Return the uids that can be asked; the others are problems."""
        found = []
        for place, uid in enumerate(uids):
            question = self.questions.get(uid)
            if question is None:
                self._add(f"there is no question “{uid}”", *path, place)
            elif question.is_retired:
                self._add(f"the question “{uid}” is retired", *path, place)
            elif uid in found:
                self._add(f"names “{uid}” twice", *path, place)
            else:
                found.append(uid)
        return found

    def draw(self, place: int, draw: Draw) -> dict[str, object]:
        """Return the draw with its questions named."""
        if draw.is_by_likeness:
            pool = [uid for uid, question in self.questions.items() if is_like(question, draw)]
            if draw.pool is not None and draw.pool not in self.pools:
                self._add(f"there is no pool “{draw.pool}”", "draw", place, "pool")
            elif not pool:
                self._add(f"no question {_told(draw)}", "draw", place)
            return {"take": draw.take, "of": pool}
        pool = self.known(draw.questions or [], "draw", place, "questions")
        if draw.take is None:
            return {"fixed": pool}
        return {"take": draw.take, "of": pool}

    def check_draws(self, draws: list[Mapping[str, object]]) -> None:
        """Every draw can be filled whatever the draws before it took."""
        for place, draw in enumerate(draws):
            pool = set(_pool(draw))
            if "fixed" in draw:
                continue
            taken = 0
            for earlier in draws[:place]:
                common = len(pool & set(_pool(earlier)))
                take = earlier.get("take", common)
                taken += min(common, take if isinstance(take, int) else 0)
            left, wanted = len(pool) - taken, draw["take"]
            if isinstance(wanted, int) and left < wanted:
                self._add(
                    f"takes {wanted} questions where at least {max(left, 0)} are left",
                    "draw",
                    place,
                )

    def check_clock(self, minutes: int | None, draws: list[Mapping[str, object]]) -> None:
        """Nothing intense is timed."""
        if minutes is None:
            return
        if is_intense(self.lesson.intensity):
            self._add("an intense lesson is never timed", "time_limit_minutes")
        if intense := self._intense(draws):
            named = ", ".join(intense)
            self._add(
                f"asks intense questions, which are never timed: {named}", "time_limit_minutes"
            )

    def check_intensity(self, draws: list[Mapping[str, object]]) -> None:
        """A lesson that can ask something intense says so: it is told first, and approved."""
        intense = [] if is_intense(self.lesson.intensity) else self._intense(draws)
        if intense:
            named = ", ".join(intense)
            self._add(f"is too low for the intense questions that it asks: {named}", "intensity")

    def _intense(self, draws: list[Mapping[str, object]]) -> list[str]:
        asked = dict.fromkeys(uid for draw in draws for uid in _pool(draw))
        return [uid for uid in asked if is_intense(self.questions[uid].intensity)]

    def check_forms(self, settings: ExerciseSettings) -> None:
        """The decision items of an exercise are on its form, told by its seat."""
        for place, uid in enumerate(settings.questions):
            question = self.questions.get(uid)
            if question is None:
                continue
            if not question.type.startswith("decision/"):
                self._add(f"“{uid}” is not a decision item", "questions", place)
            elif question.definition.get("form") != settings.form:
                self._add(f"“{uid}” is on another form", "questions", place)
            elif question.definition.get("seat") != settings.seat:
                self._add(f"“{uid}” is told by another seat", "questions", place)

    def _add(self, message: str, *path: str | int) -> None:
        self.report.add(self.places.lesson(self.lesson.uid, *path).problem(message))


def _check_variants(
    draft: CourseDraft,
    path: tuple[str | int, ...],
    uids: tuple[str, ...],
    lessons: Mapping[str, LessonDraft],
    places: Places,
    report: Report,
) -> None:
    if len(uids) < 2:
        return
    known = [lessons[uid] for uid in uids if uid in lessons]
    for lesson in known:
        if lesson.kind not in VARIANT_KINDS:
            place = places.course(*path, "variants")
            report.add(place.problem(f"“{lesson.uid}” is answered, so it cannot be a variant"))
    for lesson in known[1:]:
        if set(lesson.covers) != set(known[0].covers):
            place = places.lesson(lesson.uid, "covers")
            report.add(place.problem(f"must cover the same clauses as “{known[0].uid}”"))


def _check_order(draft: CourseDraft, places: Places, report: Report) -> None:
    after = {slot.uid: slot.after for slot in draft.slots}
    for m, module in enumerate(draft.modules):
        for s, slot in enumerate(module.slots):
            place = places.course("modules", m, "slots", s, "after")
            for uid in slot.after:
                if uid not in after:
                    report.add(place.problem(f"there is no slot “{uid}”"))
            if circle := circle_from(slot.uid, after):
                report.add(place.problem(f"goes round in a circle: {' → '.join(circle)}"))
    for kind, uids in (
        ("module", [module.uid for module in draft.modules]),
        ("slot", [slot.uid for slot in draft.slots]),
    ):
        for uid, count in Counter(uids).items():
            if count > 1:
                report.add(places.course("modules").problem(f"the {kind} uid “{uid}” stands twice"))


def circle_from(start: str, edges: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a way from `start` back to itself, or nothing. Any depth, each node once."""
    came: dict[str, str] = {}
    waiting = [(start, uid) for uid in edges.get(start, ())]
    while waiting:
        source, uid = waiting.pop()
        if uid == start:
            way = [uid, source]
            while way[-1] != start:
                way.append(came[way[-1]])
            return way[::-1]
        if uid not in came:
            came[uid] = source
            waiting.extend((uid, further) for further in edges.get(uid, ()))
    return []
