"""The rules over one text in Markdown: each yields what it finds, with its place."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from content.linting.findings import Finding
from content.linting.guarded import GuardedWord, guarded_in
from content.linting.knowledge import shortened, stands_in
from content.linting.scanning import Mention, Sentence, prose_of, sentences_of
from content.linting.standing import too_strong
from content.rendering import ResolvedClause, ResolvedFact, Resolver, count_words
from content.rendering.figures import is_of_a_date
from content.rendering.limits import MAX_BYTES
from content.rendering.numbers import Number, numbers_in

MOST_FINDINGS = 200
MOST_WORDS = 45
_SMALL = 3  # "from 0 to 3": too small to tell
_FEW = 12  # spelled numbers up to here are mostly no figures: "two steps"
_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{12,400})[”\"»]")
_MEDIA = re.compile(
    r"!\[[^\]\n]{0,200}|<(?:img|video|audio|iframe|embed|object|picture)\b[^>\n]{0,200}"
    r"|https?://[^\s)>\]\"]{1,500}?\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|tiff?|mp4|webm|mov|avi"
    r"|mkv|mp3|wav|m4a|ogg)(?![\w.-])"
    r"|https?://(?:[\w-]{1,40}\.){0,4}(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com"
    r"|tiktok\.com|twitch\.tv|imgur\.com|flickr\.com|giphy\.com)(?![\w.-])[^\s)>\]\"]{0,200}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:article|art\.?|section|sections|§|chapter|part|step|level|levels|version|rule|annex"
    r"|appendix|page|pages|question|questions|item|module|clause|category|grade|tier|phase|no\.?|nos\."
    r"|number|note|table|line|intensity|act|law|art[íi]culos?|secci[óo]n|cap[íi]tulo|paso|nivel"
    r"|versi[óo]n|regla|anexo|p[áa]gina|pregunta|m[óo]dulo|cl[áa]usula|categor[íi]a|grado|fase|n[úu]mero"
    r"|ley|recital|considerando|title|t[íi]tulo|resolution|hash|sha|md)\s*(?:\((?:EU|UE|EC)\)\s*)?"
    r"(?:\d{1,4}\s*(?:,|and|or|to|y|o|a|–|-)\s*){0,4}"
    r"|\((?:EU|UE|EC)\)\s*(?:No\.?\s*)?|[\w][-/.:])$",
    re.IGNORECASE,
)

_COURSE = re.compile(
    r"\s*(?:\w+\s)?(?:minutes?|questions?|tries|attempts|lessons?|modules?|minutos?|preguntas?"
    r"|intentos?|lecciones|lección|m[óo]dulos?)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|por ciento\b)", re.IGNORECASE)
_PASSING = re.compile(
    r"\b(?:pass|passes|passed|need|needs|supera|superar|aprueba|aprobar|necesita)\b", re.IGNORECASE
)

# The texts, as received, of the sources that a fact cites, by the fact's full key.
type Received = Mapping[str, Sequence[str]]


def lint_text(
    source: str,
    *,
    resolver: Resolver,
    language: str = "",
    guarded: Sequence[GuardedWord] = (),
    received: Received | None = None,
    said: Collection[str] = (),
    unchecked: Collection[str] = (),
    without: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return what the rules find in a text, in the order of the text.

    `resolver` answers references, `guarded` is the organisation's list, `said` are the
    words whose figures need no fact again (of the case that is told, where sources disagree),
    `unchecked` names the clauses (full keys) of law without a checked status, and
    `without` the rules that do not apply. Of a text over the renderer's limit, and of findings
    beyond the 200th, nothing is said.
    """
    if len(source) > MAX_BYTES:
        return ()
    linter = _Linter(source, resolver, language, guarded, received or {}, unchecked)
    linter.said = said
    found = {one for one in linter.findings() if one.code not in without}
    return tuple(sorted(found)[:MOST_FINDINGS])


