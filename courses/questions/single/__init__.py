"""single/1: one option out of several is right. All or nothing."""
