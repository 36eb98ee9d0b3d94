"""A trainer decides the proposals of a report by single keys, in a real browser."""

import pytest
from django.urls import reverse

from content.importing.models import Article
from tests.content.importing.articles import TEXT, make_article
from tests.journeys.looking import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _url(live_server, name: str, *args: object) -> str:
    return live_server.url + reverse(f"courses:workshop:{name}", args=args)


def test_proposals_are_decided_by_keys(page, live_server, sign_in, trainer, units) -> None:
    article = make_article(units.north, trainer, publisher="Sample Wire")
    sign_in(trainer)
    page.goto(_url(live_server, "article_detail", article.public_id))

    def states() -> list[str]:
        return list(article.proposals.values_list("state", flat=True)[:3])

    page.keyboard.press("j")
    assert page.locator(".proposal-current").get_attribute("data-proposal") == "0"
    page.keyboard.press("a")
    page.locator("#p-0.proposal-accepted").wait_for()
    page.locator("#p-1.proposal-current").wait_for()
    page.keyboard.press("d")
    page.locator("#p-1.proposal-dropped").wait_for()
    assert page.locator("#article-counts").inner_text().endswith("1 accepted")
    assert states() == ["accepted", "dropped", "proposed"]
    page.locator("#p-2.proposal-current").wait_for()
    assert page.locator("mark.lit").first.inner_text() == "Operation Cumberland"
    page.keyboard.press("k")
    page.locator("#p-1.proposal-current").wait_for()
    page.keyboard.press("u")
    page.wait_for_url("**#p-1")
    page.locator("#p-1.proposal-proposed").wait_for()
    page.keyboard.press("e")
    page.get_by_label("In your words").fill("25 people were arrested. a d j k")
    page.get_by_role("button", name="Accept with these words").click()
    page.locator("#p-1.proposal-edited").wait_for()
    assert states() == ["accepted", "edited", "proposed"]


def test_words_that_are_selected_can_be_taken_out(
    page, live_server, sign_in, trainer, units
) -> None:
    article = make_article(units.north, trainer)
    sign_in(trainer)
    page.goto(_url(live_server, "article_detail", article.public_id))
    page.get_by_role("link", name="John Sample").click()
    assert page.locator("blockquote").inner_text() == "John Sample"
    page.go_back()
    page.evaluate(
        """() => {
            const box = document.querySelector("[data-received]");
            const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            while (walk.nextNode() && !walk.currentNode.data.includes("platform alone"));
            const at = walk.currentNode.data.indexOf("platform alone");
            getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + 8);
        }"""
    )
    page.get_by_role("button", name="Take the selected words").click()
    assert page.locator("blockquote").inner_text() == "platform"
    page.get_by_label("Why it is taken out").fill("only a test")
    page.get_by_role("button", name="Take them out").click()
    page.locator(".received").wait_for()
    article.refresh_from_db()
    assert article.received_text == TEXT.replace("platform", "█" * 8)


def test_pages_of_reports(page, live_server, sign_in, trainer, units) -> None:
    article = make_article(units.north, trainer, publisher="Sample Wire")
    sign_in(trainer)
    page.goto(_url(live_server, "article_new"))
    look_at(page, "articles-new")
    page.goto(_url(live_server, "article_list"))
    look_at(page, "articles-list")
    page.goto(_url(live_server, "article_detail", article.public_id))
    page.keyboard.press("j")
    page.keyboard.press("j")
    look_at(page, "articles-detail")
    for of in ("fact", "event"):
        page.locator(f"input[name=of][value={of}]").first.locator("xpath=..").get_by_role(
            "button"
        ).click()
    page.goto(_url(live_server, "article_case", article.public_id))
    look_at(page, "articles-case")
    page.get_by_role("button", name="Begin the case").click()
    page.goto(_url(live_server, "article_list"))
    second = make_article(units.north, trainer, publisher="Other Paper")
    second.proposals.filter(kind="fact").update(state="accepted", decided_at=second.requested_at)
    row = second.proposals.get(key="suspects")
    row.edited = {**row.data, "figure": 272, "statement": "Suspects: 272"}
    row.save()
    slug = Article.objects.get(pk=article.pk).case_slug
    page.goto(_url(live_server, "article_compare", second.public_id) + f"?slug={slug}")
    look_at(page, "articles-compare")
    page.goto(_url(live_server, "article_edit", second.public_id, row.position))
    look_at(page, "articles-edit")
