"""What is known: sources, facts, cases, policies, words, and the one rendering path. No pages."""
