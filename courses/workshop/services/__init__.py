"""What several rooms below do together for one page of the workshop."""
