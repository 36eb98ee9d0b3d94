"""The road from a pasted report to a certificate, step by step, as people take it.

Used by the journey that holds it, by the measure in the guide and by whoever takes its pictures.
`after` is called with the name of each place and the page that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys import answering
from tests.journeys.hand import Hand, Tally
from tests.real_site import ROOT

OWN = ROOT / "tests/content/importing/reports/cumberland.txt"
FIRST = next(
    (
        path
        for folder in (ROOT.parent, ROOT)
        if (path := folder / "shared/articles/operation-cumberland-news.txt").exists()
    ),
    OWN,
)
SECOND = ROOT / "tests/content/importing/reports/cumberland-second.txt"
CHAPTER = "What is prohibited"
LESSONS = 5
WAITING = 60_000


def nothing(place: str, page: Page) -> None:
    """Look at nothing on the way."""


class Road:
    """One trip; `enter` opens a page signed in as a demo person."""

    def __init__(
        self,
        url: str,
        enter: Callable[[str], Page],
        *,
        first: Path = FIRST,
        after: Callable[[str, Page], None] = nothing,
    ) -> None:
        self.url, self.enter, self.first, self.after = url, enter, first, after
        self.tally = Tally()
        self.trainer = Hand(enter("trainer"), self.tally)
        self.slug = ""
        self.course = ""
        self.accepted = 0

    # From the report to the case.

    def import_report(self, path: Path, *, publisher: str, day: str, step: str) -> None:
        """The trainer pastes a report and gets its proposals."""
        self.tally.begin(step)
        hand, page = self.trainer, self.trainer.page
        hand.paste(page.get_by_label("Text of the report"), path.read_text())
        if publisher:
            hand.write(page.get_by_label("Publisher"), publisher)
        if day:
            hand.write(page.get_by_label("Published on"), day)
        if not page.get_by_label("Intensity").input_value().startswith("2"):
            hand.choose(page.get_by_label("Intensity"), "2: intense")
        self.after("import", page)
        hand.click(page.get_by_role("button", name="Read it"))
        hand.wait_for(page.locator("[data-proposals]"))

    def open_import(self) -> None:
        """From the start page to the form."""
        self.tally.begin("Import the report")
        hand, page = self.trainer, self.trainer.page
        page.goto(self.url)
        hand.click(page.get_by_role("link", name="Workshop", exact=True))
        hand.click(page.get_by_role("link", name="Import a report"))

    def accept_each(self) -> None:
        """Every proposal that is on is read and accepted, one key each."""
        self.tally.begin("Accept the proposals")
        hand, page = self.trainer, self.trainer.page
        wanted = page.locator(".proposal-proposed").filter(has_not_text="off unless you want it")
        self.accepted = count = wanted.count()
        for left in range(count, 0, -1):
            row = wanted.first
            hand.read(row.locator(".proposal-head, .proposal-words").last)
            if left == count:
                self.after("proposals", page)
            number = row.get_attribute("data-proposal")
            hand.key("a")
            hand.wait_for(page.locator(f"#p-{number}.proposal-accepted"))

    def accept_facts_at_once(self) -> None:
        """The facts of a report, a section at a time: seen, then accepted with one click."""
        hand, page = self.trainer, self.trainer.page
        hand.read(page.locator(".proposals"))
        facts = page.locator(".proposal-group").filter(has=page.locator("[name=of][value=fact]"))
        for place in range(facts.count()):
            group = facts.nth(place)
            hand.click(group.get_by_role("button", name="Accept all of these"))
            hand.wait_for(page.get_by_text("accepted.").first)

    def begin_case(self) -> None:
        """A case draft from what was accepted, with the framing that is proposed."""
        self.tally.begin("Make the case")
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("link", name="Make a case of it"))
        self.slug = page.get_by_label("Its key").input_value()
        hand.read_form(page.locator("form.article-form").first)
        self.after("case", page)
        hand.click(page.get_by_role("button", name="Begin the case"))
        hand.wait_for(page.get_by_text("The case is a draft now."))

    def compare_second(self, why: str) -> None:
        """A second report on the case: its facts are accepted, and the conflict is decided."""
        hand, page = self.trainer, self.trainer.page
        self.tally.begin("Compare a second report")
        hand.click(page.get_by_role("link", name="Import another report"))
        self.import_report(
            SECOND, publisher="Sample Wire", day="2025-03-03", step="Compare a second report"
        )
        self.accept_facts_at_once()
        hand.click(page.get_by_role("link", name="Hold it against the case"))
        differing = page.locator(".compared-differs")
        hand.wait_for(differing)
        for place in range(differing.count()):
            hand.read(differing.nth(place))
            line = differing.nth(place)
            if "272" in line.inner_text():
                hand.write(line.get_by_label("Why"), why)
            else:
                hand.click(line.get_by_label("Leave it out"))
        self.after("conflict", page)
        hand.click(page.get_by_role("button", name="Take it into the case"))
        hand.wait_for(page.get_by_text("The case's draft has taken it in."))

    def adopt_case(self) -> None:
        """The case is checked and put into the library."""
        self.tally.begin("Check the case")
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("link", name="Check", exact=True).last)
        hand.read(page.locator("main"))
        self.after("check", page)
        hand.click(page.get_by_role("button", name="Put into the library"))
        hand.wait_for(page.get_by_role("heading", name="Make a module of it"))

    # From the case to the release.

    def build_module(self) -> None:
        """A new course with a module made of the case and a chapter."""
        self.tally.begin("Build the module")
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("button", name="Make the course"))
        hand.choose(page.get_by_label("Policy chapter"), CHAPTER)
        hand.click(page.get_by_role("button", name="Show what will be made"))
        hand.read(page.locator("main"))
        self.after("plan", page)
        hand.click(page.get_by_role("button", name="Make it"))
        hand.wait_for(page.get_by_text("Built. It can be compiled as it is."))
        found = re.search(r"/courses/([a-z0-9-]+)/", page.url)
        assert found
        self.course = found.group(1)
        self.after("outline", page)

    def compile(self, step: str = "Compile") -> None:
        """The draft becomes a candidate, and its page is open."""
        self.tally.begin(step)
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("button", name="Compile the draft"))
        ready = page.get_by_role("link", name="Look over the candidate")
        page.set_default_timeout(WAITING)
        hand.click(hand.wait_for(ready))
        page.set_default_timeout(WAITING // 4)
        hand.wait_for(page.get_by_role("heading", name="Publish"))
        self.after("candidate", page)

    def preview_as_a_learner(self) -> str:
        """The readings and the first report are looked at on the learner's own pages.

        Returns what the readings say.
        """
        self.tally.begin("Look it over")
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("link", name="Preview as a learner").first)
        hand.wait_for(page.get_by_text("Nothing is recorded."))
        hand.click(page.get_by_role("button", name="Start the course"))
        hand.click(page.get_by_role("link", name="Continue").first)
        done = page.get_by_role("button", name=re.compile("^Mark as read"))
        start = page.get_by_role("button", name="Start", exact=True)
        pause = page.locator(".choices-row").get_by_role("link", name="Continue")
        said: list[str] = []
        for _lesson in range(LESSONS):
            hand.wait_for(done.or_(start).or_(pause).first)
            if pause.count():
                hand.click(pause.first)
                hand.wait_for(done.or_(start).first)
            if start.count():
                break
            said.append(hand.read(page.locator("main")))
            before = page.url
            hand.click(done)
            page.wait_for_url(lambda url, before=before: url != before)
        hand.click(start)
        hand.read(hand.wait_for(page.locator("form[data-steps]")))
        self.after("preview", page)
        hand.click(page.get_by_role("link", name="Back to the candidate"))
        hand.wait_for(page.get_by_role("heading", name="Publish"))
        return "\n".join(said)

    def ask_for_review(self, step: str = "Get the approval") -> None:
        """Anybody who may review is asked."""
        self.tally.begin(step)
        hand, page = self.trainer, self.trainer.page
        hand.click(page.get_by_role("button", name="Ask", exact=True))
        hand.wait_for(page.get_by_text("A review was asked for."))

    def approve(self, reviewer: Hand, step: str = "Approve") -> None:
        """The second person finds the request and approves; counted with the person's own."""
        page = reviewer.page
        reviewer.tally.begin(step)
        page.goto(self.url)
        reviewer.click(page.get_by_role("link", name="Workshop", exact=True))
        reviewer.click(page.get_by_role("link", name="Reviews", exact=True))
        reviewer.click(page.locator("main .list a[href*='/candidates/']").first)
        self.after("review", page)
        reviewer.click(page.get_by_label("Approve: it can be published as it is"))
        reviewer.click(page.get_by_role("button", name="Give your decision"))
        reviewer.wait_for(page.get_by_text("Your decision is kept."))

    def edit(self, title: str) -> None:
        """The trainer writes another title over the reading: an edit like any other."""
        page = self.trainer.page
        page.goto(f"{self.url}/workshop/courses/{self.course}/")
        page.locator(".slot-lessons a, .slot a").filter(has_text="Write").first.click()
        pause = page.get_by_role("link", name="Continue", exact=True)
        field = page.get_by_label("Title", exact=True)
        field.or_(pause).first.wait_for()
        if pause.count():
            pause.click()
        field.fill(title)
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        page.locator("[data-saved]").filter(has_text=re.compile("^Saved")).wait_for()
        page.goto(f"{self.url}/workshop/courses/{self.course}/")

    def publish(self) -> None:
        """The approved candidate is published, with the notes that are proposed."""
        self.tally.begin("Publish")
        hand, page = self.trainer, self.trainer.page
        hand.tally.now.clicks += 1
        page.reload()
        self.after("publish", page)
        hand.click(page.get_by_role("button", name="Publish this candidate"))
        hand.wait_for(page.get_by_text("Release 1 is live."))


