"""Articles that were received, what was found in them, and what people made of it."""

from content.importing.models.article import Article, ArticleRedaction
from content.importing.models.proposal import Proposal, ProposalChange

__all__ = ["Article", "ArticleRedaction", "Proposal", "ProposalChange"]
