"""What must hold inside a folder before anything is compared with the library (pure)."""

from content.library.bundles import BackgroundBundle, Bundle, CaseBundle, PolicyBundle
from content.library.checks.case import check_case
from content.library.checks.forms import check_forms
from content.library.checks.knowledge import check_knowledge
from content.library.checks.policy import check_policy
from content.library.checks.words import check_languages, check_texts

__all__ = ["check_inside"]


def check_inside(bundle: Bundle) -> None:
    """Note in the bundle's files everything that the folder itself shows to be wrong."""
    check_languages(bundle)
    if isinstance(bundle, CaseBundle):
        check_case(bundle)
    elif isinstance(bundle, PolicyBundle):
        check_policy(bundle)
        check_forms(bundle)
    elif isinstance(bundle, BackgroundBundle):
        check_texts(bundle, "background.yaml", ("title",), bundle.head.title)
    check_knowledge(bundle)
