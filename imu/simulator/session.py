"""Plays a plan: body, sensor and radio together, with the truth beside the samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from imu.errors import UsageError
from imu.samples import SIDES, Block, Command, CommandKind, Floats, Side
from imu.simulator.device import Span, Stay, run_device
from imu.simulator.foils import play_foil
from imu.simulator.hinges import play_set
from imu.simulator.plan import Plan, SetPlan
from imu.simulator.radio import Wire, to_microseconds
from imu.simulator.script import LEGS, Script
from imu.simulator.stance import other
from imu.simulator.truth import TrueRep, Truth, true_foils, true_reps, true_sets, true_tilts

LABEL_QUALITY = "simulated: exact"
"""What labels.json says about where its truth comes from."""

LABEL_DECIMALS = 4
"""0.1 ms and 0.0001 degrees: finer than the truth itself."""

ARM_LEAD_S = 0.5
"""s before the end of the quiet stance at which an armed session is told that a set begins, unless
it is told before the step on to the block."""


@dataclass(frozen=True, slots=True)
class SimulatedSession:
    """A session as a source would deliver it, and what really happened.

    Attributes
    ----------
    plan, seed : what made it; the same two make the same bytes.
    duration_s : length of the session, s.
    blocks : all samples that arrived, by side, in order of time.
    commands : what was told to the counter, in order of time.
    truth : what really happened.
    packet_sizes : by side, samples in each packet that arrived, in order.
    wires : by side, the packets as they were heard; see `heard`.
    """

    plan: Plan
    seed: int
    duration_s: float
    blocks: dict[Side, Block]
    commands: tuple[Command, ...]
    truth: Truth
    packet_sizes: dict[Side, tuple[int, ...]]
    wires: dict[Side, Wire]

    def heard(self, side: Side) -> Iterator[Block]:
        """What a source gets before it has put anything in order: late packets, repeats and all.

        `seq` and `sensor_time_s` are as the sensor counts, from 0 with every connection;
        `host_time_s` is the arrival; `time_s` is the truth that a source has to find.
        """
        block, wire = self.blocks[side], self.wires[side]
        if block.seq is None or block.sensor_time_s is None:
            return
        period_s = 1.0 / self.plan.link(side if side in self.plan.sensors else other(side)).rate_hz
        for first, last, arrival_s, zero in zip(
            wire.first, wire.last, wire.arrival_s, wire.zero, strict=True
        ):
            a, b = np.searchsorted(block.seq, (first, last))
            if a == b:
                continue
            part = slice(int(a), int(b))
            yield Block(
                side=side,
                time_s=block.time_s[part],
                acc_m_s2=block.acc_m_s2[part],
                gyr_rad_s=block.gyr_rad_s[part],
                seq=block.seq[part] - zero,
                host_time_s=np.full(int(b - a), float(arrival_s)),
                sensor_time_s=to_microseconds(block.sensor_time_s[part] - zero * period_s),
            )

    def packets(self) -> Iterator[Block]:
        """The same samples packet by packet, in the order in which they arrive."""
        parts = [
            part
            for side, block in self.blocks.items()
            for part in cut(block, self.packet_sizes[side])
        ]
        yield from sorted(parts, key=_arrival)

    @property
    def quaternions(self) -> dict[Side, Floats]:
        """By side (n, 4) true orientation sensor -> earth (w, x, y, z) at `truth.traces` times."""
        return {side: trace.quaternion for side, trace in self.truth.traces.items()}

    @property
    def labels(self) -> dict[str, Any]:
        """Content of labels.json: the reps of thighs that carried a sensor at the time."""
        return {
            "schema_version": 1,
            "quality": LABEL_QUALITY,
            "exhaustive": True,
            "reps": [_label(rep) for rep in self.truth.reps if self._saw(rep)],
        }

    def _saw(self, rep: TrueRep) -> bool:
        """Whether a sensor sat on that thigh during the whole rep."""
        trace = self.truth.traces.get(rep.side)
        if trace is None or not len(trace.time_s):
            return False
        return bool(trace.time_s[0] <= rep.start_s and rep.end_s <= trace.time_s[-1])


def simulate(plan: Plan, seed: int) -> SimulatedSession:
    """Play a plan. The same plan and seed give the same bytes.

    Body and sensors draw from separate streams, so that a worse radio, say, changes no movement.

    Raises
    ------
    UsageError : no sensor, one named twice, or "move-sensor" with other than one sensor.
    """
    body_rng, *sensor_rngs = np.random.default_rng(seed).spawn(1 + len(LEGS))
    script = write_script(plan, body_rng)
    _check_sensors(plan, script)
    stays: list[Stay] = []
    for side in plan.sensors:
        stays += run_device(plan, script, _spans(script, side), sensor_rngs[LEGS.index(side)])
    tilts = true_tilts(script.body, script.now)
    truth = Truth(
        reps=true_reps(script, tilts),
        sets=true_sets(script.sets),
        foils=true_foils(script.foils),
        tilts=tilts,
        traces={stay.side: stay.trace for stay in stays},
    )
    return SimulatedSession(
        plan=plan,
        seed=seed,
        duration_s=script.now,
        blocks={stay.side: stay.block for stay in stays},
        commands=_commands(plan, script),
        truth=truth,
        packet_sizes={stay.side: stay.sizes for stay in stays},
        wires={stay.side: stay.wire for stay in stays},
    )


def write_script(plan: Plan, rng: np.random.Generator) -> Script:
    """Play all activities of a plan in order."""
    script, sets = Script(plan.person, rng), 0
    for activity in plan.activities:
        if isinstance(activity, SetPlan):
            play_set(script, activity, sets)
            sets += 1
        else:
            play_foil(script, activity)
    return script


def cut(block: Block, sizes: tuple[int, ...]) -> Iterator[Block]:
    """Cut a block into consecutive ones of these sizes."""
    first = 0
    for size in sizes:
        part = slice(first, first + size)
        yield Block(
            side=block.side,
            time_s=block.time_s[part],
            acc_m_s2=block.acc_m_s2[part],
            gyr_rad_s=block.gyr_rad_s[part],
            seq=None if block.seq is None else block.seq[part],
            host_time_s=None if block.host_time_s is None else block.host_time_s[part],
            sensor_time_s=None if block.sensor_time_s is None else block.sensor_time_s[part],
        )
        first += size


def _arrival(packet: Block) -> tuple[float, int, float]:
    """Packets in order of arrival; those of one instant by side, then by time."""
    host = packet.time_s if packet.host_time_s is None else packet.host_time_s
    return float(host[0]), SIDES.index(packet.side), float(packet.time_s[0])


def _label(rep: TrueRep) -> dict[str, Any]:
    return {
        "side": rep.side,
        "start_s": round(rep.start_s, LABEL_DECIMALS),
        "end_s": round(rep.end_s, LABEL_DECIMALS),
        "bottom_s": round(rep.deepest_s, LABEL_DECIMALS),
        "depth_deg": round(rep.depth_deg, LABEL_DECIMALS),
        "set": rep.set_index,
        "kind": rep.kind,
    }


def _check_sensors(plan: Plan, script: Script) -> None:
    if not plan.sensors or len(set(plan.sensors)) < len(plan.sensors):
        problem = "A simulated session needs one sensor, or one on each thigh"
        raise UsageError(problem, "Name one side, or both once.")
    if script.sensor_moves and len(plan.sensors) > 1:
        raise UsageError(
            "With a sensor on each thigh there is none to move",
            'Leave out "move-sensor" or name one side only.',
        )
    if len(script.sensor_moves) > 1:
        problem = "A simulated sensor changes the thigh only once"
        raise UsageError(problem, 'Leave out every "move-sensor" but one.')


def _spans(script: Script, side: Side) -> tuple[Span, ...]:
    """On which thigh the sensor that starts on `side` sits, and when."""
    start = LEGS[0] if side == "left" else LEGS[1]
    if not script.sensor_moves:
        return (Span(start, 0.0, script.now),)
    moved_s = script.sensor_moves[0]
    return Span(start, 0.0, moved_s), Span(other(start), moved_s, script.now)


def _commands(plan: Plan, script: Script) -> tuple[Command, ...]:
    """What a person tells the counter: every set if armed, and the change of the sensor's thigh."""
    commands: list[Command] = []
    for moved_s in script.sensor_moves:
        first = plan.sensors[0]
        commands.append(Command(moved_s, CommandKind.SENSOR_OFF, first))
        commands.append(Command(moved_s, CommandKind.SENSOR_ON, other(first)))
    worn = LEGS if script.sensor_moves else plan.sensors
    if plan.armed:
        sets = [activity for activity in plan.activities if isinstance(activity, SetPlan)]
        for mark, activity in zip(script.sets, sets, strict=True):
            arm_s = mark.start_s + max(activity.settle_s - ARM_LEAD_S, 0.0)
            if plan.armed_early:
                arm_s = mark.enter_s
            side = mark.side if mark.side in worn else None
            commands.append(Command(arm_s, CommandKind.ARM, side))
    return tuple(sorted(commands, key=lambda command: command.time_s))
