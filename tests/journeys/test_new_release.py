"""A new release while somebody is in the middle of a quiz: nothing moves under them."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.journeys import answering, learning

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

FOLDER = answering.SHIPPED / learning.BRIEF
KNOWN = answering.definitions(FOLDER)
QUESTIONS = len(KNOWN)
MARK = "Worded anew in release 2."
PUBLISH = """
from django.utils import timezone
from courses.catalogue.models import Course
from courses.releases.services import compile_candidate, publish
course = Course.objects.get(slug="{slug}")
candidate = compile_candidate(course=course, by=None, at=timezone.now())
print(publish(candidate=candidate, by=None, at=timezone.now(), notes="").number)
"""


def changed_copy(folder: Path) -> dict[str, dict[str, object]]:
    """The course with every stem in new words and every single choice with another key."""
    shutil.copytree(FOLDER, folder)
    for path in folder.glob("questions*.yaml"):
        rows = yaml.load(path.read_text(), yaml.CSafeLoader)
        for row in rows:
            texts = row["texts"]
            if "stem" in texts:
                texts["stem"] = f"{texts['stem']} {MARK}"
            if row.get("type") == "single/1":
                row["correct"] = answering.wrong(row)["answer.option"][0]
        path.write_text(yaml.safe_dump(rows, allow_unicode=True))
    return answering.definitions(folder)


@pytest.fixture
def publish(site):
    """Import a folder of the course and publish it; afterwards the course is as it was shipped."""

    def publish(folder: Path) -> str:
        imported = site.manage("import_course", str(folder))
        assert imported.returncode == 0, imported.stderr
        return site.python(PUBLISH.format(slug=learning.BRIEF))

    yield publish
    publish(FOLDER)


def stems(page) -> list[tuple[str, str]]:
    """Every question of the attempt in its order, with what it says."""
    found = []
    for number in range(1, QUESTIONS + 1):
        learning.go_to(page, number)
        found.append((answering.question_of(page), page.locator(".question-stem").inner_text()))
    return found


def finish(page, known) -> str:
    """Answer every question by this key and hand in; the score in words."""
    for number in range(1, QUESTIONS + 1):
        learning.go_to(page, number)
        learning.answer_rightly(page, known)
        learning.go_on(page)
        page.wait_for_url(lambda url, number=number: not url.endswith(f"/{number}/"))
    page.get_by_role("button", name="Hand in", exact=True).click()
    return page.locator(".score b").inner_text()


def test_a_new_release_moves_nothing_under_a_learner(site, visit, publish, tmp_path) -> None:
    page = visit(site.cookie())
    learning.start_brief_check(page, site)
    before = stems(page)
    learning.go_to(page, 1)
    first, given = learning.answer_rightly(page, KNOWN)
    answering.wait_until_saved(page)

    anew = changed_copy(tmp_path / learning.BRIEF)
    assert publish(tmp_path / learning.BRIEF) == "2"

    page.reload()
    assert (answering.question_of(page), answering.shown(page)) == (first, given)
    assert stems(page) == before
    assert MARK not in " ".join(stem for _, stem in before)
    assert finish(page, KNOWN) == "100 %"

    following = visit(site.cookie())
    learning.start_brief_check(following, site)
    assert all(MARK in stem for _, stem in stems(following))
    assert finish(following, anew) == "100 %"
    assert page.reload().status == 200
    assert page.locator(".score b").inner_text() == "100 %"
