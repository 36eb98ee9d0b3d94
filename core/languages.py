"""Languages by their names, in the language of who reads."""

from django.utils.translation import get_language_info


def language_name(code: str) -> str:
    """Return what the language is called; its code where Django does not know it."""
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code
