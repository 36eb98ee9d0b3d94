"""What an attempt is worth: from its answers and the keys to marks, without writing anything.

The first grading judges every question by the keys of the attempt's release. A later one judges
some questions anew, under a rule and perhaps another release, and keeps what the others had. So
the current marks can always be worked out again from the answers and the gradings there were.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from courses.assessment import behaviours, paper, results
from courses.assessment.marking import final_levels
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.tries import checked_answers
from courses.questions.errors import AnswerRefused
from courses.questions.marks import FULL, Graded, quanta_of
from courses.releases.models import Release

# The code that a question type gives a criterion which nobody has marked.
UNMARKED = "unmarked"
FULFILLED = frozenset({"right", "also_accepted"})

Policy = Grading.Policy
# The policies that judge anew by a rule; the others judge again what has changed.
RULES = frozenset({Policy.FULL_CREDIT, Policy.BEST_OF_BOTH, Policy.NEW_KEY})


@dataclass(frozen=True)
class Evidence:
    """All that a person left in an attempt: answers, answers checked on the way, final levels."""

    answers: Mapping[str, Any]
    checked: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Worth:
    """What one answer is worth in quanta, with the codes of its parts."""

    quanta: int
    outcomes: dict[str, str]


@dataclass(frozen=True)
class Weighed:
    """What a grading would say."""

    marks: dict[str, int]
    possible: dict[str, int]
    outcomes: dict[str, dict[str, str]]
    kept_out: list[str]
    regraded: list[str] | None
    missed: list[str]
    total: int
    total_possible: int
    is_passed: bool | None
    awaits: str
    decided: str


def evidence_of(attempt: Attempt, drawn: Sequence[paper.DrawnQuestion]) -> Evidence:
    """Return what the attempt holds: one query, and one each for tries and for markings."""
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    rows = Response.objects.filter(attempt=attempt).values_list("question_uid", "answer")
    checked: defaultdict[str, list[Any]] = defaultdict(list)
    if behaviour.counts_tries:
        for uid, answer in checked_answers(attempt):
            checked[uid].append(answer)
    is_marked = any(question.type.is_marked_by_person for question in drawn)
    return Evidence(dict(rows), checked, final_levels(attempt) if is_marked else {})


def weigh(
    *,
    attempt: Attempt,
    policy: str,
    release: Release | None = None,
    questions: Collection[str] | None = None,
    decided: str | None = None,
    evidence: Evidence | None = None,
) -> Weighed:
    """Return what a grading under this policy would say; nothing is written.

    `questions` are judged anew (None: all that the policy is about), every other keeps what the
    current grading gives. Possible marks are always those of the attempt's own release. An answer
    that the other release's key cannot read keeps its marks.
    """
    drawn = paper.drawn_questions(attempt, "")
    scale = Scale(attempt, evidence or evidence_of(attempt, drawn))
    current = attempt.current_grading
    touched = _touched(drawn, policy, questions)
    found = {} if current is None else _standing(current)
    history = _history(attempt, policy, current)
    for question in drawn:
        if current is not None and question.uid not in touched:
            continue
        if policy in RULES and current is not None:
            before = found.get(question.uid) or scale.own(question)
            found[question.uid] = scale.under(question, policy, release, before)
        else:
            found[question.uid] = scale.again(question, history)
    before_decided = decided or (current.decided if current else "")
    regraded = None if current is None else [one.uid for one in drawn if one.uid in touched]
    return _summed(scale, drawn, found, regraded, before_decided)


def reckoned(attempt: Attempt, history: Sequence[Grading], evidence: Evidence) -> Weighed:
    """Return what the current grading has to say, worked out again from the first one on."""
    drawn = paper.drawn_questions(attempt, "")
    scale = Scale(attempt, evidence)
    found = {question.uid: scale.again(question, history) for question in drawn}
    last = history[-1] if history else None
    return _summed(scale, drawn, found, None, last.decided if last else "")


def _touched(
    drawn: Sequence[paper.DrawnQuestion], policy: str, questions: Collection[str] | None
) -> frozenset[str]:
    if policy == Policy.CONFIRMED:
        return frozenset()
    if questions is not None:
        return frozenset(questions)
    if policy == Policy.MARKED:
        return frozenset(one.uid for one in drawn if one.type.is_marked_by_person)
    return frozenset(one.uid for one in drawn)


def _standing(current: Grading) -> dict[str, Worth]:
    return {
        uid: Worth(quanta, dict(current.outcomes.get(uid, {})))
        for uid, quanta in current.marks.items()
    }


def _history(attempt: Attempt, policy: str, current: Grading | None) -> list[Grading]:
    """Return the gradings to go through again; none where the policy is a rule of its own."""
    if current is None or policy in RULES:
        return []
    return list(attempt.gradings.select_related("release").order_by("number"))


@dataclass(frozen=True)
class Scale:
    """Judges the questions of one attempt."""

    attempt: Attempt
    evidence: Evidence

    @property
    def behaviour(self) -> behaviours.Behaviour:
        """The rules of the attempt's lesson."""
        return paper.behaviour_of(paper.lesson_of(self.attempt))

    def own(self, question: paper.DrawnQuestion) -> Worth:
        """Return what an answer is worth by the key of the attempt's own release."""
        return self._by_key(question, question, self.evidence.answers.get(question.uid))

    def again(self, question: paper.DrawnQuestion, history: Sequence[Grading]) -> Worth:
        """Return what an answer is worth after every rule that was applied to its question."""
        worth = self.own(question)
        for grading in history:
            is_touched = grading.regraded is None or question.uid in grading.regraded
            if grading.policy in RULES and is_touched:
                worth = self.under(question, grading.policy, grading.release, worth)
        return worth

    def under(
        self, question: paper.DrawnQuestion, policy: str, release: Release | None, before: Worth
    ) -> Worth:
        """Return what an answer that was worth `before` is worth under a rule."""
        if policy == Policy.FULL_CREDIT:
            codes = dict.fromkeys(before.outcomes, "full_credit")
            return Worth(question.marks * FULL, codes)
        newly = self._newly(question, release)
        if newly is None or (policy == Policy.BEST_OF_BOTH and newly.quanta < before.quanta):
            return before
        return newly

    def _newly(self, question: paper.DrawnQuestion, release: Release | None) -> Worth | None:
        if release is None or release.pk == self.attempt.release_id:
            return self.own(question)
        other = paper.question_in(release, self.attempt.lesson_uid, question)
        if other is None or other.type.key != question.type.key:
            return None
        answer = self.evidence.answers.get(question.uid)
        try:
            read = None if answer is None else other.type.parse_answer(other.definition, answer)
        except AnswerRefused:
            return None
        return self._by_key(question, other, read)

    def _by_key(
        self, question: paper.DrawnQuestion, key: paper.DrawnQuestion, answer: Any
    ) -> Worth:
        graded = self._graded(key, answer)
        share = graded.share
        if self.behaviour.penalty:
            wrong = results.wrong_tries(answer, self._checked(key, question.uid))
            share = results.after_tries(share, penalty=self.behaviour.penalty, wrong=wrong)
        return Worth(quanta_of(share, marks=question.marks), dict(graded.outcomes))

    def _graded(self, key: paper.DrawnQuestion, answer: Any) -> Graded:
        levels = self.evidence.levels.get(key.uid)
        if levels and key.type.awaits_marking(key.definition, answer):
            return key.type.grade_marked(key.definition, levels)
        return key.type.grade(key.definition, answer)

    def _checked(self, key: paper.DrawnQuestion, uid: str) -> list[tuple[Any, bool]]:
        found = []
        for answer in self.evidence.checked.get(uid, ()):
            try:
                read = key.type.parse_answer(key.definition, answer)
            except AnswerRefused:
                continue
            if not key.type.awaits_marking(key.definition, read):
                found.append((answer, key.type.grade(key.definition, read).is_full))
        return found


