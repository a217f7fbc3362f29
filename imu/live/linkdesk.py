"""What is said of sensors and their links on the way of the items: recorded, never counted."""

from __future__ import annotations

import msgspec

from imu.live.onesensor import LegRoute
from imu.recording import LogEntry, RecordingWriter, Sidecar
from imu.samples import Side
from imu.sources.news import LinkReport, SensorCard, Stories


class LinkDesk:
    """Records how links fare at each change (R28), and what each sensor is.

    Parameters
    ----------
    recorder : takes it, or None.
    route : where one sensor works for both legs, which one it is on.
    """

    def __init__(self, recorder: RecordingWriter | None, route: LegRoute | None) -> None:
        self._recorder = recorder
        self._route = route
        self._stories = Stories()
        self._only: Sidecar | None = None
        self._described: set[Side] = set()

    def report(self, report: LinkReport) -> LinkReport:
        """The report as of the leg that it is about; recorded if it tells another story."""
        if self._route is not None:
            report = msgspec.structs.replace(report, side=self._route.meant)
        is_new = self._stories.is_new(report)
        if self._recorder is not None and is_new:
            self._recorder.write_event(link_entry(report))
        return report

    def card(self, card: SensorCard) -> None:
        """What a sensor is. The only one is described beside each file that it writes."""
        if self._route is not None:
            self._only = card.sidecar
            self._described.clear()
        elif self._recorder is not None:
            self._recorder.write_sidecar(card.side, card.sidecar)

    def samples_of(self, side: Side) -> None:
        """Samples of a side are about to be recorded."""
        if self._recorder is None or self._only is None or side in self._described:
            return
        self._described.add(side)
        self._recorder.write_sidecar(side, self._only)


def link_entry(report: LinkReport) -> LogEntry:
    """The line that a report becomes in ``events.csv``."""
    text = msgspec.json.encode(report).decode()
    return LogEntry(report.time_s, 0.0, "link", report.side, text)
