"""Colours that stand together are far enough apart to be read, in light and in dark."""

import itertools
import math
import re

import pytest

from core.bundle import SOURCE

CSS = (SOURCE / "tokens.css").read_text(encoding="utf-8")
NUMBERS = r"([\d.]+)% ([\d.]+) ([\d.]+)"
TOKEN = re.compile(
    rf"--([a-z-]+): light-dark\(oklch\({NUMBERS}\), oklch\({NUMBERS}\)\);", re.MULTILINE
)
# The first block holds the tokens of every reader; the second those who ask for more contrast.
ORDINARY, MORE = CSS.split("@media (prefers-contrast: more)")

TEXT = ["ink", "ink-soft", "accent", "accent-strong", "ok", "notice", "problem"]
GROUNDS = ["paper", "sheet", "sunk"]
TEXT_PAIRS = [
    *((text, ground) for text in TEXT for ground in GROUNDS),
    *((tone, f"{tone}-wash") for tone in ("accent", "ok", "notice", "problem")),
    *((text, f"{tone}-wash") for text in ("ink", "ink-soft", "accent", "accent-strong")
      for tone in ("accent", "ok", "notice", "problem")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]  # fmt: skip
# What is drawn and must be seen to use the page: borders of fields, the bar, the focus ring.
DRAWN_PAIRS = [(mark, ground) for mark in ("edge", "accent") for ground in ("paper", "sheet")]

type Colour = tuple[float, float, float]


def tokens(css: str, scheme: str) -> dict[str, Colour]:
    offset = 0 if scheme == "light" else 3
    return {
        match[1]: tuple(float(match[index + offset]) for index in (2, 3, 4))  # type: ignore[misc]
        for match in TOKEN.finditer(css)
    }


def luminance(colour: Colour) -> float:
    """Relative luminance of an OKLCH colour: OKLab to linear sRGB, clipped to the screen."""
    lightness, chroma, hue = colour[0] / 100, colour[1], math.radians(colour[2])
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_the_known_one():
    assert contrast((100, 0, 0), (0, 0, 0)) == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(text: str, ground: str, scheme: str, more: bool):
    colours = tokens(ORDINARY, scheme) | (tokens(MORE, scheme) if more else {})
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), DRAWN_PAIRS)
def test_what_must_be_seen_stands_out(mark: str, ground: str, scheme: str):
    colours = tokens(ORDINARY, scheme)
    assert contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tones_differ_in_lightness_and_not_in_hue_alone(scheme: str):
    colours = tokens(ORDINARY, scheme)
    lightness = sorted(colours[tone][0] for tone in ("ok", "notice", "problem"))
    assert all(upper - lower >= 3 for lower, upper in itertools.pairwise(lightness))
