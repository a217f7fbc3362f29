"""`kickstand licences`: whose work it stands on, and on which terms."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.licences.gather import Notice, gathered
from imu.cli.output import say

QT_NOTICE = """\
The window is made with Qt and PySide6 (The Qt Company Ltd and other contributors), which are used
under the GNU Lesser General Public License, version 3. Kickstand uses them unchanged. They lie as
files of their own beside it (the folders PySide6 and shiboken6), and you may put your own build of
the same version in their place. Their source is at https://download.qt.io/official_releases.
'kickstand licences --full' prints the texts of that licence and of all others."""
"""What section 4 of the LGPL asks whoever passes Qt on to say."""

_RULE = "-" * 80


def licences(
    full: Annotated[bool, typer.Option("--full", help="Print the licences' texts, too.")] = False,
) -> None:
    """List the libraries that Kickstand stands on, with their licences."""
    notices = gathered()
    for notice in notices:
        say(f"{notice.name:<20} {notice.version:<12} {notice.licence}")
    say(f"\n{QT_NOTICE}")
    if full:
        for notice in notices:
            say(_whole(notice))


def _whole(notice: Notice) -> str:
    """Everything that a library says of its licence; texts that several share stand with each."""
    lines = [_RULE, f"{notice.name} {notice.version}: {notice.licence}", _RULE]
    for file, text in notice.texts.items():
        lines += ["", f"[{file}]", "", text.strip()]
    return "\n".join(["", *lines])
