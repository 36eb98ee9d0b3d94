"""What is known: sources, facts, cases, policies, vocabulary, and the one rendering path. No pages of its own."""
