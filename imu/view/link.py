"""How a live sensor's battery and radio are, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from imu.sources.news import LinkReport, LinkState

LOW_PERCENT = 15.0
"""%. From here on a person should know before the next session; own."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """The link to one sensor.

    Attributes
    ----------
    battery_percent : its charge, 0 to 100, or None.
    real_hz, nominal_hz : samples a second as they are taken, and as the sensor says; None where
        nothing can be said yet.
    lost_percent : share of its samples that were lost so far; None before the first.
    jitter_ms : mean delay of a packet over the quickest, ms; None before the first.
    remark : what its link goes on without, for a person; "" for nothing.
    """

    battery_percent: float | None = None
    real_hz: float | None = None
    nominal_hz: float | None = None
    lost_percent: float | None = None
    jitter_ms: float | None = None
    remark: str = ""

    @classmethod
    def of(cls, report: LinkReport) -> LinkView:
        """What a report says."""
        quality = report.quality
        goes_on = report.state is LinkState.STREAMING and report.code
        remark = f"{report.sentence}. {report.advice}." if goes_on else ""
        if quality is None:
            return cls(report.battery_percent, remark=remark)
        return cls(
            report.battery_percent,
            quality.real_hz,
            quality.nominal_hz,
            100.0 * quality.lost_share,
            1000.0 * quality.jitter_s,
            remark,
        )

    @property
    def is_low(self) -> bool:
        """Whether the sensor should be charged."""
        return self.battery_percent is not None and self.battery_percent <= LOW_PERCENT

    @property
    def battery(self) -> str:
        """The charge, or "" where it is not told."""
        if self.battery_percent is None:
            return ""
        return f"battery {self.battery_percent:.0f} %{': charge it' if self.is_low else ''}"

    @property
    def radio(self) -> str:
        """Rate, losses and jitter, or "" before the first sample."""
        if self.lost_percent is None or self.jitter_ms is None:
            return ""
        rate = "" if self.real_hz is None else f"{self.real_hz:.1f} of {self.nominal_hz:g} Hz, "
        return f"{rate}{self.lost_percent:.1f} % lost, jitter {self.jitter_ms:.0f} ms"