def _summed(
    scale: Scale,
    drawn: Sequence[paper.DrawnQuestion],
    found: Mapping[str, Worth],
    regraded: list[str] | None,
    decided: str,
) -> Weighed:
    kept_out = [one.uid for one in drawn if not one.type.counts_toward_pass(one.definition)]
    possible = {one.uid: one.marks * FULL for one in drawn}
    marks = {one.uid: found[one.uid].quanta for one in drawn}
    counting = [one.uid for one in drawn if one.uid not in kept_out]
    total, most = sum(marks[uid] for uid in counting), sum(possible[uid] for uid in counting)
    passed = behaviours.is_passed(scale.behaviour, total=total, possible=most)
    missed = list(_missed(scale.behaviour, drawn, found, kept_out))
    waits_for_marks = any(UNMARKED in worth.outcomes.values() for worth in found.values())
    awaits = ""
    if waits_for_marks:
        passed, awaits = None, Grading.Awaits.MARKING.value
    elif passed and missed and decided:
        passed = decided == Grading.Decided.LET_PASS
    elif passed and missed:
        passed, awaits = None, Grading.Awaits.CONFIRMATION.value
    return Weighed(
        marks=marks,
        possible=possible,
        outcomes={one.uid: found[one.uid].outcomes for one in drawn},
        kept_out=kept_out,
        regraded=regraded,
        missed=missed,
        total=total,
        total_possible=most,
        is_passed=passed,
        awaits=awaits,
        decided=decided if missed else "",
    )


def _missed(
    behaviour: behaviours.Behaviour,
    drawn: Sequence[paper.DrawnQuestion],
    found: Mapping[str, Worth],
    kept_out: Collection[str],
) -> tuple[str, ...]:
    if not behaviour.must:
        return ()
    earned: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for question in drawn:
        if question.uid in kept_out:
            continue
        most, worth = question.marks * FULL, found[question.uid]
        for key in behaviour.must:
            share = _share_of(key, question, worth)
            if share is not None:
                earned[key].append((quanta_of(share, marks=question.marks), most))
    return results.missed(behaviour, earned)


def _share_of(key: str, question: paper.DrawnQuestion, worth: Worth) -> Fraction | None:
    """Return how much of a clause or duty an answer fulfils; None where it asks nothing of it."""
    if "/" in key:
        covered = {clause.partition("@")[0] for clause in question.part.get("covers", ())}
        return Fraction(worth.quanta, question.marks * FULL) if key in covered else None
    if key not in question.part["definition"].get("fields", {}) or question.type.name != "decision":
        return None
    code = worth.outcomes.get(key)
    is_full = worth.quanta == question.marks * FULL
    return Fraction(int(code in FULFILLED or code == "full_credit" or is_full))
