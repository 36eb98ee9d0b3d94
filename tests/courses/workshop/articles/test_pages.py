"""Taking a report in, deciding its proposals, redacting, and making a case of it."""

import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from content.importing.models import Article, ArticleRedaction
from content.importing.redaction import places_of
from content.library.checks.knowledge import MOST_QUOTED_WORDS
from content.library.drafting.models import LibraryDraft
from courses.workshop.services.quoting import quote_of
from tests.content.importing.articles import TEXT, make_article
from tests.courses.workshop.conftest import url
from tests.courses.workshop.library.conftest import case_draft, library  # noqa: F401 -- fixtures


@pytest.fixture
def article(units: SimpleNamespace, trainer: User) -> Article:
    return make_article(units.north, trainer, publisher="Sample Wire", published_on="2025-02-28")


def at(article: Article, name: str, *more: object) -> str:
    return url(name, article.public_id, *more)


def framed(client: Client, article: Article) -> dict[str, object]:
    """What the form of a new case holds before anybody types in it."""
    return dict(client.get(at(article, "article_case")).context["form"].initial)


def words(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_a_pasted_report_is_read_and_shown(
    as_trainer: Client, django_capture_on_commit_callbacks: object
) -> None:
    typed = {"text": TEXT.replace("\n", "\r\n"), "intensity": 0, "grade": "B", "language": "en"}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = as_trainer.post(url("article_new"), typed)

    article = Article.objects.get()
    assert answer.url == at(article, "article_detail")
    assert article.received_text == TEXT
    html = words(as_trainer.get(answer.url))
    assert "Police of 19 countries act together" in html
    assert "Operation Cumberland" in html
    assert '<s class="furniture">LEAVE A REPLY</s>' in html


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [("a.txt", b"Police arrested 25 people.", 302), ("a.html", b"<p>25 arrests</p>", 302),
     ("a.pdf", b"%PDF", 422), ("a.txt", b"\x00\x01", 422), ("a.html", b"<script>x</script>", 422)],
)  # fmt: skip
def test_a_file_is_taken_or_refused_with_what_was_typed(
    as_trainer: Client, name: str, body: bytes, code: int
) -> None:
    typed = {"file": SimpleUploadedFile(name, body), "publisher": "Sample Wire", "intensity": 1,
             "grade": "A", "language": "en"}  # fmt: skip

    answer = as_trainer.post(url("article_new"), typed)

    assert answer.status_code == code
    assert code == 302 or "Sample Wire" in words(answer)


def test_neither_or_both_of_text_and_file_are_refused(as_trainer: Client) -> None:
    more = {"intensity": 0, "grade": "B", "language": "en", "published_on": "yesterday"}
    answer = as_trainer.post(url("article_new"), more)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "published_on"}


