"""Ground floor with no domain word in it: web, enqueue, strict files, base template."""
