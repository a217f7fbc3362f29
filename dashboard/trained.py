"""A training from the sensors that were chosen to the files that are left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from dashboard.app import Running
from imu.cli.keeping import close_recording, recorder_of, remember
from imu.cli.sensornames import Opened
from imu.coach.asked import After, Before, PainAnswer
from imu.coach.coach import Coach
from imu.coach.memory import Memory, wobble_key
from imu.coach.plan import Plan, order_of_legs
from imu.coach.strapon import StrapOn
from imu.errors import RecordingError
from imu.ladder import rung_of
from imu.live import OneSensor, Playback
from imu.recording import Pain, RecordingWriter, SessionMeta
from imu.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person has said before the start, and whether strapping on is led."""

    plan: Plan
    before: Before
    memory: Memory
    straps_on: bool = True


class Trained:
    """One training at work, with everything that it needs.

    Parameters
    ----------
    opened : the sensors.
    wanted : plan and answers.
    settings : the tracker's.

    Attributes
    ----------
    running : the session with its page.
    problem : why it is not recorded, or "".
    """

    def __init__(self, opened: Opened, wanted: Wanted, settings: Settings) -> None:
        self._opened, self._wanted = opened, wanted
        self.problem = ""
        self._legs = legs_of(opened, wanted)
        self._recorder, self._meta = self._begin_recording()
        plan = wanted.plan
        playback = Playback(
            opened.source,
            settings=settings,
            target=plan.reps,
            folder=self._recorder.path if self._recorder is not None else None,
            recorder=self._recorder,
            taps=True,
        )
        coach = Coach(
            plan,
            self._legs,
            one_sensor=isinstance(opened.source, OneSensor),
            before_deg={
                leg: wanted.memory.wobbles.get(wobble_key(plan, leg), ())
                for leg in (*self._legs, "both")
            },
            band_deg=wanted.memory.bands.get(plan.rung),
        )
        first = self._legs[0] if self._legs else "both"
        strap_on = StrapOn(first, opened.source.sides) if wanted.straps_on else None
        self.running = Running(playback, coach, strap_on)

    def begin(self) -> None:
        """Let samples come, and the clock run."""
        self.running.start()
        if self.running.training is not None:
            self.running.training.begin()

    @property
    def pain_before(self) -> PainAnswer | None:
        """What was answered at the start."""
        return self._wanted.before.pain

    @property
    def was_stopped(self) -> bool:
        """Whether a set was broken off for pain, or by hand."""
        training = self.running.training
        legs = training.shot.legs if training is not None else ()
        return any(one.stopped for leg in legs for one in leg.sets)

    def finish(self, after: After) -> str:
        """Write down what was answered; say where everything is. The page stays as it is."""
        said = remember(self._opened)
        if self._recorder is not None:
            self._meta = answered(self._meta, after)
            session = self.running.page.conductor.view.session
            said.append(close_recording(self._recorder, self._meta, session))
        return " ".join(one[0].upper() + one[1:] for one in said if one)

    def memory(self) -> Memory:
        """What to remember of it."""
        memory, plan = self._wanted.memory, self._wanted.plan
        training = self.running.training
        wobbles = training.wobbles_deg if training is not None else {}
        for leg, wobble in wobbles.items():
            memory = memory.with_wobble(wobble_key(plan, leg), wobble)
        first = self._legs[0] if self._legs else memory.last_first
        band = training.band_deg if training is not None else None
        bands = {**memory.bands, plan.rung: band} if band is not None else memory.bands
        return msgspec.structs.replace(
            memory, plan=plan, last_at=datetime.now(UTC), last_first=first, bands=bands
        )

    def close(self) -> None:
        """Let go of everything."""
        self.running.close()

    def _begin_recording(self) -> tuple[RecordingWriter | None, SessionMeta]:
        known = known_of(self._wanted, self._legs)
        try:
            return recorder_of(self._opened, known=known)
        except RecordingError as error:
            self.problem = f"Not recorded: {error}"
            return None, SessionMeta()


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
    }
    if legs and legs[0] in ("left", "right"):
        known["first_leg"] = legs[0]
    return known


def answered(meta: SessionMeta, after: After) -> SessionMeta:
    """The session's file with what was answered at the end."""
    pain = (_pain("after", after.pain),) if after.pain is not None else ()
    extra = {**meta.extra, "stop_reason": after.stop_reason} if after.stop_reason else meta.extra
    return msgspec.structs.replace(
        meta,
        pain=(*meta.pain, *pain),
        effort=after.effort,
        notes=after.notes,
        extra=extra,
    )


def _pain(when: str, answer: PainAnswer) -> Pain:
    return Pain(when=when, score=answer.score, where=answer.where)