def test_one_that_is_not_read_yet_shows_how_far_it_is(as_trainer: Client, article: Article) -> None:
    Article.objects.update(state="reading", steps_done=2, steps_total=5)

    html = words(as_trainer.get(at(article, "article_detail")))
    part = words(as_trainer.get(at(article, "article_detail"), headers={"HX-Request": "true"}))

    assert "Reading: 2 of 5 passages" in html
    assert part.startswith("<section")
    assert as_trainer.post(at(article, "article_undo")).status_code == 404
    Article.objects.update(state="ready")
    done = as_trainer.get(at(article, "article_detail") + "?wait=1", headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == at(article, "article_detail")


def test_accepting_editing_dropping_and_taking_back(as_trainer: Client, article: Article) -> None:
    accepted = as_trainer.post(at(article, "article_decide", 0), {"act": "accept"})
    assert accepted.url.endswith("#p-0")
    swapped = as_trainer.post(
        at(article, "article_decide", 1), {"act": "drop"}, headers={"HX-Request": "true"}
    )
    assert "proposal-dropped" in words(swapped)
    assert 'hx-swap-oob="true"' in words(swapped)
    typed = {"key": "arrests", "statement": "25 people were arrested.", "figure": "25"}
    as_trainer.post(at(article, "article_edit", 1), typed)
    states = list(article.proposals.values_list("state", flat=True)[:2])
    assert states == ["accepted", "edited"]
    assert article.proposals.get(position=1).told["statement"] == "25 people were arrested."

    as_trainer.post(at(article, "article_undo"))
    assert article.proposals.get(position=1).state == "dropped"
    assert as_trainer.post(at(article, "article_edit", 1), {"key": "x"}).status_code == 422
    assert as_trainer.post(at(article, "article_decide", 0), {"act": "x"}).status_code == 404
    assert as_trainer.post(at(article, "article_decide", 999), {"act": "drop"}).status_code == 404


def test_a_section_is_accepted_at_once_and_taken_back_at_once(
    as_trainer: Client, article: Article
) -> None:
    as_trainer.post(at(article, "article_accept_all"), {"of": "fact", "section": "What happened"})
    taken = article.proposals.filter(state="accepted")
    assert set(taken.values_list("section", flat=True)) == {"What happened"}
    assert taken.count() > 2

    as_trainer.post(at(article, "article_undo"))
    as_trainer.post(at(article, "article_undo"))
    assert not article.proposals.exclude(state="proposed").exists()


def test_recall_questions_stay_off_when_all_are_accepted(
    as_trainer: Client, article: Article
) -> None:
    as_trainer.post(at(article, "article_accept_all"), {"of": "question"})

    taken = article.proposals.filter(kind="question", state="accepted")
    assert taken
    assert {one.data["kind"] for one in taken}.isdisjoint({"number", "date"})


def test_a_kind_is_shown_by_itself(as_trainer: Client, article: Article) -> None:
    page = as_trainer.get(at(article, "article_detail"), {"kind": "event"}).context["page"]

    assert [line.on for line in page.lines] == ["2024-11", "2025-02-26"]
    assert as_trainer.get(at(article, "article_detail"), {"kind": "x"}).context["page"].kind == ""


def test_a_private_name_is_flagged_and_redacted(as_trainer: Client, article: Article) -> None:
    html = words(as_trainer.get(at(article, "article_detail")))
    assert "Private persons are named" in html
    start = TEXT.index("John Sample")
    place = {"start": start, "length": 11}
    assert "John Sample" in words(as_trainer.get(at(article, "article_redact"), place))
    assert as_trainer.post(at(article, "article_redact"), place).status_code == 422
    assert as_trainer.get(at(article, "article_redact"), {"start": "x"}).status_code == 404
    nowhere = {"start": 99999, "length": 2, "reason": "x"}
    assert as_trainer.post(at(article, "article_redact"), nowhere).status_code == 422

    as_trainer.post(at(article, "article_redact"), {**place, "reason": "a private person"})

    told = words(as_trainer.get(at(article, "article_detail")))
    assert "John Sample" not in told
    assert "Private persons are named" not in told
    assert "names a private person" not in told
    assert ArticleRedaction.objects.get().reason == "a private person"


@pytest.mark.parametrize("everywhere", [True, False])
def test_words_go_from_one_place_or_from_every_place(
    as_trainer: Client, article: Article, everywhere: bool
) -> None:
    places = places_of("Europol", TEXT)
    assert len(places) > 1
    place = {"start": places[1], "length": 7}
    others = f"Also at {len(places) - 1} other place"
    assert others in words(as_trainer.get(at(article, "article_redact"), place))

    sent = {**place, "reason": "only a test"} | ({"everywhere": "on"} if everywhere else {})
    as_trainer.post(at(article, "article_redact"), sent)

    article.refresh_from_db()
    gone = places if everywhere else places[1:2]
    assert [row.start for row in article.redactions.all()] == gone
    assert places_of("Europol", article.received_text) == sorted({*places} - {*gone})
    assert len(article.received_text) == len(TEXT)


def test_words_within_longer_words_are_other_words() -> None:
    assert places_of("Ann", "Ann and Annex, (Ann) Susann") == [0, 16]
    assert places_of("(Ann", "x(Annex (Ann") == [8]
    assert places_of("", "any") == []


def test_an_intense_report_is_told_first(
    as_trainer: Client, units: SimpleNamespace, trainer: User
) -> None:
    article = make_article(units.north, trainer, intensity=2)

    first = words(as_trainer.get(at(article, "article_detail")))
    assert "Before you read" in first
    assert "More arrests" not in first
    assert "More arrests" in words(as_trainer.get(at(article, "article_detail") + "?read=1"))
    as_trainer.post(at(article, "article_decide", 0), {"act": "accept"})
    assert "More arrests" in words(as_trainer.get(at(article, "article_detail")))


def test_who_writes_nothing_takes_in_nothing(
    client: Client, learner: User, article: Article
) -> None:
    client.force_login(learner)

    assert client.get(url("article_list")).status_code == 403
    assert client.get(url("article_new")).status_code == 403
    assert client.get(at(article, "article_detail")).status_code == 404


def test_a_case_is_made_of_what_was_accepted(as_trainer: Client, article: Article) -> None:
    for kind in ("fact", "event", "section"):
        as_trainer.post(at(article, "article_accept_all"), {"of": kind})
    typed = framed(as_trainer, article)
    assert (typed["title"], typed["slug"]) == ("Operation Cumberland", "operation-cumberland")
    assert typed["standfirst"].startswith(
        "Operation Cumberland, as told by Sample Wire: Countries: 19 [fact:countries]; "
    )
    answer = as_trainer.post(at(article, "article_case"), typed)

    draft = LibraryDraft.objects.get()
    assert answer.url == url("library_draft", draft.public_id)
    facts = {one["key"]: one for one in draft.body["facts.yaml"]["facts"]}
    arrests = facts["arrests"]["versions"][0]
    assert (arrests["figures"], arrests["as_of"]) == (["25"], "2025-02-28")
    assert "have arrested 25 people" in arrests["citations"][0]["quote"]
    days = [one["on"] for one in draft.body["case.yaml"]["timeline"]]
    assert days == ["2024-11", "2025-02-26"]
    article.refresh_from_db()
    assert (article.case_slug, article.source_key) == ("operation-cumberland", "sample-wire")
    assert as_trainer.post(at(article, "article_case"), typed).status_code == 409
    assert as_trainer.post(at(article, "article_case"), {"slug": "x"}).status_code == 422


def test_a_quote_is_whole_words_of_the_text_around_what_it_shows(article: Article) -> None:
    for proposal in article.proposals.filter(kind="fact"):
        quote = quote_of(article, proposal)
        marked = article.received_text[proposal.mark_start : proposal.mark_end]
        assert 0 < len(quote.split()) <= MOST_QUOTED_WORDS
        assert quote in " ".join(article.received_text.split())
        assert " ".join(marked.split()[:MOST_QUOTED_WORDS]) in quote


@pytest.mark.usefixtures("published")  # a taxonomy is there
def test_what_was_accepted_is_ready_for_the_library_and_leads_to_its_module(
    as_trainer: Client, article: Article
) -> None:
    for kind in ("fact", "event", "section"):
        as_trainer.post(at(article, "article_accept_all"), {"of": kind})
    as_trainer.post(at(article, "article_case"), framed(as_trainer, article))
    draft = LibraryDraft.objects.get()

    check = as_trainer.get(url("library_check", draft.public_id)).context["page"]
    assert [(one.what, one.name, one.message) for one in check.errors] == []
    assert [one.message for one in check.warnings if "figure" in one.message] == []
    text = 'They "saw it coming for many years" [fact:arrests].'  # the report does not say so
    beside = {"field": "body", "body": text, "language": "en"}
    assert "does not stand in the source" in words(
        as_trainer.post(url("library_preview", draft.public_id), beside)
    )
    answer = as_trainer.post(url("library_adopt", draft.public_id))
    onward = url("case_onward", "operation-cumberland")
    assert answer["Location"] == onward
    page = as_trainer.get(onward)
    first = page.context["form"].initial
    assert (first["title"], first["summary"]) == ("Operation Cumberland", framed_topic(draft))
    owner = page.context["form"].fields["owner"].queryset.get(name="North")
    typed = {**first, "code": "OC-1", "owner": owner.public_id, "case": "operation-cumberland"}
    made = as_trainer.post(url("course_new"), typed)
    assert made["Location"] == (
        url("module_build", "operation-cumberland") + "?case=operation-cumberland"
    )
    told = as_trainer.get(made["Location"]).context["form"]
    assert told["case"].value() == "operation-cumberland"


@pytest.mark.usefixtures("published")
def test_a_framing_that_is_not_filled_in_is_named(as_trainer: Client, article: Article) -> None:
    as_trainer.post(url("library_new", "case"), {"title": "Quay", "slug": "quay", "language": "en"})
    draft = LibraryDraft.objects.get()
    page = as_trainer.get(url("library_check", draft.public_id)).context["page"]
    assert {one.name for one in page.errors if one.what == "Framing"} == {
        "In one paragraph", "Topic", "What it means for a decision",
    }  # fmt: skip


def framed_topic(draft: LibraryDraft) -> str:
    return str(draft.body["case.yaml"]["topic"]["en"])


@pytest.mark.usefixtures("published")
def test_a_report_leads_on_to_where_it_went(as_trainer: Client, article: Article) -> None:
    as_trainer.post(at(article, "article_accept_all"), {"of": "fact"})
    assert "Make a case of it" in words(as_trainer.get(at(article, "article_detail")))
    as_trainer.post(at(article, "article_case"), framed(as_trainer, article))
    draft = LibraryDraft.objects.get()
    html = words(as_trainer.get(at(article, "article_detail")))
    assert url("library_draft", draft.public_id) in html
    form = as_trainer.get(url("article_new"), {"case": draft.slug}).context["form"]
    assert form["case_slug"].value() == draft.slug
    as_trainer.post(url("library_adopt", draft.public_id))
    html = words(as_trainer.get(at(article, "article_detail")))
    assert url("case_onward", draft.slug) in html


def test_each_field_of_the_two_forms_of_a_case_has_a_label_of_its_own(
    as_trainer: Client, article: Article
) -> None:
    page = as_trainer.get(at(article, "article_case")).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert 'for="extend_slug"' in page


def test_cases_are_offered_by_their_names(
    library: None,  # noqa: F811
    case_draft: LibraryDraft,  # noqa: F811
    as_trainer: Client,
    article: Article,
) -> None:
    draft = LibraryDraft.objects.get(pk=case_draft.pk)
    offered = f'<option value="harbour">{draft.title}</option>'
    for where in (at(article, "article_case"), url("article_new")):
        html = words(as_trainer.get(where))
        assert 'list="cases-known"' in html
        assert html.count(offered) == 1


def test_a_second_report_is_held_against_the_case(
    as_trainer: Client, article: Article, units: SimpleNamespace, trainer: User
) -> None:
    for kind in ("fact", "event"):
        as_trainer.post(at(article, "article_accept_all"), {"of": kind})
    as_trainer.post(at(article, "article_case"), framed(as_trainer, article))
    second = make_article(units.north, trainer, publisher="Other Paper", title="Another account")
    row = second.proposals.get(key="suspects")
    for kind in ("fact", "event"):
        as_trainer.post(at(second, "article_accept_all"), {"of": kind})
    told = second.proposals.filter(kind="event").first()
    as_trainer.post(at(second, "article_edit", told.position),
                    {"key": told.key, "statement": "Said in other words."})  # fmt: skip
    as_trainer.post(at(second, "article_edit", row.position),
                    {"key": "suspects", "statement": "Suspects: 272", "figure": "272"})  # fmt: skip

    slug = {"slug": "operation-cumberland"}
    page = as_trainer.get(at(second, "article_compare"), slug).context["page"]
    verdicts = {line.key: line.match.verdict for line in page.lines}
    assert verdicts["suspects"] == "differs"
    assert verdicts["arrests"] == verdicts["countries"] == "agrees"

    chosen = {f"act-{one.position}": {"agrees": "cite", "differs": "conflict", "new": "add"}[
        one.match.verdict] for one in page.lines}  # fmt: skip
    decided = {f"taught-{row.position}": "273", f"why-{row.position}": "the agency's own list"}
    as_trainer.post(at(second, "article_compare"), {**slug, **chosen, **decided})

    body = LibraryDraft.objects.get().body
    (conflict,) = body["facts.yaml"]["conflicts"]
    assert [one["value"]["en"] for one in conflict["positions"]] == [
        "Suspects: 273", "Suspects: 272",
    ]  # fmt: skip
    assert (conflict["taught"], conflict["why"], conflict["shown"]) == (
        {"en": "273"}, {"en": "the agency's own list"}, False,
    )  # fmt: skip
    facts = {one["key"]: one["versions"][-1] for one in body["facts.yaml"]["facts"]}
    cited = [one["source"] for one in facts["arrests"]["citations"]]
    assert cited == ["sample-wire", "other-paper"]
    # An event that both tell stands once.
    days = [one["on"] for one in body["case.yaml"]["timeline"]]
    assert days == ["2024-11", "2025-02-26"]


def test_a_case_that_nobody_knows_is_told_so(as_trainer: Client, article: Article) -> None:
    answer = as_trainer.get(at(article, "article_compare"), {"slug": "no-such-case"})
    assert answer.status_code == 404
    assert "no case with this key" in words(answer)
    assert as_trainer.get(at(article, "article_compare"), {"slug": ""}).status_code == 302


@pytest.mark.parametrize("item_count", [1, 3])
def test_queries_do_not_grow(
    as_trainer: Client,
    units: SimpleNamespace,
    trainer: User,
    item_count: int,
    django_assert_num_queries: object,
) -> None:
    articles = [make_article(units.north, trainer) for _one in range(item_count)]
    as_trainer.get(url("article_list"))
    with django_assert_num_queries(5):  # type: ignore[operator]
        as_trainer.get(url("article_list"))
    for one in articles:
        as_trainer.post(at(one, "article_accept_all"), {"of": "fact"})
    as_trainer.get(at(articles[0], "article_detail"))
    with django_assert_num_queries(7):  # type: ignore[operator]
        as_trainer.get(at(articles[0], "article_detail"))
