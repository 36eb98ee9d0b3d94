"""`import_article PATH`: a report is read and what it claims is kept as proposals, or printed."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Unit
from content.importing.as_data import findings_data
from content.importing.reading import read_report
from content.importing.receiving import MAX_BYTES, NotReceivable, Received, kind_of, receive
from content.importing.services import import_article, read_article
from content.texts import is_partial_date


class Command(BaseCommand):
    requires_system_checks = []
    help = "Read a report (.txt, .md, .html) and keep what it claims as proposals, or print it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--publisher", default="")
        parser.add_argument("--title", default="")
        parser.add_argument("--url", default="")
        parser.add_argument("--published-on", default="", help="2025-02-28, 2025-02 or 2025")
        parser.add_argument("--owner", default="", help="short code of the unit that owns it")
        parser.add_argument("--json", action="store_true", help="print findings, save nothing")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            told = {name: str(options[name]).strip() for name in ("publisher", "title", "url")}
            told["published_on"] = _day(options["published_on"])
            _check(told)
            received = _received(path)
            if options["json"]:
                self.stdout.write(_findings(path, received, told))
                return
            self.stdout.write(_imported(received, told, owner=options["owner"]))
        except (_Refused, NotReceivable) as refused:
            self.stderr.write(f"{path}: {refused}".replace("\n", " "))
            raise SystemExit(1) from None
        except DatabaseError as error:
            self.stderr.write(f"The database does not take part: {error}".replace("\n", " "))
            raise SystemExit(1) from None


class _Refused(ValueError):
    """What was given cannot be used; the words say why."""


def _day(given: str) -> str:
    if given and not is_partial_date(given):
        raise _Refused(f"“{given}” is no date such as 2025-02-28, 2025-02 or 2025")
    return given


def _check(told: dict[str, str]) -> None:
    for name, longest in (("publisher", 300), ("title", 500), ("url", 2000)):
        if len(told[name]) > longest:
            raise _Refused(f"the {name} has more than {longest} characters")
    if told["url"] and not told["url"].startswith(("https://", "http://")):
        raise _Refused("the address starts with https:// or http://")


def _received(path: Path) -> Received:
    kind = kind_of(path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotReceivable("size")
        return receive(path.read_bytes(), kind)
    except OSError as error:
        raise _Refused(error.strerror or "cannot be read") from None


def _findings(path: Path, received: Received, told: dict[str, str]) -> str:
    found = read_report(received.text, blocks=received.blocks, published_on=told["published_on"])
    data = findings_data(found)
    if told["title"]:
        data["title_given"] = told["title"]
    source = {
        "file": path.name,
        "publisher": told["publisher"] or None,
        "url": told["url"] or None,
        "published_on": told["published_on"] or None,
    }
    text = {
        "sha256": received.sha256,
        "kind": received.kind,
        "characters": len(received.text),
        "replaced": received.replaced,
        "text": received.text,
    }
    whole = {"format": "casebook-findings/1", "source": source, **data, "received": text}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _imported(received: Received, told: dict[str, str], *, owner: str) -> str:
    units = (
        Unit.objects.filter(short_code__iexact=owner) if owner else Unit.objects.filter(parent=None)
    )
    unit = units.first()
    if unit is None:
        raise _Refused(f"there is no unit with the short code “{owner}”")
    article = import_article(
        received=received,
        owner=unit,
        publisher=told["publisher"],
        title=told["title"],
        url=told["url"],
        published_on=told["published_on"],
        by=None,
        at=timezone.now(),
    )
    # Whoever types the command waits for it; the worker that comes later finds nothing to do.
    read_article(article_id=article.pk, at=timezone.now())
    article.refresh_from_db()
    count = article.proposals.count()
    return f"imported article {article.public_id}: {count} proposals, “{article.title}”"
