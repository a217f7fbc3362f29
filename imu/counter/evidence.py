"""What a chain hands on with a rep so that its set can be described when it is over."""

from __future__ import annotations

import msgspec

from imu.counter.candidates import Candidate
from imu.counter.history import History
from imu.counter.likeness import Curve, curve_of
from imu.counter.stepoffs import jerks
from imu.counter.stillness import MARGIN_S, WINDOW_S, windows_before
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.samples import StillWindow

_STANCE_S = 2.0 * WINDOW_S
"""s before a rep in which still standing belongs to it: two windows. What was longer ago may have
been another stance."""

_BETWEEN_S = 30.0
"""s before a rep that are looked through for lost balance: the longest pause within a set."""


class Evidence(msgspec.Struct, frozen=True):
    """Beside the metrics of one rep.

    `curve` is its tilt, `still` the still windows just before it ("between") and at its bottom,
    `jerks_s` when, since the rep before it, the thigh was jerked sideways.
    """

    curve: Curve = ()
    still: tuple[StillWindow, ...] = ()
    jerks_s: tuple[float, ...] = ()


NOTHING = Evidence()


def evidence_of(
    history: History, candidate: Candidate, since_index: int, frame: HingeFrame, rate_hz: int
) -> Evidence:
    """Evidence about a rep; `since_index` is where the rep before it ended."""
    c, margin = candidate, round(MARGIN_S * rate_hz)
    _, rep = history.between(c.first_index, c.last_index)
    tilt = sagittal_deg(rep[:, :3], frame) - c.base_deg
    stance = history.between(
        max(since_index + margin, c.first_index - margin - round(_STANCE_S * rate_hz)),
        c.first_index - margin - 1,
    )
    bottom = history.between(round(c.bottom_start_s * rate_hz), round(c.bottom_end_s * rate_hz))
    between = history.between(
        max(since_index - margin, c.first_index - round(_BETWEEN_S * rate_hz)),
        c.first_index + margin,
    )
    return Evidence(
        curve=curve_of(tilt),
        still=(
            *windows_before(*stance, frame, rate_hz, "between"),
            *windows_before(*bottom, frame, rate_hz, "bottom"),
        ),
        jerks_s=jerks(*between, frame, rate_hz),
    )
