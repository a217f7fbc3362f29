"""Rate, sequence and clock: how the samples come, whatever is in them."""

from __future__ import annotations

import math

import numpy as np

from imu.recording.timing import detect_gaps, measured_rate_hz
from imu.samples import Floats, Ints
from imu.sensorcheck.finding import Finding, untried, verdict
from imu.sensorcheck.take import Take
from imu.sources.heard import COUNT_TRUST, CRYSTAL_TRUST
from imu.sources.quality import LinkQuality

_RATE_TOLERANCE = 0.05
"""of the nominal rate; as rule R15 of the recording format."""

_LEAST_HZ = 48.5
"""Hz. Counting needs 50, less the few per cent by which oscillators in motion sensors are off."""

_LOST_SHARE = 0.01
"""of all samples. On a table beside the computer a sound link loses next to none."""

_WINDOW_S = 5.0
"""s. The quickest arrival of every five seconds lies on the clock's line."""

_LEAST_CLOCK_S = 20.0
"""s. Over less, arrivals say nothing about a clock."""

_ARRIVAL_S = 0.02
"""s. How late even the quickest arrival of a window may be: one connection interval and a bit."""

_LATE_S = 0.3
"""s. A count that is said later than that is not "at once"."""


def check_stream(
    take: Take, nominal_hz: float | None, quality: LinkQuality | None = None
) -> list[Finding]:
    """All findings about how the samples come.

    Parameters
    ----------
    take : the samples.
    nominal_hz : the rate that the sensor promises, Hz; None where it promises none.
    quality : what the source has seen before it put the samples in order, or None.
    """
    found = [_rate(take, nominal_hz), *_sequence(take, quality), _holes(take)]
    return [*found, *_clock(take), *_delay(take)]


def _rate(take: Take, nominal_hz: float | None) -> Finding:
    rate = measured_rate_hz(take.time_s)
    if rate is None or take.duration_s < 2.0:
        return untried("rate", "The rate is not known yet.", "Let it send for some seconds.")
    told = "" if nominal_hz is None else f", {nominal_hz:g} Hz promised"
    sentence = f"It sends {rate:.1f} samples a second{told}; at least 50 are needed."
    off = 0.0 if nominal_hz is None else rate / nominal_hz - 1.0
    if rate >= _LEAST_HZ and abs(off) > _RATE_TOLERANCE:
        advice = "State the rate that it really has, or mend the loop that samples."
        return verdict("rate", sentence, advice, good=False, rate_hz=rate, off_share=off)
    advice = "Set it to 50 Hz or more: 100 Hz is best."
    good = rate >= _LEAST_HZ
    return verdict("rate", sentence, advice, good=good, rate_hz=rate, off_share=off)


def _sequence(take: Take, quality: LinkQuality | None) -> list[Finding]:
    if take.seq is None:
        text = "It sends no counter: a lost sample cannot be told from a slow sensor."
        advice = "If it is your own firmware, number the samples."
        return [Finding(code="sequence", status="note", sentence=text, advice=advice)]
    lost, repeats, resets = _steps(take.seq)
    if quality is not None:
        lost, repeats, resets = quality.lost, quality.repeats, quality.restarts
    share = lost / max(1, lost + len(take.seq))
    sentence = f"{lost} of {lost + len(take.seq)} samples were lost ({100 * share:.2f} %, up to 1)."
    advice = "Come closer, send fewer and larger packets, or lower the rate."
    losses = verdict(
        "losses", sentence, advice, good=share <= _LOST_SHARE, lost_samples=lost, lost_share=share
    )
    text = f"The counter stood still {repeats} times and began anew {resets} times."
    advice = "Count every sample once, and begin at 0 only when the sensor is switched on."
    counter = verdict(
        "counter", text, advice, good=not repeats and not resets, repeats=repeats, resets=resets
    )
    return [losses, counter]


def _steps(seq: Ints) -> tuple[int, int, int]:
    """Samples that are missing, counted twice, and how often the counter went back."""
    steps = np.diff(seq)
    lost = int((steps[steps > 1] - 1).sum())
    return lost, int((steps == 0).sum()), int((steps < 0).sum())


def _holes(take: Take) -> Finding:
    gaps = detect_gaps(take.time_s, take.seq)
    longest = max((gap.end_s - gap.start_s for gap in gaps), default=0.0)
    sentence = f"{len(gaps)} holes in time, the longest {longest:.2f} s."
    advice = "If the counter is whole, the firmware stops sampling now and then: look for waits."
    return verdict("holes", sentence, advice, good=not gaps, holes=len(gaps), longest_s=longest)


def _clock(take: Take) -> list[Finding]:
    own = take.sensor_time_s
    if own is None or not np.isfinite(own).all():
        text = "It sends no time of its own: samples are counted instead."
        advice = "If it is your own firmware, send microseconds."
        return [Finding(code="clock", status="note", sentence=text, advice=advice)]
    back = int((np.diff(own) <= 0.0).sum())
    sentence = f"Its time went back or stood still {back} times."
    advice = "Take the time when the sample is taken, not when it is sent; let it only grow."
    steady = verdict("clock-monotonic", sentence, advice, good=not back, back=back)
    if take.host_time_s is None or take.duration_s < _LEAST_CLOCK_S or back:
        advice = f"Let it send for {_LEAST_CLOCK_S:.0f} s without a break."
        return [steady, untried("clock-drift", "The clock's drift is not known yet.", advice)]
    return [steady, _drift(own, take.host_time_s)]


def _drift(own: Floats, host: Floats) -> Finding:
    at, late = _quickest(own, host)
    slope = float(np.polyfit(at, late, 1)[0]) if len(at) > 1 else 0.0
    span_s = float(own[-1] - own[0])
    ppm, limit = 1e6 * slope, 1e6 * (CRYSTAL_TRUST + _ARRIVAL_S / span_s)
    sentence = f"Its second is {ppm:+.0f} millionths off (up to {limit:.0f} over {span_s:.0f} s)."
    advice = "Check the divider of the clock: is a tick what the driver takes it for?"
    if abs(slope) > COUNT_TRUST:
        sentence = f"Its clock runs {1.0 + slope:.3g} times too slow against the computer's."
    good = abs(ppm) <= limit
    return verdict("clock-drift", sentence, advice, good=good, drift_ppm=ppm, limit_ppm=limit)


def _quickest(own: Floats, host: Floats) -> tuple[Floats, Floats]:
    """Own time and lateness, s, of the quickest sample in each window."""
    late = host - own
    window = np.floor((own - own[0]) / _WINDOW_S).astype(np.int64)
    best = [
        int(rows[np.argmin(late[rows])])
        for rows in (np.flatnonzero(window == n) for n in range(int(window[-1]) + 1))
        if len(rows)
    ]
    return own[best], late[best]


def _delay(take: Take) -> list[Finding]:
    """How much later than at the best the samples come: what the voice will be late by."""
    if take.host_time_s is None:
        return []
    late = take.host_time_s - take.time_s
    late = late[np.isfinite(late)]
    if not len(late):
        return []
    usual, worst = (float(v) for v in np.percentile(late - late.min(), (50.0, 95.0)))
    sentence = f"Samples come {usual:.2f} s after the quickest, 19 of 20 within {worst:.2f} s."
    if worst <= _LATE_S and math.isfinite(worst):
        return [verdict("delay", sentence, good=True, median_s=usual, p95_s=worst)]
    advice = "The count will be said late by as much; send smaller packets if you can."
    measured = {"median_s": usual, "p95_s": worst}
    return [
        Finding(code="delay", status="note", sentence=sentence, advice=advice, measured=measured)
    ]
