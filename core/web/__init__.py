"""The web side of core: middleware, error pages, health, answers that htmx understands.

Owns what every request passes through. Knows no page of the product. Imported by views and
settings only, never by models, selectors, services or rules.
"""

from core.web.responses import hx_redirect, render_invalid

__all__ = ["hx_redirect", "render_invalid"]
