"""The plot of who answered what: places on a grid, and letters that can be told apart."""

from courses.workshop.pages.figures.plot import APART, draw

THIRDS = ("lowest", "middle", "best")


def test_lines_run_from_the_lowest_third_to_the_best() -> None:
    plot = draw([("A", (0, 0.5, 1), True)], thirds=THIRDS)
    assert plot is not None
    (line,) = plot.lines
    assert line.dots == ((44, 192), (217, 102), (390, 12))
    assert line.points == "44,192 217,102 390,12"
    assert (line.letter, line.is_key, line.letter_y) == ("A", True, 12)
    assert [tick.label for tick in plot.across] == list(THIRDS)
    assert [(tick.at, tick.label) for tick in plot.up][::4] == [(192, "0"), (12, "100")]


def test_letters_at_the_same_height_are_spread_and_stay_on_the_grid() -> None:
    rows = [(letter, (0, 0, 0), False) for letter in "ABC"]
    plot = draw(rows, thirds=THIRDS)
    assert plot is not None
    heights = sorted(line.letter_y for line in plot.lines)
    assert heights == [192 - 2 * APART, 192 - APART, 192]


def test_without_thirds_there_is_no_plot() -> None:
    assert draw([("A", (), True)], thirds=THIRDS) is None
    assert draw([], thirds=THIRDS) is None
