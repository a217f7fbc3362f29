"""Every text of the window, in the language in use: ``words.TITLE``.

One file a language holds them all under the same names. `use` chooses; texts that are on the screen
already stay as they are until they are drawn anew, so no module keeps one from when it was
imported. A name that a language lacks is told in English.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.words import english, german
from dashboard.words.language import Language, resolved
from imu.language import Language as CoreLanguage
from imu.language.comma import with_comma
from imu.language.germancore import SENTENCES

if TYPE_CHECKING:  # at run time every name is looked up when it is used
    from dashboard.words.english import *  # noqa: F403

__all__ = ["Language", "core_language", "in_use", "languages", "of_core", "short_reason", "use"]

_TABLES = {Language.EN: english, Language.DE: german}

_in_use = [Language.EN]


def languages() -> tuple[Language, ...]:
    """The languages there are."""
    return tuple(_TABLES)


def in_use() -> Language:
    """The language in use: English until another one is chosen."""
    return _in_use[0]


def core_language() -> CoreLanguage:
    """The language in use, as the core names it: for what it writes, such as a report."""
    return "de" if in_use() is Language.DE else "en"


def use(wanted: Language) -> Language:
    """Speak this from now on. Returns what that means, for a wish such as "as the system"."""
    _in_use[0] = resolved(wanted)
    return _in_use[0]


def short_reason(reason: str) -> str:
    """Why a movement was not counted, in a word or two."""
    return _TABLES[in_use()].REASONS.get(reason, reason)


def of_core(text: str) -> str:
    """What the core says, in the language in use; in English where nobody has translated it."""
    return _in_german(text) if in_use() is Language.DE else text


@lru_cache(maxsize=512)
def _in_german(text: str) -> str:
    """Kept: what is on the screen is asked for at every frame, and patterns are tried in turn."""
    return SENTENCES.translated(text)


if not TYPE_CHECKING:  # hidden from the type checker, which would believe in any name

    def __getattr__(name: str) -> object:
        """Give the text of that name."""
        if not name.isupper():
            raise AttributeError(f"there is no text {name!r}")
        table = _TABLES[in_use()]
        entry = getattr(table, name) if hasattr(table, name) else getattr(english, name)
        return with_comma(entry) if in_use() is Language.DE else entry
