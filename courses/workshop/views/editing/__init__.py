"""Making a course: outline, lessons, settings, bank, sharing, history."""
