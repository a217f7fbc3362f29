"""One page for a physiotherapist: what was prescribed and done, how it felt, left and right, trend.

From facts (`facts`, `content`) to words (`words`, `page`) to paper (`html`, `pdf`) and terminal
(`text`). All three show the same `Page`, so they cannot say different things.
"""

from __future__ import annotations

from imu.report.content import Report, report_of
from imu.report.facts import Facts, facts_of
from imu.report.page import Page, page_of

__all__ = ["Facts", "Page", "Report", "facts_of", "page_of", "report_of"]
