"""Translations made readable for the running program, without the gettext tools."""

from pathlib import Path

import polib


def compile_changed(folder: Path) -> list[Path]:
    """Every .po file under the folder has a .mo file beside it that is no older; returns the new.

    Unfinished (fuzzy) translations stay out, so their source text is shown.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        half = target.with_suffix(".part")
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.rename(target)
        made.append(target)
    return made
