"""Days and times as the language in use writes them, in this computer's time zone."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from dashboard import words

_LOCALES = {
    words.Language.EN: QLocale(QLocale.Language.English),
    words.Language.DE: QLocale(QLocale.Language.German),
}


def moment_text(at: datetime) -> str:
    """A moment, such as "Fri 27 Nov 2026, 18:03".

    Parameters
    ----------
    at : with its time zone.
    """
    moment = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    return _LOCALES[words.in_use()].toString(moment, words.HOME_WHEN)
