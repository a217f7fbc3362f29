"""One recording, counted with hindsight, as the comparison, the trend and the report see it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from imu.analysis import analyze_with_signals, with_targets
from imu.asymmetry import LegSession, leg_session
from imu.recording import Recording
from imu.report.facts import Facts, facts_of
from imu.settings import Settings
from imu.trend import Done, done_of


@dataclass(frozen=True, slots=True)
class Worked:
    """One recording as the comparison, the trend and the report see it."""

    legs: LegSession
    done: Done
    facts: Facts


def worked_of(recording: Recording, settings: Settings) -> Worked:
    """Count a recording and take out what a report needs of it.

    Raises
    ------
    SettingsError : the targets of its plan cannot be understood.
    """
    session, signals = analyze_with_signals(recording, settings)
    targets = with_targets(settings, recording).targets
    return Worked(
        leg_session(session, recording.session),
        done_of(session, recording.session),
        facts_of(recording, session, signals, None if targets is msgspec.UNSET else targets),
    )
