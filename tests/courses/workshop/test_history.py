"""The history of a course: comparing releases, going back to one, taking words out by two."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from courses.catalogue.selectors import read_draft
from courses.releases.models import Release
from courses.releases.services import publish
from tests.courses.workshop.conftest import SLUG, url


@pytest.fixture
def two(candidate, trainer, now) -> Release:
    return publish(candidate=candidate, by=trainer, at=now, notes="Two")


def test_compare_any_two_and_read_what_changed(as_trainer: Client, two) -> None:
    page = as_trainer.get(url("release_compare", SLUG))
    assert [one.what for one in page.context["page"].changes] == ["Course changed"]
    same = as_trainer.get(url("release_compare", SLUG), {"old": 2, "new": 2})
    assert "This is one and the same release." in same.content.decode()
    assert as_trainer.get(url("release_compare", SLUG), {"old": "x"}).status_code == 404
    read = url("release_change", SLUG, 1, 2, "lesson", "how-it-works")
    assert "The words are the same in both." in as_trainer.get(read).content.decode()
    nowhere = url("release_change", SLUG, 1, 2, "lesson", "nowhere")
    assert as_trainer.get(nowhere).status_code == 404


def test_a_new_lesson_of_a_candidate_is_read_as_added(as_trainer: Client, candidate) -> None:
    where = url("candidate_change", SLUG, candidate.public_id, "question", "nowhere")
    assert as_trainer.get(where).status_code == 404


def test_a_draft_is_made_from_an_old_release(as_trainer: Client, two) -> None:
    before = read_draft(two.course)
    assert before.titles["en"] == "An edited course"
    assert as_trainer.post(url("release_revive", SLUG, 1)).status_code == 302
    two.course.refresh_from_db()
    assert read_draft(two.course).titles["en"] != "An edited course"
    assert as_trainer.post(url("release_revive", SLUG, 2)).status_code == 302
    two.course.refresh_from_db()
    assert read_draft(two.course) == before


def test_words_are_taken_out_by_two(as_trainer: Client, two, second, enter) -> None:
    def drafts_page() -> str:
        return as_trainer.get(url("draft_detail", SLUG)).content.decode()

    assert [url("release_revive", SLUG, n) in drafts_page() for n in (1, 2)] == [True, True]
    where = url("release_redact", SLUG, 1)
    page = as_trainer.get(where)
    # Titles and release notes stand before the lessons.
    digest = page.context["form"].lessons[1][1][0][0]
    assert as_trainer.post(where, {"digests": [digest], "reason": ""}).status_code == 422
    asked = {"digests": [digest], "reason": "A name stood there"}
    assert as_trainer.post(where, asked).status_code == 302
    redaction = Release.objects.get(number=1).redactions.get()
    # Who is to approve is told, and sees which words go.
    told = Notice.objects.filter(kind="redaction_asked")
    assert list(told.values_list("person", flat=True)) == [second.pk]
    [line] = enter(second).get(where).context["asked"]
    assert (line.parts, line.may_approve) == (["How this course works: the lesson (en)"], True)
    approve = url("redaction_approve", SLUG, 1, redaction.pk)
    assert as_trainer.post(approve).status_code == 403
    assert enter(second).post(approve).status_code == 302
    assert Release.objects.get(number=1).redacted_at is not None
    # Both hold the part that the words were taken out of: neither draft can be had back.
    assert [url("release_revive", SLUG, n) in drafts_page() for n in (1, 2)] == [False, False]
    assert as_trainer.post(url("release_revive", SLUG, 1)).status_code == 302
    two.course.refresh_from_db()
    assert two.course.titles["en"] == "An edited course"


def test_parts_to_be_taken_out_are_found_by_their_words(
    as_trainer: Client, published, draft
) -> None:
    where = url("release_redact", SLUG, 1)
    everything = as_trainer.get(where).context["form"].lessons
    assert len(everything) == 1 + 6
    beside, *everything = everything
    assert beside[0] == "Titles and release notes"
    titles = [title for title, _rows, _chosen in everything]
    found = as_trainer.get(where, {"q": titles[0].upper()}).context["form"].lessons
    assert titles[0] in [title for title, _rows, _chosen in found]
    assert sum(len(rows) for _title, rows, _chosen in found) < sum(
        len(rows) for _title, rows, _chosen in everything
    )
    nothing = as_trainer.get(where, {"q": "no such words"})
    assert "In no words of this release" in nothing.content.decode()
    digest = everything[0][1][0][0]
    kept = as_trainer.post(where, {"digests": [digest], "reason": " "})
    assert kept.status_code == 422
    chosen = [title for title, _rows, has_chosen in kept.context["form"].lessons if has_chosen]
    assert chosen[:1] == titles[:1]


def test_a_title_and_release_notes_are_taken_out_by_two(
    as_trainer: Client, two, second, enter, learner, now
) -> None:
    Release.objects.filter(number=2).update(notes="Thanks to somebody")
    where = url("release_redact", SLUG, 2)
    page = as_trainer.get(where, {"q": "somebody"})
    assert [
        (title, [told for _name, told, _chosen in rows])
        for title, rows, _chosen in page.context["form"].lessons
    ] == [("Titles and release notes", ["Release notes: Thanks to somebody"])]
    asked = {"digests": ["notes", "title:en"], "reason": "A name stood there"}
    assert as_trainer.post(where, asked).status_code == 302
    redaction = Release.objects.get(number=2).redactions.get()
    assert redaction.digests == []
    client = enter(second)
    [line] = client.get(where).context["asked"]
    assert line.parts == ["Release notes", "Title of the course (English)"]

    assert client.post(url("redaction_approve", SLUG, 2, redaction.pk)).status_code == 302

    html = as_trainer.get(url("draft_detail", SLUG)).content.decode()
    assert "Thanks to somebody" not in html
    assert "words taken out" in html
    left = [name for name, _told, _chosen in as_trainer.get(where).context["form"].lessons[0][1]]
    assert {"notes", "title:en"}.isdisjoint(left)
    assert "title:es" in left
    page = enter(learner)
    for name in ("course_list", "course_detail"):
        args = [SLUG] if name == "course_detail" else []
        html = page.get(reverse(f"courses:delivery:{name}", args=args)).content.decode()
        assert "An edited course" not in html
        assert two.course.code in html


def test_a_first_release_has_nothing_to_be_compared_with(as_trainer: Client, draft) -> None:
    html = as_trainer.get(url("release_compare", SLUG), {"new": "1"}).content.decode()
    assert "This is one and the same release." in html
    assert "These two say the same." not in html
