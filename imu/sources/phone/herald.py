"""How phones are doing, as news of a session: at each change, and now and then besides."""

from __future__ import annotations

from collections.abc import Mapping

from imu.samples import Side
from imu.sources.news import LinkReport, LinkState
from imu.sources.phone.feed import PhoneFeed

_SILENT_S = 3.0
"""s without a message until that is told. The apps send once or twice a second at most."""

_NEWS_S = 1.0
"""s between two reports without news: no quicker than they can be read."""

_WAITING = "Waiting for the phone"
_WAITING_ADVICE = "Begin recording in the app, with this computer's address in it"
_STALLED = "The phone sends nothing any more"
_STALLED_ADVICE = "Unlock it, and look whether app and network are still there"


class Herald:
    """Makes reports of what phones' feeds have seen.

    Parameters
    ----------
    name : what the source is called.
    feeds : by side.
    """

    def __init__(self, name: str, feeds: Mapping[Side, PhoneFeed]) -> None:
        self._name = name
        self._feeds = feeds
        self._told: dict[Side, LinkReport] = {}

    def due(self, now_s: float) -> list[LinkReport]:
        """What is to be told at this session time, s."""
        reports = [self._report(side, feed, now_s) for side, feed in self._feeds.items()]
        news = [report for report in reports if self._is_news(report)]
        self._told.update({report.side: report for report in news})
        return news

    def _is_news(self, report: LinkReport) -> bool:
        before = self._told.get(report.side)
        if before is None or before.kind != report.kind:
            return True
        return report.time_s - before.time_s >= _NEWS_S

    def _report(self, side: Side, feed: PhoneFeed, now_s: float) -> LinkReport:
        status, heard_s = feed.status, feed.heard_s
        age_s = None if heard_s is None else now_s - heard_s
        state, sentence, advice = LinkState.STREAMING, "Samples are coming", ""
        if age_s is None:
            state, sentence, advice = LinkState.SEARCHING, _WAITING, _WAITING_ADVICE
        elif age_s > _SILENT_S:
            state, sentence, advice = LinkState.STALLED, _STALLED, _STALLED_ADVICE
        return LinkReport(
            time_s=now_s,
            side=side,
            state=state,
            sentence=sentence,
            advice=status.advice or advice,
            sensor=self._name,
            age_s=age_s,
            quality=status.quality if heard_s is not None else None,
        )
