"""What a newer release means for the people of older ones, place by place, before anybody acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.texts import pick
from courses.catalogue.models import Course
from courses.insight.few import are_enough
from courses.releases.manifest import Manifest
from courses.releases.models import Candidate, Release
from courses.releases.selectors import manifest, manifests
from courses.rollout.previewing import MovePreview, preview_move
from courses.workshop.selectors import Taking, taking

MOST_RELEASES = 30

type Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class PlaceLine:
    """One place of the newer release: what becomes of it, and for how many.

    `kept` and `again` are empty where too few people are met. `choices` are what may be declared
    equivalent to it, empty where it says the same; `lesson_uid` is the lesson whose words can be
    compared, empty where none can.
    """

    uid: str
    title: str
    words: str
    kept: int | None
    again: int | None
    choices: Choices
    is_the_same: bool = False
    lesson_uid: str = ""

    @property
    def field(self) -> str:
        """The name of the field in which an equivalent is declared."""
        return f"same-{self.uid}"


@dataclass(frozen=True)
class PeoplePage:
    """Who stands where, and what a move would do, in numbers and words.

    `was` and `number` are the releases that are compared; a candidate has no number.
    """

    course: Course
    was: int | None
    number: int | None
    taking: list[Taking]
    in_progress: int
    finished: int
    movers: int
    waiting: int | None
    no_language: int | None
    places: list[PlaceLine]
    dropped: list[str]
    regradable: Choices

    @property
    def is_counted(self) -> bool:
        """Whether enough people are met for numbers place by place."""
        return are_enough(self.movers)

    @property
    def are_all_the_same(self) -> bool:
        """Whether nothing has to be done again or is new."""
        return not self.dropped and all(place.is_the_same for place in self.places)


def older_releases(course: Course, *, than: int | None) -> list[Release]:
    """Return the releases before a number, the newest first; all of them without a number."""
    rows = Release.objects.filter(course=course).order_by("-number")
    if than is not None:
        rows = rows.filter(number__lt=than)
    return list(rows[:MOST_RELEASES])


def people_page(
    course: Course,
    new: Release | Candidate,
    releases: Sequence[Release],
    *,
    equivalents: Mapping[str, str],
    language: str,
) -> PeoplePage:
    """Return the page of a target and the releases whose people are meant, in few queries."""
    outline = manifest(new)
    met = {release.number for release in releases}
    rows = [row for row in taking(course) if row.number in met]
    standing = {row.number for row in rows}
    # Where nobody stands anywhere, it is told against the newest of them.
    shown = [one for one in releases if one.number in standing] or list(releases[:1])
    preview = preview_move(course, outline, shown, equivalents)
    is_counted = are_enough(preview.people)
    return PeoplePage(
        course=course,
        was=shown[0].number if shown else None,
        number=new.number if isinstance(new, Release) else None,
        taking=rows,
        in_progress=sum(row.in_progress for row in rows),
        finished=sum(row.passed for row in rows),
        movers=preview.people,
        waiting=preview.waiting if is_counted else None,
        no_language=preview.no_language if is_counted else None,
        places=_places(outline, preview, shown, equivalents, language),
        dropped=_titles(preview.dropped, shown, language),
        regradable=_regradable(shown[0] if shown else None, outline, language),
    )


def _places(
    outline: Manifest,
    preview: MovePreview,
    releases: Sequence[Release],
    equivalents: Mapping[str, str],
    language: str,
) -> list[PlaceLine]:
    is_counted = are_enough(preview.people)
    dropped = list(zip(preview.dropped, _titles(preview.dropped, releases, language), strict=True))
    return [
        PlaceLine(
            uid=slot.uid,
            title=pick(outline.slot(slot.uid).titles, language, outline.languages),
            words=_what_becomes(slot.kinds, is_declared=slot.uid in equivalents),
            kept=slot.kept if is_counted else None,
            again=slot.again if is_counted else None,
            choices=_choices(slot.uid, slot.kinds, dropped),
            is_the_same=slot.kinds == {"same"},
            lesson_uid=outline.slot(slot.uid).variants[0].uid if "changed" in slot.kinds else "",
        )
        for slot in preview.slots
    ]


def _what_becomes(kinds: frozenset[str], *, is_declared: bool) -> str:
    if kinds == {"same"}:
        return _("says the same")
    if is_declared:
        return _("declared equivalent")
    if kinds == {"new"}:
        return _("new")
    return _("has changed") if len(kinds) == 1 else _("is another for some of them")


def _choices(uid: str, kinds: frozenset[str], dropped: Choices) -> Choices:
    """What may be declared equivalent: what stood here before, or what is gone."""
    if kinds == {"same"}:
        return []
    found = [("", _("to be done") if kinds == {"new"} else _("to be done again"))]
    if kinds != {"new"}:
        found.append((uid, _("counts as done by whoever had done it")))
    for old, title in dropped:
        said = _("counts as done by whoever had done “%(title)s”") % {"title": title}
        found.append((old, said))
    return found if len(found) > 1 else []


def _titles(uids: Sequence[str], releases: Sequence[Release], language: str) -> list[str]:
    """Return the titles of slots that are in some of these releases."""
    outlines = list(manifests(releases).values())
    named = {
        slot.uid: pick(slot.titles, language, one.languages)
        for one in outlines
        for slot in one.slots
    }
    return [named.get(uid, uid) for uid in uids]


def _regradable(older: Release | None, outline: Manifest, language: str) -> Choices:
    """Return the lessons that are answered and of which something is another than it was."""
    if older is None or older.redacted_at is not None:
        return []
    before = manifest(older).lessons
    return [
        (lesson.uid, pick(lesson.titles, language, outline.languages))
        for lesson in outline.lessons.values()
        if lesson.settings is not None
        and lesson.uid in before
        and before[lesson.uid].parts != lesson.parts
    ]
