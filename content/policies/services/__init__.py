"""Writing policies: new clause versions and editions are added, what was in effect stays."""

from content.policies.services.clauses import store_clauses
from content.policies.services.forms import store_forms
from content.policies.services.policy import restrict_policy, store_editions, store_policy

__all__ = ["restrict_policy", "store_clauses", "store_editions", "store_forms", "store_policy"]
