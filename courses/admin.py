"""Every admin page of courses, so that Django finds them; each stands in its capability."""

from courses.assessment import admin as assessment
from courses.catalogue import admin as catalogue
from courses.certification import admin as certification
from courses.progress import admin as progress
from courses.releases import admin as releases

__all__ = ["assessment", "catalogue", "certification", "progress", "releases"]
