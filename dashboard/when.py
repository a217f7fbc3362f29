"""Days and times as the language in use writes them, in this computer's time zone."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from dashboard import words
from imu.days import local_day

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


def day_text(at_s: float, form: str) -> str:
    """A day, such as "27 Nov".

    Parameters
    ----------
    at_s : a moment of it, s since 1970.
    form : Qt's, as it stands among the texts.
    """
    return date_text(local_day(at_s), form)


def date_text(day: date, form: str) -> str:
    """A day of the calendar, in the same form."""
    return _LOCALES[words.in_use()].toString(QDate(day.year, day.month, day.day), form)
