"""What a person's hands do at a page, and about how long that takes.

A click is one press of the pointer; a choice of a list is two (open it, take one). A key counts
where pressing it decides something. Typed letters are no clicks: they only take time.

The time is the keystroke-level model (S. K. Card, T. P. Moran and A. Newell, "The keystroke-level
model for user performance time with interactive systems", Communications of the ACM 23(7), 1980):
a decision 1.35 s, pointing 1.1 s, a press 0.1 s, a key 0.28 s for an average typist. What has to
be read is read at 238 words a minute (M. Brysbaert, "How many words do we read per minute?",
Journal of Memory and Language 109, 2019). What the product takes to answer is measured beside it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

DECIDE, POINT, PRESS, KEY = 1.35, 1.1, 0.1, 0.28
WORDS_A_SECOND = 238 / 60


@dataclass
class Step:
    """One stretch of the road."""

    name: str
    clicks: int = 0
    keys: int = 0
    letters: int = 0
    words: int = 0
    waited: float = 0.0

    @property
    def choices(self) -> int:
        """Clicks and keys that decide something."""
        return self.clicks + self.keys

    @property
    def seconds(self) -> float:
        """Hands, eyes and the product's answers together."""
        hands = self.clicks * (DECIDE + POINT + PRESS) + self.keys * (DECIDE + KEY)
        return hands + self.letters * KEY + self.words / WORDS_A_SECOND + self.waited


@dataclass
class Tally:
    """The steps of a road in their order, whoever took them."""

    steps: list[Step] = field(default_factory=list)

    def begin(self, name: str) -> None:
        """What follows belongs to this step; one of the same name goes on."""
        known = next((one for one in self.steps if one.name == name), None)
        if known:
            self.steps.remove(known)
        self.steps.append(known or Step(name))

    @property
    def now(self) -> Step:
        """The step that is being taken."""
        return self.steps[-1]

    def table(self) -> str:
        """A line for each step and one for all of them."""
        rows = [*self.steps, Step("all")]
        for one in self.steps:
            for name in ("clicks", "keys", "letters", "words", "waited"):
                setattr(rows[-1], name, getattr(rows[-1], name) + getattr(one, name))
        lines = [f"{'step':<34}{'clicks':>8}{'keys':>6}{'letters':>9}{'words':>7}{'minutes':>9}"]
        lines += [
            f"{one.name:<34}{one.clicks:>8}{one.keys:>6}{one.letters:>9}{one.words:>7}"
            f"{one.seconds / 60:>9.1f}"
            for one in rows
        ]
        return "\n".join(lines)


class Hand:
    """A person at a page; everything that is done is counted."""

    def __init__(self, page: Page, tally: Tally) -> None:
        self.page, self.tally = page, tally

    def click(self, target: Locator) -> None:
        """Press it; what a page takes to come counts as waiting."""
        self.tally.now.clicks += 1
        self._timed(target.click)

    def key(self, key: str) -> None:
        """Press one key that decides something."""
        self.tally.now.keys += 1
        self._timed(lambda: self.page.keyboard.press(key))

    def choose(self, target: Locator, label: str) -> None:
        """Open a list and take one."""
        self.tally.now.clicks += 2
        target.select_option(label=label)

    def write(self, target: Locator, words: str) -> None:
        """Go to a field and type."""
        self.tally.now.clicks += 1
        self.tally.now.letters += len(words)
        target.fill(words)

    def paste(self, target: Locator, words: str) -> None:
        """Go to a field and paste."""
        self.tally.now.clicks += 1
        self.tally.now.keys += 1
        target.fill(words)

    def read(self, target: Locator) -> str:
        """Read what stands there."""
        said = target.inner_text()
        self.tally.now.words += len(said.split())
        return said

    def read_form(self, target: Locator) -> None:
        """Read what its fields hold."""
        held = target.locator("input:not([type=hidden]), textarea").evaluate_all(
            "fields => fields.map((field) => field.value).join(' ')"
        )
        self.tally.now.words += len(str(held).split())

    def wait_for(self, target: Locator) -> Locator:
        """Wait until it is there."""
        self._timed(target.first.wait_for)
        return target.first

    def _timed(self, act: object) -> None:
        begun = time.monotonic()
        assert callable(act)
        act()
        self.tally.now.waited += time.monotonic() - begun
