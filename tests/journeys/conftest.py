"""A real Chromium for the tests that drive one; they are marked `browser`.

Without Chromium they are skipped and say how to get it; with CASEBOOK_BROWSER=required, as in CI,
a missing browser is an error.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.groups import group_of
from tests.journeys.served import Served

PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
# Milliseconds until a page that does not come is a failure: a busy machine takes its time.
MOST_WAITING = 30_000
expect.set_options(timeout=MOST_WAITING)
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; every page gets a context of its own."""
    named = os.environ.get("CASEBOOK_CHROMIUM")
    found = [place for place in ([named] if named else PLACES) if Path(place).exists()]
    if not found:
        words = "Chromium is not installed (Debian: apt-get install chromium)."
        if os.environ.get("CASEBOOK_BROWSER") == "required":
            pytest.fail(words)
        pytest.skip(words)
    # The driver keeps an event loop in this thread; our own database work there is not async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class UnderWay:
    """How many requests the threads of the live server are at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: list[int] = []

    def started(self, **_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            with self._lock:
                self._threads.append(threading.get_ident())

    def finished(self, **_: object) -> None:
        with self._lock:
            if threading.get_ident() in self._threads:
                self._threads.remove(threading.get_ident())

    def wait(self, *, seconds: float = 30, quiet: float = 0.05) -> None:
        """Return when nothing has been under way for a moment; fail if that takes too long."""
        end = time.monotonic() + seconds
        since = time.monotonic()
        while time.monotonic() < since + quiet:
            if self._threads:
                since = time.monotonic()
            if since > end:
                pytest.fail(f"a request of this test was not answered in {seconds} s")
            time.sleep(0.005)


@pytest.fixture(scope="session")
def under_way() -> Iterator[UnderWay]:
    """The requests that the live server has not answered yet."""
    requests = UnderWay()
    request_started.connect(requests.started, weak=False)
    request_finished.connect(requests.finished, weak=False)
    yield requests
    request_started.disconnect(requests.started)
    request_finished.disconnect(requests.finished)


@pytest.fixture
def context(chromium: Browser, under_way: UnderWay) -> Iterator[BrowserContext]:
    """A browser that knows nobody yet.

    What a page still sends as it closes (a text saved by itself, say) is answered before the
    tables are emptied under it: the two would wait for each other, and PostgreSQL ends one.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(MOST_WAITING)
    yield context
    context.close()
    under_way.wait()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails its test when the browser reports an error of ours."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return page


@pytest.fixture(scope="session")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The whole product in processes of its own, started once for all journeys (group `site`)."""
    with Served(tmp_path_factory.mktemp("site") / "data") as site:
        yield site


@pytest.fixture
def site(served_once: Served, request: pytest.FixtureRequest) -> Served:
    """The started site, brought back if the test before left it down."""
    assert group_of(str(request.path)) == "site", "the file has to name its group"
    if not served_once.answers():
        served_once.kill()
        served_once.start()
    return served_once


@pytest.fixture
def visit(chromium: Browser, site: Served) -> Iterator[Callable[..., Page]]:
    """Open a page in a new browser, as a new learner (or with `cookie`, or as nobody)."""
    contexts: list[BrowserContext] = []

    def visit(cookie: dict[str, Any] | None = None, **options: Any) -> Page:
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(MOST_WAITING)
        if cookie:
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        return page

    yield visit
    for context in contexts:
        context.close()


def session_cookie(client, person, live_server) -> dict[str, str]:
    """The cookie of a session in which this person is signed in."""
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}


@pytest.fixture
def sign_in(context: BrowserContext, live_server, client):
    """Sign a person in without the door: the session cookie is put into the browser."""

    def sign_in(person) -> None:
        context.add_cookies([session_cookie(client, person, live_server)])

    return sign_in
