"""Question types: definition, validation and grading. Pure: no Django, no content."""
