"""Attempts, steps, responses and gradings; behaviours are pure."""
