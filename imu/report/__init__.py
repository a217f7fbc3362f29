"""One page for a physiotherapist: what was prescribed and done, how it felt, left and right, trend.

From facts (`working`, `facts`, `content`) to words (`words`, `page`) to paper (`html`, `pdf`) and
terminal (`imu.cli.reporttext`). All of them show the same `Page`: none can say something else.
"""

from __future__ import annotations

from imu.report.content import Report, report_of
from imu.report.facts import Facts
from imu.report.page import Page, page_of
from imu.report.working import Worked, worked_of

__all__ = ["Facts", "Page", "Report", "Worked", "page_of", "report_of", "worked_of"]
