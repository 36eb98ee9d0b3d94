"""Where Django finds the admin of content; each part stands in its capability."""

from content.facts import admin as facts
from content.policies import admin as policies
from content.sources import admin as sources

__all__ = ["facts", "policies", "sources"]
