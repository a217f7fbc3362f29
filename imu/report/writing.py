"""The page as a file: its ending says which kind."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from imu.errors import ImuError
from imu.recording.atomic import replace_file
from imu.report.content import Report
from imu.report.page import Page

ENDINGS = (".html", ".pdf")
"""The kinds there are."""


def write_report(
    path: Path, page: Page, report: Report, paper: Literal["a4", "letter"] = "a4"
) -> None:
    """Write a PDF where the file's name says so, else HTML; a file that is there is replaced.

    Parameters
    ----------
    page : what it says.
    report : what its pictures are drawn from.
    paper : size of the PDF's page.

    Raises
    ------
    ImuError : the file cannot be written.
    """
    if path.suffix.lower() == ".pdf":
        from imu.report.pdf import pdf_of

        data = pdf_of(page, report, paper)
    else:
        from imu.report.html import html_of

        data = html_of(page, report).encode()
    try:
        replace_file(path, data)
    except OSError as error:
        problem = f"{path}: cannot be written ({error.strerror})"
        raise ImuError(problem, "Free some space, or choose another place.") from error
