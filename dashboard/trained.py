"""A training from the sensors that were chosen to the files that are left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dashboard.app import Running
from imu.cli.keeping import close_recording, recorder_of, remember
from imu.cli.recorded import Ask
from imu.cli.sensornames import Opened
from imu.coach.asked import After, Before, PainAnswer
from imu.coach.coach import Coach
from imu.coach.ledger import BOTH
from imu.coach.memory import Memory, wobble_key
from imu.coach.plan import Leg, Plan, order_of_legs
from imu.coach.shot import Stage
from imu.coach.strapon import StrapOn
from imu.coach.training import Training
from imu.errors import RecordingError
from imu.ladder import rung_of
from imu.live import OneSensor, Playback
from imu.recording import Pain, RecordingWriter
from imu.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person has said before the start, and whether strapping on is led."""

    plan: Plan
    before: Before
    memory: Memory
    straps_on: bool = True


@dataclass(frozen=True, slots=True)
class Keeping:
    """How it is kept.

    Attributes
    ----------
    is_on : whether it is recorded at all.
    output : the new folder; None for one among the person's recordings.
    taps : whether taps on the sensor mean anything.
    """

    is_on: bool = True
    output: Path | None = None
    taps: bool = True


class Trained:
    """One training at work, with everything that it needs.

    Parameters
    ----------
    opened : the sensors.
    wanted : plan and answers.
    settings : the tracker's.
    keeping : where and whether it is recorded.

    Attributes
    ----------
    running : the session with its page.
    problem : why it is not recorded, or "".
    is_finished : whether what is left of it was written down.
    """

    def __init__(
        self, opened: Opened, wanted: Wanted, settings: Settings, keeping: Keeping | None = None
    ) -> None:
        self._opened, self._wanted, self._keeping = opened, wanted, keeping or Keeping()
        self.problem, self.is_finished = "", False
        self._legs = legs_of(opened, wanted)
        self._recorder = self._begin_recording() if self._keeping.is_on else None
        playback = Playback(
            opened.source,
            settings=settings,
            target=wanted.plan.reps,
            folder=self._recorder.path if self._recorder is not None else None,
            recorder=self._recorder,
            taps=self._keeping.taps,
        )
        first = self._legs[0] if self._legs else "both"
        strap_on = StrapOn(first, opened.source.sides) if wanted.straps_on else None
        self.running = Running(playback, self._coach(), strap_on)

    @property
    def _training(self) -> Training:
        training = self.running.training
        assert training is not None  # it was made with a coach
        return training

    @property
    def pain_before(self) -> PainAnswer | None:
        """What was answered at the start."""
        return self._wanted.before.pain

    @property
    def pain_limit(self) -> int | None:
        """What a physiotherapist allows; None where nobody has said."""
        return self._wanted.plan.pain_limit

    @property
    def was_stopped(self) -> bool:
        """Whether a set was broken off for pain, or by hand."""
        shot = self._training.shot
        broken_off = any(one.stopped for leg in shot.legs for one in leg.sets)
        return broken_off or shot.stage is Stage.PAIN

    def begin(self) -> None:
        """Let samples come, and the clock run."""
        self.running.start()
        self._training.begin()

    def finish(self, after: After, ask: Ask) -> str:
        """Write down what was counted and answered; say where everything is. Once is enough.

        `ask` gives another place where the first one has failed.
        """
        if self.is_finished:
            return ""
        self.is_finished = True
        said = remember(self._opened)
        if self._recorder is not None:
            session = self.running.page.conductor.view.session
            answers = answers_of(self._wanted.before, after)
            said.append(close_recording(self._recorder, ask, session, answers))
        return " ".join(one[0].upper() + one[1:] for one in said if one)

    def memory(self) -> Memory:
        """What to remember of it."""
        memory, plan = self._wanted.memory, self._wanted.plan
        for leg, wobble in self._training.wobbles_deg.items():
            memory = memory.with_wobble(wobble_key(plan, leg), wobble)
        band = self._training.band_deg
        if plan.is_check:  # no training: the plan of last time, and whose turn it is, stay
            return memory
        return msgspec.structs.replace(
            memory,
            plan=plan,
            last_at=datetime.now(UTC),
            last_first=first_of(self._legs) or memory.last_first,
            bands=memory.bands if band is None else {**memory.bands, plan.rung: band},
        )

    def stop(self) -> None:
        """End the session, and take in what came of it."""
        conductor = self.running.page.conductor
        conductor.close()
        conductor.tick()

    def close(self) -> None:
        """Let go of everything."""
        self.running.close()

    def _begin_recording(self) -> RecordingWriter | None:
        try:
            known = known_of(self._wanted, self._legs)
            return recorder_of(self._opened, self._keeping.output, known, waits=True)
        except RecordingError as error:
            self.problem = f"Not recorded: {error}"
            return None

    def _coach(self) -> Coach:
        plan, memory = self._wanted.plan, self._wanted.memory
        return Coach(
            plan,
            self._legs,
            one_sensor=isinstance(self._opened.source, OneSensor),
            before_deg={
                leg: memory.wobbles.get(wobble_key(plan, leg), ()) for leg in (*self._legs, BOTH)
            },
            band_deg=memory.bands.get(plan.rung),
        )


def legs_of(opened: Opened, wanted: Wanted) -> tuple[str, ...]:
    """The legs of the plan that have a sensor, in their order; () on both feet."""
    source = opened.source
    legs = order_of_legs(wanted.plan, wanted.memory.last_first)
    if isinstance(source, OneSensor) and wanted.plan.legs == "both" and legs:
        return (source.first, "right" if source.first == "left" else "left")
    worn = [leg for leg in legs if leg in source.sides]
    return tuple(worn or source.sides) if legs else ()


def known_of(wanted: Wanted, legs: tuple[str, ...]) -> dict[str, object]:
    """What goes into the session's file from the start."""
    plan, rung = wanted.plan, rung_of(wanted.plan.rung)
    answers = (("before", wanted.before.pain), ("next-day", wanted.before.next_day))
    known: dict[str, object] = {
        "plan": msgspec.to_builtins(plan),
        "rung": plan.rung,
        "stance": rung.stance if rung is not None else None,
        "load": plan.load or None,
        "load_kg": plan.load_kg,
        "block_height_cm": plan.block_height_cm,
        "hand_support": plan.support.value,
        "pain": tuple(_pain(when, answer) for when, answer in answers if answer is not None),
        "pain_limit": plan.pain_limit,
        "restrap_check": plan.is_check,
    }
    first = first_of(legs)
    return known if first is None else {**known, "first_leg": first}


def answers_of(before: Before, after: After) -> dict[str, object]:
    """What is added to the session's file at the end."""
    answers = (("before", before.pain), ("next-day", before.next_day), ("after", after.pain))
    return {
        "pain": tuple(_pain(when, answer) for when, answer in answers if answer is not None),
        "effort": after.effort,
        "notes": after.notes,
        "stop_reason": after.stop_reason,
    }


def first_of(legs: tuple[str, ...]) -> Leg | None:
    """The leg that begins; None on both feet, and where nobody knows."""
    sides: dict[str, Leg] = {"left": "left", "right": "right"}
    return sides.get(legs[0]) if legs else None


def _pain(when: str, answer: PainAnswer) -> Pain:
    return Pain(when=when, score=answer.score, where=answer.where)
