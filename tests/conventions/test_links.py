"""No page offers a way that ends in a refusal: every link is followed, as each kind of person."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from accounts.models import User
from courses.releases.models import Release
from tests.courses.conftest import _no_part_of_another_test, published  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a\s[^>]*?href="([^"#?]+)', re.DOTALL)
# Of the pages of one kind so many are opened; a course has dozens of questions.
OF_A_KIND = 3
PEOPLE = ["learner", "trainer", "lead", "auditor", "admin_person", "outsider"]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_leads_to_a_page(
    who: str,
    client: Client,
    request: pytest.FixtureRequest,
    published: Release,  # noqa: F811 -- a fixture
) -> None:
    person: User = request.getfixturevalue(who)
    client.force_login(person)
    opened: dict[str, int] = {}
    seen, waiting = {"/"}, deque([("/", "")])
    refused = []
    while waiting:
        path, found_on = waiting.popleft()
        kind = resolve(path).view_name
        opened[kind] = opened.get(kind, 0) + 1
        if opened[kind] > OF_A_KIND:
            continue
        answer = client.get(path, follow=True)
        if answer.status_code >= 400:
            refused.append((answer.status_code, path, found_on))
        if answer.get("Content-Type", "").startswith("text/html"):
            links = {urljoin(path, link) for link in LINK.findall(answer.content.decode())}
            new = sorted(link for link in links - seen if _is_ours(link))
            seen.update(new)
            waiting.extend((link, path) for link in new)
    assert refused == [], "\n".join(map(str, refused))
    assert len(opened) > 10


def _is_ours(link: str) -> bool:
    """A page of the site itself; the admin has pages of its own, which it keeps in order."""
    return not urlsplit(link).netloc and link.startswith("/") and not link.startswith("/admin/")
