"""ordering/1: put things in their right order, as on a timeline."""
