"""The plot of one question: how often each answer was given in each third of the score.

A line an answer, from the lowest third to the best, in the numbers of an SVG that the server
draws. Pure: shares in, places on a grid out. The table beside it says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 420, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 30, 12, 28
# Letters at the ends of the lines stand at least so far apart.
APART = 15
MOST_LINES = 8


@dataclass(frozen=True)
class PlotLine:
    """One answer: its letter, its points, and where the letter stands."""

    letter: str
    points: str
    dots: tuple[tuple[int, int], ...]
    letter_y: int
    is_key: bool
    dash: int


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what it is called."""

    at: int
    label: str


@dataclass(frozen=True)
class Plot:
    """The whole drawing, in units of its view box."""

    lines: list[PlotLine]
    across: list[Tick]
    up: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    letters_x: int = WIDTH - RIGHT + 8
    base: int = HEIGHT - BOTTOM
    words_y: int = HEIGHT - 8
    numbers_x: int = LEFT - 8


def draw(
    rows: Sequence[tuple[str, Sequence[float], bool]], *, thirds: Sequence[str]
) -> Plot | None:
    """Return the plot of (letter, shares by third, whether right); None without thirds."""
    drawn = [row for row in rows if len(row[1]) == len(thirds)][:MOST_LINES]
    if not drawn:
        return None
    across = [LEFT + step * (WIDTH - LEFT - RIGHT) // (len(thirds) - 1) for step in range(3)]
    ends = _spread([_height(shares[-1]) for _letter, shares, _is_key in drawn])
    lines = []
    for number, ((letter, shares, is_key), end) in enumerate(zip(drawn, ends, strict=True)):
        dots = tuple((x, _height(share)) for x, share in zip(across, shares, strict=True))
        points = " ".join(f"{x},{y}" for x, y in dots)
        lines.append(PlotLine(letter, points, dots, end, is_key, number % 4))
    return Plot(
        lines=lines,
        across=[Tick(x, words) for x, words in zip(across, thirds, strict=True)],
        up=[Tick(_height(share / 100), str(share)) for share in (0, 25, 50, 75, 100)],
    )


def _height(share: float) -> int:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM))


def _spread(heights: Sequence[int]) -> list[int]:
    """Return places for the letters near these heights that do not lie over each other."""
    order = sorted(range(len(heights)), key=lambda number: (heights[number], number))
    found = [0] * len(heights)
    lowest = TOP - APART
    for number in order:
        lowest = found[number] = max(heights[number], lowest + APART)
    # Whatever was pushed out at the bottom pushes the others back up.
    most = HEIGHT - BOTTOM
    for number in reversed(order):
        most = found[number] = min(found[number], most)
        most -= APART
    return found
