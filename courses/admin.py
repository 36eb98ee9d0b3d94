"""Every admin page of courses, so that Django finds them; each stands in its capability."""

from courses.catalogue import admin as catalogue
from courses.releases import admin as releases

__all__ = ["catalogue", "releases"]
