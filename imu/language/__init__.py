"""The languages in which a person is told what the core finds, and its sentences in German.

The core itself speaks English, to terminals and files. What has a reader of its own, the window and
the report, looks each sentence up here (`imu.language.germancore`), so that both say the same.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "de"]
"""One of the languages, by its code."""

LANGUAGES: tuple[Language, ...] = ("en", "de")
"""All of them, the one first that the others are made from."""
