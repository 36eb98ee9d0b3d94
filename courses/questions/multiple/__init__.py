"""multiple/1: every right option counts up, every wrong one down, to a balance."""
