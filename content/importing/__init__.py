"""From an article to proposals (facts, timeline, questions)."""
