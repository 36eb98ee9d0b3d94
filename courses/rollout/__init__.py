"""Long resumable runs with one unique row per person."""