def assign(page: Page, url: str, course: str, unit: str) -> None:
    """A lead asks a team of theirs to take the course."""
    page.goto(url)
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("link", name="Assign a course").click()
    page.get_by_label("Course").select_option(course)
    page.get_by_label("Unit").select_option(label=unit)
    page.get_by_role("button", name="Assign").click()
    page.get_by_text("Assigned.").first.wait_for()


def take(page: Page, url: str, course: str, known: Mapping[str, Mapping[str, Any]]) -> None:
    """A learner to whom the course was assigned takes it, from the first page to the pass."""
    page.goto(f"{url}/courses/{course}/")
    page.get_by_role("button", name="Start the course").click()
    page.get_by_role("link", name="Continue").first.wait_for()
    for _lesson in range(5):
        page.goto(f"{url}/courses/{course}/")
        page.get_by_role("link", name="Continue").first.click()
        page.wait_for_url("**/lesson/**")
        _through(page, known)
    page.get_by_text("You have passed this course").first.wait_for()


def _through(page: Page, known: Mapping[str, Mapping[str, Any]]) -> None:
    """One lesson of whatever kind, to its end."""
    start = page.get_by_role("button", name="Start", exact=True)
    done = page.get_by_role("button", name=re.compile("^(Mark as read|I confirm that)"))
    pause = page.locator(".choices-row").get_by_role("link", name="Continue")
    start.or_(done).or_(pause).first.wait_for()
    if pause.count():
        pause.first.click()
        start.or_(done).first.wait_for()
    before = page.url
    if done.count():
        done.click()
        page.wait_for_url(lambda url: url != before)
        return
    start.click()
    page.locator("form[data-steps]").wait_for()
    on = page.locator("button.button-main[name=go]")
    while on.count():
        answering.fill(page, answering.right(dict(known[answering.question_of(page)])))
        before = page.url
        on.click()
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("heading", name="Your answers").wait_for()
