import pickle

from core.problems import Problem, ProblemsFound


def test_a_problem_is_written_with_file_line_and_key():
    assert str(Problem("course.yaml", 3, "title.en", "is required")) == (
        "course.yaml:3: title.en: is required"
    )


def test_a_problem_without_a_key_is_written_without_it():
    assert str(Problem("a.md", 1, "", "is empty")) == "a.md:1: is empty"


def test_problems_are_told_once_in_order_of_place():
    late, early = Problem("a", 9, "k", "late"), Problem("a", 2, "k", "early")

    found = ProblemsFound([late, early, late])

    assert found.problems == (early, late)
    assert str(found) == "a:2: k: early\na:9: k: late"


def test_problems_survive_the_way_out_of_another_process():
    found = ProblemsFound([Problem("a", 1, "", "x", "warning")])

    assert pickle.loads(pickle.dumps(found)).problems == found.problems  # noqa: S301
