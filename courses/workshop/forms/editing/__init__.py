"""What is typed while a course is made."""
