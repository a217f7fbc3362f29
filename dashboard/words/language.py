"""The languages that the window speaks, and which one a system is set to."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """What a person wants: a language, or that of the system."""

    SYSTEM = "system"
    EN = "en"
    DE = "de"


def resolved(wanted: Language) -> Language:
    """The language that a wish means; English where the system's is none of ours."""
    return system_language() if wanted is Language.SYSTEM else wanted


def system_language() -> Language:
    """The first of the system's languages that the window speaks, else English."""
    from PySide6.QtCore import QLocale  # the sound knows languages, too, and must not need Qt

    known = {one.value: one for one in (Language.EN, Language.DE)}
    for tag in QLocale.system().uiLanguages():
        short = tag.replace("_", "-").partition("-")[0].lower()
        if short in known:
            return known[short]
    return Language.EN
