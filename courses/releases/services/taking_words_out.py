"""Emptying titles and notes wherever the same words stand; within an approved redaction."""

import json
from datetime import datetime

from accounts.services import reword_notices
from core.canonical import canonical_bytes
from courses.catalogue.models import Course
from courses.releases.models import Candidate, PublishPlan, Redaction, Release
from courses.releases.redaction_of_words import NOTES, Words, hash_of, without_words, words_of
from courses.releases.signals import words_taken_out


def take_words_out(redaction: Redaction, *, at: datetime) -> None:
    """Empty what the redaction names beside parts; call it in the transaction that approves it."""
    course = redaction.release.course
    wanted = {(one["name"], one["sha256"]) for one in redaction.words}
    marked: list[int] = []
    titles: set[Words] = set()
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("release")
    for pk in Candidate.objects.filter(course=course).values_list("pk", flat=True):
        # One at a time: a manifest with its draft may be large, and there may be many.
        candidate = rows.defer("citations").get(pk=pk)
        release: Release | None = getattr(candidate, "release", None)
        body = json.loads(candidate.manifest)
        found = [
            one
            for one in words_of(body, release.notes if release else "")
            if (one.name, one.sha256) in wanted
        ]
        if found:
            _empty(candidate, release, body, {one.name for one in found}, at=at)
            titles |= {one for one in found if one.kind == "title"}
            marked += [release.pk] if release else []
    _empty_plans(course, {told for name, told in wanted if name == NOTES})
    for one in titles:
        about = {"course": course.slug}
        reword_notices(about=about, language=one.language, old=one.text, new=course.code)
    words_taken_out.send(sender=Redaction, release_ids=marked, at=at)


def _empty(
    candidate: Candidate,
    release: Release | None,
    body: dict[str, object],
    names: set[str],
    *,
    at: datetime,
) -> None:
    candidate.manifest = canonical_bytes(without_words(body, names)).decode()
    candidate.draft = ""
    candidate.save(update_fields=["manifest", "draft"])
    if release is not None:
        if NOTES in names:
            release.notes = ""
        release.redacted_at = at
        release.save(update_fields=["notes", "redacted_at"])


def _empty_plans(course: Course, hashes: set[str]) -> None:
    """The notes of a release stood first in the plan that it was published by."""
    for plan in PublishPlan.objects.filter(course=course).exclude(notes="") if hashes else ():
        if hash_of(plan.notes) in hashes:
            plan.notes = ""
            plan.save(update_fields=["notes"])
