"""The pictures of the README and the guides, taken from the product as it runs.

    python docs/take_pictures.py [folder]

Run with the Python of .venv (`make test` makes it); needs Chromium. Starts a site of its own in a
temporary folder, takes the shipped course as a learner would, looks in as lead and trainer, and
goes the road of a first module, whose clicks and minutes it prints.
What comes out may be made smaller by any program that reduces a PNG to 256 colours.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 -- needs the path above

from tests.journeys import answering, learning, road  # noqa: E402 -- as above
from tests.journeys.conftest import PLACES, QUIET  # noqa: E402 -- as above
from tests.journeys.hand import Hand, Tally  # noqa: E402 -- as above
from tests.journeys.served import Served  # noqa: E402 -- as above

DESK = {"width": 1366, "height": 800}
PHONE = {"width": 390, "height": 800}
REPORTS, QUESTIONS = 8, 12

# Who else works in the learner's team, and how far each has come.
COLLEAGUES = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Role, Unit, User
from accounts.services import create_person, give_role, join_unit
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.enrolment.services import assign_to_unit, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.selectors import manifest
now = timezone.now()
north = Unit.objects.get(short_code="north")
lead = User.objects.get(employee_number="3001", employer=north)
names = ("Amina", "Bo", "Chiara", "Dmitri", "Efua", "Farid")
for number, name in enumerate(names, start=2001):
    at = now - timedelta(days=20)
    person = create_person(display_name=name, employer=north, employee_number=str(number), at=at)
    join_unit(person=person, unit=north, by=None, at=at)
    give_role(person=person, role=Role.LEARNER, unit=north, by=None, at=at)
for slug, days in (("operation-cumberland", 9), ("operation-cumberland-brief", 23)):
    course, due = Course.objects.get(slug=slug), (now + timedelta(days=days)).date()
    assign_to_unit(course=course, unit=north, due_on=due, by=lead, at=now - timedelta(days=12))
rows = Enrolment.objects.filter(user__display_name__in=names).order_by("course__code", "user")
for place, row in enumerate(rows.select_related("user", "course")):
    done = (7, 3, 0, 5, 1, 7, 3, 0, 3, 0, 2, 1)[place]
    if not done:
        continue
    at = now - timedelta(days=11 - place % 6)
    row = start(enrolment=row, language="en", by=row.user, at=at)
    for slot in manifest(row.release).slots[:done]:
        record_completion(enrolment=row, slot_uid=slot.uid, cause=CompletionEvent.Cause.READ, at=at)
"""

# What the trainer has changed since the release.
EDIT = """
from django.db import transaction
from django.utils import timezone
from accounts.models import User
from courses.catalogue.models import Lesson
from courses.catalogue.services import note_edit
with transaction.atomic():
    lesson = Lesson.objects.select_related("course").get(
        course__slug="operation-cumberland", uid="the-law"
    )
    lesson.minutes = 12
    lesson.save()
    trainer = User.objects.get(employee_number="2001", employer__short_code="hq")
    note_edit(
        course=lesson.course, by=trainer, at=timezone.now(), action="changed", item="the-law"
    )
"""


