"""`{% kept %}…{% endkept %}`: a piece of a template drawn once for each language.

The frame of every page says the same to everybody, and drawing it costs more than drawing what is
new on the page. What stands inside is drawn without anything of the page: no person, no request
and no token can be in what is kept.
"""

from weakref import WeakKeyDictionary

from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class KeptNode(Node):
    """A piece that is drawn once for each language of the pages."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        drawings = _drawings.setdefault(self, {})
        language = get_language()
        drawn = drawings.get(language)
        if drawn is None:
            drawn = drawings[language] = self._draw(context)
        return drawn

    def _draw(self, context: Context) -> SafeString:
        alone = Context(autoescape=context.autoescape)
        alone.template, alone.template_name = context.template, context.template_name
        return self.nodelist.render(alone)


_drawings: WeakKeyDictionary[KeptNode, dict[str | None, SafeString]] = WeakKeyDictionary()


def kept(parser: Parser, token: Token) -> KeptNode:
    """Return the node of a kept piece; TemplateSyntaxError if pages could fill a block in it."""
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError("A kept piece is the same on every page: no block inside.")
    return KeptNode(nodelist)


def forget() -> None:
    """Draw anew: between tests that speak other languages."""
    _drawings.clear()
