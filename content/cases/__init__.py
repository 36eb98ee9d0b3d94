"""Real events told for training."""