class _Linter:
    """One text with all that the caller knows; every rule is a method that yields its findings."""

    def __init__(
        self,
        source: str,
        resolver: Resolver,
        language: str,
        guarded: Sequence[GuardedWord],
        received: Received,
        unchecked: Collection[str],
    ) -> None:
        self.source = source
        self.resolver = resolver
        self.language = language
        self.guarded = guarded
        self.received = received
        self.said: Collection[str] = ()
        self.unchecked = unchecked
        self.sentences = list(sentences_of(source))
        self._lines = [found.end() for found in re.finditer("\n", source)]
        self._facts: dict[int, ResolvedFact] = {}
        self._values: set[Decimal] = set()

    def findings(self) -> Iterator[Finding]:
        self._look_up()
        yield from self._media()
        yield from self._guarded()
        for sentence in self.sentences:
            for mention in sentence.mentions:
                yield from self._of_mention(mention)
            yield from self._numbers(sentence)
            yield from self._claims(sentence)
            yield from self._length(sentence)

    def _look_up(self) -> None:
        """Find the facts that are cited anywhere in the text, and every value that they give."""
        for mention in (one for sentence in self.sentences for one in sentence.mentions):
            if mention.spot.kind == "fact" and mention.spot.key:
                fact = self.resolver.fact(mention.spot.key, mention.spot.version)
                if fact is not None:
                    self._facts[mention.start] = fact
        facts = {one.key: one for one in self._facts.values()}.values()
        cited = [text for fact in facts for text in (*fact.figures, fact.statement)]
        for number in (one for text in (*cited, *self.said) for one in numbers_in(text)):
            self._values |= number.values

    def _at(self, start: int, end: int, code: str, detail: str = "") -> Finding:
        line = bisect_right(self._lines, start) + 1
        return Finding(start, end, line, code, shortened(self.source[start:end]), detail)

    def _media(self) -> Iterator[Finding]:
        for found in _MEDIA.finditer(self.source):
            yield self._at(found.start(), found.end(), "media")

    def _guarded(self) -> Iterator[Finding]:
        prose, _mentions = prose_of(self.source)
        for start, end, entry in guarded_in(prose, self.guarded):
            code = "victim" if entry.kind == "name" else "explicit"
            yield self._at(start, end, code, entry.advice)

    def _of_mention(self, mention: Mention) -> Iterator[Finding]:
        spot, place = mention.spot, (mention.start, mention.end)
        current: ResolvedFact | ResolvedClause | None = None
        if fact := self._facts.get(mention.start):
            current = self.resolver.fact(spot.key, None) if spot.version else fact
            if not fact.note.citations:
                yield self._at(*place, "uncited-fact")
            received = self.received.get(fact.key, ())
            for one in fact.note.citations if received else ():
                if one.quote and not any(stands_in(one.quote, text) for text in received):
                    found = self._at(*place, "quote", one.publisher)
                    yield replace(found, words=shortened(one.quote))
        elif spot.kind == "clause" and spot.key:
            current = self.resolver.clause(spot.key, None)
            if current and current.key in self.unchecked:
                yield self._at(*place, "law-unchecked")
        if spot.version and current and current.version > spot.version:
            yield self._at(*place, "newer-version", str(current.version))

    def _numbers(self, sentence: Sentence) -> Iterator[Finding]:
        if sentence.kind == "heading" or any(
            one.spot.kind == "clause" for one in sentence.mentions
        ):
            return
        cited = max((one.start for one in sentence.mentions if one.spot.kind == "fact"), default=-1)
        for number in numbers_in(sentence.text, language=self.language):
            start = sentence.start + number.start
            if start < cited or number.values & self._values:
                continue
            if not _is_no_figure(sentence.text, number):
                yield self._at(start, sentence.start + number.end, "number")

    def _claims(self, sentence: Sentence) -> Iterator[Finding]:
        """Look at the words before each fact reference, back to the one before it."""
        begin = 0
        for mention in sentence.mentions:
            if fact := self._facts.get(mention.start):
                end = max(mention.start - sentence.start, begin)
                at, words = sentence.start + begin, sentence.text[begin:end]
                status = fact.note.status
                for start, stop in too_strong(words, status=status, statement=fact.statement):
                    yield self._at(at + start, at + stop, "too-strong", status)
                yield from self._quotes(at, words, fact)
                begin = end

    def _quotes(self, at: int, words: str, fact: ResolvedFact) -> Iterator[Finding]:
        received = self.received.get(fact.key, ())
        if not received:
            return
        texts = [*received, fact.statement, *(one.quote for one in fact.note.citations)]
        for found in _QUOTED.finditer(words):
            if count_words(found[1]) > 3 and not any(stands_in(found[1], one) for one in texts):
                publishers = {one.publisher for one in fact.note.citations}
                place = (at + found.start(1), at + found.end(1))
                yield self._at(*place, "quote", ", ".join(sorted(publishers)))

    def _length(self, sentence: Sentence) -> Iterator[Finding]:
        count = count_words(sentence.text)
        if count > MOST_WORDS and not sentence.kind:
            start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
            end = sentence.start + len(sentence.text.rstrip())
            yield self._at(start, end, "long", str(count))


def _is_no_figure(text: str, number: Number) -> bool:
    """Say whether a number names something (Article 7, 18+, a date), is small, or of the course."""
    before, after = text[max(0, number.start - 60) : number.start], text[number.end :][:40]
    if number.code or after[:1] in {"/", "+"} or before[-1:] == "+":
        return True
    if all(value <= _SMALL for value in number.values) or before.lower().endswith("por "):
        return True
    if not number.written[0].isdigit() and all(value <= _FEW for value in number.values):
        return True
    if is_of_a_date(text, number):
        return True
    if _PERCENT.match(after):
        return bool(_PASSING.search(text))
    return bool(_COURSE.match(after) or _NAMED.search(before))