class Album:
    """Where the pictures go, and the browser that takes them."""

    def __init__(self, browser: Browser, site: Served, folder: Path) -> None:
        self.browser, self.site, self.folder = browser, site, folder

    def visit(self, size: dict[str, int], *, scheme: str = "light", state: Any = None) -> Page:
        """A page of a browser that knows nobody, or what `state` holds."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale="en-GB",
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            storage_state=state,
        )
        context.set_default_timeout(15_000)
        return context.new_page()

    def enter(self, role: str) -> Page:
        page = self.visit(DESK)
        learning.sign_in(page, self.site, *self.site.demo(role))
        return page

    def keep(self, page: Page, name: str, *, top: str = "", height: int = 0) -> None:
        """A picture of what is in the window, scrolled to an element if one is named."""
        page.wait_for_load_state("networkidle")
        if height:
            page.set_viewport_size({"width": DESK["width"], "height": height})
        if top:
            page.locator(top).first.evaluate(
                "element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 32)"
            )
        page.mouse.move(0, 0)
        page.screenshot(path=self.folder / f"{name}.png")

    def lesson(self, slot: str) -> str:
        return f"{self.site.url}/courses/{learning.COURSE}/lesson/{slot}/"


def learn(album: Album) -> None:
    """From home to the certificate."""
    known = answering.definitions(answering.SHIPPED / learning.COURSE)
    page = album.enter("learner")
    learning.start_course(page, album.site, learning.COURSE)
    read_lessons(album, page)
    take(album, page, "reports", REPORTS, known)
    page.goto(album.site.url)
    album.keep(page, "home")
    take(album, page, "quiz", QUESTIONS, known)
    page.goto(album.lesson("attestation"))
    page.get_by_role("button", name="I confirm that I have read this").click()
    page.get_by_text("You have passed this course").first.wait_for()
    page.get_by_role("link", name="See the certificate").click()
    page.locator(".certificate-code").wait_for()
    album.keep(page, "certificate", height=1000)


def read_lessons(album: Album, page: Page) -> None:
    for slot in ("how-it-works", "the-case", "the-law", "the-policy"):
        page.goto(album.lesson(slot))
        if slot == "the-case":
            page.get_by_role("link", name="Continue").first.click()
            page.get_by_role("heading", name="What it means for your decision").wait_for()
            album.keep(page, "case", top="main h2")
            dark = album.visit(DESK, scheme="dark", state=page.context.storage_state())
            dark.goto(page.url)
            album.keep(dark, "timeline-dark", top="h2:has(+ .timeline)")
        learning.read_on(page)
        page.wait_for_url(lambda url, slot=slot: f"/{slot}/" not in url)


def take(album: Album, page: Page, slot: str, count: int, known: dict[str, Any]) -> None:
    """Answer everything rightly but one report, decided too strictly; pictures on the way."""
    page.goto(album.lesson(slot))
    page.get_by_role("button", name="Start", exact=True).click()
    for number in range(1, count + 1):
        page.wait_for_url(f"**/{number}/")
        learning.answer_rightly(page, known)
        if number == 2:
            answering.wait_until_saved(page)
            look(album, page, slot)
        if slot == "reports" and number == 2:
            page.locator("[name='answer.field.action'][value='remove']").check()
        learning.go_on(page)
    page.wait_for_url(lambda url: not url.endswith(f"/{count}/"))
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("heading", name="Your answers").wait_for()
    if slot == "reports":
        album.keep(page, "result", top="details.result-question[open]")


def look(album: Album, page: Page, slot: str) -> None:
    if slot == "reports":
        album.keep(page, "decision", top="main h1")
        return
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    album.keep(page, "quiz-phone")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]


def lead_and_train(album: Album) -> None:
    """What a lead sees of the team, and a candidate that a trainer may publish."""
    page = album.enter("lead")
    page.goto(f"{album.site.url}/team/")
    album.keep(page, "team")
    album.site.python(EDIT)
    page = album.enter("trainer")
    page.goto(f"{album.site.url}/workshop/courses/{learning.COURSE}/")
    page.get_by_role("button", name="Compile the draft").click()
    page.get_by_role("link", name="Look over the candidate").click(timeout=90_000)
    page.get_by_role("heading", name="Publish").wait_for()
    album.keep(page, "workshop", height=960)


# The places of the road that the guide shows, and what stands at the top of each picture.
ON_THE_ROAD = {
    "proposals": ".article-desk",
    "case": "main h1",
    "conflict": ".compared-differs",
    "check": "main h1",
    "plan": "main h1",
    "candidate": "#review",
    "publish": "#publish",
}


def first_module(album: Album) -> None:
    """From a pasted report to a release, with the second report and the second person."""

    def after(place: str, page: Page) -> None:
        if place in ON_THE_ROAD:
            album.keep(page, f"road-{place}", top=ON_THE_ROAD[place])

    # A report of our own: the pictures show its text.
    trip = road.Road(album.site.url, album.enter, first=road.OWN, after=after)
    trip.open_import()
    trip.import_report(trip.first, publisher="", day="", step="Import the report")
    trip.accept_each()
    trip.begin_case()
    trip.compare_second("It is what the agency's own list says.")
    trip.adopt_case()
    trip.build_module()
    trip.compile()
    trip.preview_as_a_learner()
    trip.ask_for_review()
    reviewer = Hand(album.enter("reviewer"), Tally())
    trip.approve(reviewer)
    trip.publish()
    sys.stdout.write(f"{trip.first.name}\n{trip.tally.table()}\n{reviewer.tally.table()}\n")


def main(folder: Path) -> None:
    """Take all of them into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    named = os.environ.get("CASEBOOK_CHROMIUM")
    program = next(place for place in ([named] if named else PLACES) if Path(place).exists())
    with (
        tempfile.TemporaryDirectory(prefix="casebook-pictures-") as place,
        Served(Path(place) / "data") as site,
        sync_playwright() as playwright,
    ):
        assert isinstance(site, Served)  # noqa: S101 -- for the type checker
        site.python(COLLEAGUES)
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        album = Album(browser, site, folder)
        learn(album)
        lead_and_train(album)
        first_module(album)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
