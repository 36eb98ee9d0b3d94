"""The one road: a pasted report becomes a published module, and a learner passes it.

The report is shared/articles/operation-cumberland-news.txt where it stands beside the checkout,
else a report of our own on the same facts (tests/content/importing/reports/cumberland.txt); the
output of a failure says which.
"""

import json
import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page

from content.rendering.numbers import numbers_in
from tests.journeys import learning
from tests.journeys.hand import Hand, Tally
from tests.journeys.road import Road, assign, take

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

# From the pasted report to the published module, approval included; without what the journey does
# beside it: a second report, and an edit that voids the approval.
MOST_CHOICES = 60
AGAIN = "Edit, and get the approval again"
OF_THE_FIRST = 21
BESIDE = {AGAIN, "Compare a second report"}

MADE = """
import json
from content.facts.models import Fact
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_draft
draft = read_draft(Course.objects.get(slug="{course}"))
rows = Fact.objects.filter(fact_set__slug="{case}").prefetch_related("versions")
print(json.dumps({{
    "known": {{one.uid: {{"type": one.type, **one.definition, "texts": one.texts["en"].texts}}
              for one in draft.questions}},
    "bodies": [one.texts["en"].body for one in draft.lessons],
    "asked": [one.texts["en"].texts for one in draft.questions if "{case}" in one.tags],
    "figures": [figure for fact in rows for version in fact.versions.all()
                for figure in version.figures],
}}))
"""


@pytest.fixture
def road(site, visit) -> Road:
    def enter(role: str):
        page = visit()
        learning.sign_in(page, site, *site.demo(role))
        return page

    return Road(site.url, enter)


def from_report_to_case(road: Road) -> None:
    road.open_import()
    road.import_report(road.first, publisher="", day="", step="Import the report")
    road.accept_each()
    road.begin_case()
    road.compare_second("It is what the agency's own list says.")
    road.adopt_case()


def approved_and_published(road: Road, reviewer: Hand) -> None:
    """The approval is given, lost by an edit, and given again."""
    page = road.trainer.page
    road.ask_for_review()
    road.approve(reviewer)
    page.reload()
    assert page.get_by_text("Approved.", exact=True).count() == 1
    road.tally.begin(AGAIN)
    road.edit("What to know first")
    road.compile(step=AGAIN)
    assert page.get_by_text("Waits for an approval.").count() == 1
    assert page.get_by_role("button", name="Publish this candidate").count() == 0
    road.ask_for_review(step=AGAIN)
    road.approve(reviewer, step=AGAIN)
    road.publish()


def case_of(page: Page, url: str, road: Road) -> str:
    """What the learner reads of the case."""
    page.goto(f"{url}/courses/{road.course}/lesson/{road.slug}-case/")
    pause = page.locator(".choices-row").get_by_role("link", name="Continue")
    told = page.get_by_role("heading", name="What it means for your decision")
    told.or_(pause).first.wait_for()
    if pause.count():
        pause.click()
        told.wait_for()
    return str(page.locator("main").inner_text())


def numbers_without_a_fact(texts: list[str], figures: list[str]) -> list[str]:
    """The numbers of these texts that are no figure of the case's facts."""
    known = {value for figure in figures for one in numbers_in(figure) for value in one.values}
    bare = [re.sub(r"\[[a-z]+:[^]]*\]", "", text) for text in texts]
    return [
        one.written
        for text in bare
        for one in numbers_in(text)
        if not one.values & known and not one.values <= {Decimal(1)}
    ]


def strings_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in strings_in(one)]
    return [value] if isinstance(value, str) else []


def test_from_a_pasted_report_to_a_certificate(site, visit, road) -> None:
    eyes = Tally()
    reviewer = Hand(road.enter("reviewer"), eyes)
    from_report_to_case(road)
    road.build_module()
    road.compile()
    assert road.trainer.page.locator("#warnings").count() == 0
    said = road.preview_as_a_learner()
    assert "273" in said
    approved_and_published(road, reviewer)

    made = json.loads(site.python(MADE.format(course=road.course, case=road.slug)))
    texts = [*made["bodies"], *(text for one in made["asked"] for text in strings_in(one))]
    assert numbers_without_a_fact(texts, made["figures"]) == []
    taken = [step for step in (*road.tally.steps, *eyes.steps) if step.name not in BESIDE]
    chosen = sum(step.choices for step in taken)
    told = f"first: {road.first.name}\n{road.tally.table()}\n{eyes.table()}"
    # Another report has more or fewer claims; each of them is one key more or less.
    assert chosen - road.accepted + OF_THE_FIRST <= MOST_CHOICES, told

    assign(road.enter("lead"), site.url, road.course, "North, evening team")
    learner = road.enter("learner")
    learner.goto(f"{site.url}/courses/{road.course}/")
    take(learner, site.url, road.course, made["known"])
    learner.get_by_role("link", name="See the certificate").click()
    learner.locator(".certificate-code").wait_for()
    assert learner.locator(".certificate-name").inner_text() == "Mara Demo"
    told = case_of(learner, site.url, road)
    assert {"273", "272"} <= set(re.findall(r"[0-9]{3}", told))
    assert "It is what the agency's own list says." in told
