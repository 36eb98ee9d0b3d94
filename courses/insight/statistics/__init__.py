"""Classical test theory over a table of marks: pure, exact, and the same in any order.

Marks are integers (quanta) and are summed as integers; a division happens once, at the end. What
a statistic needs and does not have (two people, any variance) makes it None, shown as "not
defined". Entry points: `Table`, `quiz_statistics`, `question_statistics`, `score_groups`.
"""

from courses.insight.statistics.groups import ScoreGroup, score_groups
from courses.insight.statistics.questions import (
    QuestionStatistics,
    facility_and_discrimination,
    question_statistics,
)
from courses.insight.statistics.quizzes import QuizStatistics, quiz_statistics
from courses.insight.statistics.table import Coded, Column, Pairs, Table

__all__ = [
    "Coded",
    "Column",
    "Pairs",
    "QuestionStatistics",
    "QuizStatistics",
    "ScoreGroup",
    "Table",
    "facility_and_discrimination",
    "question_statistics",
    "quiz_statistics",
    "score_groups",
]
