"""What questions are called in lists of the judging desk: by the beginning of what they ask."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from content.texts import pick
from courses.releases.manifest import LessonEntry
from courses.releases.models import Release
from courses.releases.selectors import manifest, parts
from courses.workshop.pages.figures.labels import question_words

_SHORT = 90


def question_names(
    release: Release | None, language: str, *, only: Collection[str] | None = None
) -> dict[str, str]:
    """Return the names of a release's questions by uid, or of some of them.

    The uid stands after those that begin alike, and alone where the text is gone. Two queries for
    what the process has not read yet.
    """
    if release is None:
        return {}
    since = release.redacted_at
    asking = [lesson for lesson in manifest(release).lessons.values() if lesson.settings]
    digests: dict[str, str] = {}
    for body in parts([_digest(lesson, language) for lesson in asking], since=since).values():
        digests |= {uid: at for uid, at in body["questions"].items() if only is None or uid in only}
    bodies = parts(digests.values(), since=since)
    return _apart(
        {uid: question_words(bodies[at], uid, most=_SHORT) for uid, at in digests.items()}
    )


def lesson_name(release: Release | None, uid: str, language: str) -> str:
    """Return the title of a lesson; its uid where the release does not hold it."""
    if release is None:
        return uid
    outline = manifest(release)
    lesson = outline.lessons.get(uid)
    return pick(lesson.titles, language, outline.languages) if lesson else uid


def _digest(lesson: LessonEntry, language: str) -> str:
    return lesson.parts.get(language) or next(iter(lesson.parts.values()))


def _apart(names: Mapping[str, str]) -> dict[str, str]:
    alike: defaultdict[str, int] = defaultdict(int)
    for words in names.values():
        alike[words] += 1
    return {uid: words if alike[words] == 1 else f"{words} ({uid})" for uid, words in names.items()}
