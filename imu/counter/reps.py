"""Fifth stage: thigh tilt becomes cycles away from tall and back.

A four-state machine, top, eccentric, bottom, concentric, with hysteresis relative to the amplitude.
It runs at 25 Hz (a rep of the shortest legal kind still has 14 steps), sees only numbers that have
already happened, and knows nothing of sets or reasons: that is for `imu.counter.gate` and
`imu.counter.sets`.

The tall baseline is tracked: quiet standing near it pulls it, a return to the top moves it part of
the way, thirty seconds of stillness anywhere redefine it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from imu.counter.cycles import TICK_HZ, BottomTurn, Close, Cycle, Phase
from imu.settings import RepSettings

_LOOK_TICKS = 5
"""Ticks (0.2 s) between looks at the tall baseline, which changes slowly."""

USUAL_DEG = 20.0
"""degrees; the typical depth as long as none is known: in the middle of the ladder's 8 to 35."""


@dataclass(slots=True)
class RepState:
    """Everything the machine remembers; degrees and ticks."""

    phase: Phase = Phase.TOP
    base: float = 0.0
    anchor: float = 0.0
    base_known: bool = False
    typical: float = USUAL_DEG
    depths: list[float] = field(default_factory=list[float])
    learnt_tick: int = -1
    low: float = 0.0
    low_tick: int = -1
    peak: float = 0.0
    peak_tick: int = -1
    crest: float = 0.0
    first_peak_tick: int = -1
    valley: float = 0.0
    valley_tick: int = -1
    pulses: int = 0
    turned: bool = False
    torn_s: float = 0.0
    last: float = 0.0
    last_tick: int = -1
    recent: list[float] = field(default_factory=list[float])
    still_ticks: int = 0
    adrift: bool = False


class RepDetector:
    """The machine. `step` is called once a tick, `tear` when the stream broke off."""

    def __init__(self, settings: RepSettings, state: RepState | None = None) -> None:
        self.settings = settings
        self._state = state or RepState()
        self._recent = deque(self._state.recent, maxlen=round(settings.quiet_s * TICK_HZ))
        self._scale()

    @property
    def state(self) -> RepState:
        """What must be kept to go on later."""
        self._state.recent = list(self._recent)
        return self._state

    @property
    def phase(self) -> Phase:
        """Where in a rep the thigh is now."""
        return self._state.phase

    @property
    def last_tick(self) -> int:
        """The last tick that was seen, or -1."""
        return self._state.last_tick

    @property
    def tilt_deg(self) -> float:
        """The last sagittal tilt that was seen, degrees."""
        return self._state.last

    @property
    def away_s(self) -> float:
        """For how long the thigh has not been at the top, s."""
        state = self._state
        away = state.phase is not Phase.TOP and state.low_tick >= 0
        return (state.last_tick - state.low_tick) / TICK_HZ if away else 0.0

    @property
    def base_deg(self) -> float:
        """The tall baseline now, degrees of sagittal tilt."""
        return self._state.base

    def learn_depth(self, depth_deg: float) -> None:
        """A cycle of this depth was accepted as a rep: the typical depth follows."""
        depths = self._state.depths
        depths.append(depth_deg)
        del depths[:-5]
        self._state.typical = sorted(depths)[len(depths) // 2]
        self._state.learnt_tick = self._state.last_tick
        self._scale()

    def _forget_depth(self, tick: int) -> None:
        """Long after the last rep its depth says nothing: deep ones would hide shallow ones."""
        state = self._state
        long_ago = tick - state.learnt_tick > self.settings.depth_memory_s * TICK_HZ
        if state.phase is Phase.TOP and long_ago and state.typical > USUAL_DEG:
            state.depths.clear()
            state.typical = USUAL_DEG
            self._scale()

    def unsettle(self) -> None:
        """What went before (walking, a step) says nothing about tall: the next quiet pose is it."""
        self._state.adrift = True

    def shift(self, by_deg: float) -> None:
        """The frame's tall pose was moved: all levels change by so much."""
        state = self._state
        for name in ("base", "anchor", "low", "peak", "crest", "valley", "last"):
            setattr(state, name, getattr(state, name) + by_deg)
        recent = [value + by_deg for value in self._recent]
        self._recent.clear()
        self._recent.extend(recent)

    def rebase(self, base_deg: float) -> None:
        """Start afresh at the top with this tall baseline (calibration, new axis)."""
        old = self._state
        self._state = RepState(base=base_deg, anchor=base_deg, base_known=True)
        self._state.typical, self._state.depths = old.typical, old.depths
        self._state.learnt_tick = old.learnt_tick
        self._recent.clear()

    def step(self, tick: int, tilt: float) -> Cycle | BottomTurn | None:
        """Take the sagittal tilt (degrees) at `tick`; give what became certain with it."""
        state = self._state
        self._recent.append(tilt)
        if not state.base_known:
            self._begin(tick, tilt)
        if tick % _LOOK_TICKS == 0:
            self._track_base(tick, tilt)
            self._forget_depth(tick)
        state.last, state.last_tick = tilt, tick
        if state.phase is Phase.TOP:
            return self._at_top(tick, tilt)
        if state.phase is Phase.CONCENTRIC:
            return self._rising(tick, tilt)
        return self._sinking(tick, tilt)

    def tear(self, seconds: float) -> Cycle | None:
        """The stream broke off for so long: close a rep that is nearly back, or give it up.

        After a short hole anywhere else the rep goes on and remembers it.
        """
        state = self._state
        self._recent.clear()
        state.still_ticks = 0
        if state.phase is Phase.TOP:
            state.low_tick = -1
            return None
        depth = state.peak - state.base
        near_top = state.last < state.base + self.settings.torn_top_share * depth
        state.torn_s += seconds
        if (near_top and state.last_tick > state.peak_tick) or (
            state.torn_s > self.settings.torn_max_s
        ):
            if near_top:
                state.torn_s = 0.0
            return self._close(Close.TORN, state.last_tick, state.last, state.last_tick)
        return None

    def restart(self) -> None:
        """Forget where the thigh is; the typical depth is kept."""
        old = self._state
        self._state = RepState(typical=old.typical, depths=old.depths, learnt_tick=old.learnt_tick)
        self._recent.clear()

    def _begin(self, tick: int, tilt: float) -> None:
        """A run of cycles begins from tall: its first pose is tall, unless it is far off."""
        state = self._state
        base = tilt if abs(tilt) < self.settings.begin_deg else 0.0
        state.base = state.anchor = base
        state.low, state.low_tick, state.base_known = tilt, tick, True

    def _quiet(self) -> bool:
        recent = self._recent
        return (
            len(recent) == recent.maxlen
            and max(recent) - min(recent) < self.settings.quiet_range_deg
        )

    def _track_base(self, tick: int, tilt: float) -> None:
        state, settings = self._state, self.settings
        if not self._quiet():
            state.still_ticks = 0
            return
        state.still_ticks += _LOOK_TICKS
        long_still = state.still_ticks > self.settings.adrift_s * TICK_HZ
        if state.adrift and (long_still or not self._holds(tilt)):
            state.base = state.anchor = tilt
            state.adrift = False
            self._to_top(tick, tilt)
            return
        near = self._near
        if tilt < state.base - near:
            # Nobody stands quietly more upright than tall: what was taken for it was no tall pose.
            state.base = state.anchor = tilt
            self._to_top(tick, tilt)
            return
        if abs(tilt - state.anchor) < near or abs(tilt - state.base) < near:
            state.base += settings.base_pull * (tilt - state.base)
            state.anchor += settings.anchor_pull * (tilt - state.anchor)
            if state.phase is not Phase.TOP and state.peak - state.base < self._leave:
                self._to_top(tick, tilt)
        elif state.still_ticks > settings.redefine_s * TICK_HZ:
            state.base = state.anchor = tilt
            self._to_top(tick, tilt)

    def _holds(self, tilt: float) -> bool:
        """Whether the thigh rests at the bottom of a cycle: no pose to take for tall."""
        state = self._state
        risen = state.peak - tilt > self.settings.rest_share * (state.peak - state.base)
        return state.phase is not Phase.TOP and not risen

    def _scale(self) -> None:
        """Thresholds that follow the typical depth."""
        settings, typical = self.settings, self._state.typical
        self._near = max(settings.anchor_min_deg, settings.anchor_share * typical)
        self._leave = max(0.6 * settings.min_depth_deg, settings.leave_share * typical)

    def _turn(self) -> float:
        depth = self._state.peak - self._state.base
        return max(self.settings.turn_min_deg, self.settings.turn_share * depth)

    def _to_top(self, tick: int, tilt: float) -> None:
        state = self._state
        state.phase, state.low, state.low_tick = Phase.TOP, tilt, tick
        state.pulses, state.torn_s, state.turned = 0, 0.0, False

    def _at_top(self, tick: int, tilt: float) -> None:
        state = self._state
        if state.low_tick < 0 or tilt <= state.low:
            state.low, state.low_tick = tilt, tick
        elif tilt < state.base + 0.05 * state.typical:
            state.low_tick = tick
        tall = state.base if state.low > state.base - self._near else state.low
        if tilt > max(tall, state.low) + self._leave:
            self._follow_low()
            state.phase, state.peak_tick = Phase.ECCENTRIC, tick
            state.peak = state.crest = tilt

    def _follow_low(self) -> None:
        """The turn at the top hints at tall: below the baseline fully, above it in part."""
        state = self._state
        if state.low < self.settings.behind_deg:
            return
        gap = state.low - state.base
        if gap < 0:
            state.base += self.settings.low_pull_down * gap
        elif gap < self.settings.low_share * state.typical:
            state.base += self.settings.low_pull_up * gap

    def _sinking(self, tick: int, tilt: float) -> BottomTurn | None:
        state = self._state
        if tilt >= state.crest:
            state.crest = tilt
            if tilt >= state.peak:
                state.peak, state.peak_tick = tilt, tick
                state.phase = Phase.ECCENTRIC
            return None
        depth = state.peak - state.base
        if state.phase is Phase.ECCENTRIC and tick - state.peak_tick > 5:
            state.phase = Phase.BOTTOM
        if depth < self.settings.min_depth_deg and tilt < state.base + 0.5 * self._leave:
            self._to_top(tick, tilt)
            return None
        if tilt >= state.crest - self._turn():
            return None
        state.phase, state.valley, state.valley_tick = Phase.CONCENTRIC, tilt, tick
        if state.turned:
            return None
        state.turned, state.first_peak_tick = True, state.peak_tick
        return BottomTurn(tick, state.low_tick, state.peak_tick, state.base, state.peak)

    def _rising(self, tick: int, tilt: float) -> Cycle | None:
        state, settings = self._state, self.settings
        if tilt < state.valley:
            state.valley, state.valley_tick = tilt, tick
        depth = state.peak - state.base
        if tilt <= state.base + max(settings.end_min_deg, settings.end_share * depth):
            return self._close(Close.RETURNED, tick, tilt, tick)
        if tilt > state.valley + self._turn():
            return self._down_again(tick, tilt)
        recent = list(self._recent)[-settings.stall_ticks :]
        stalled = len(recent) == settings.stall_ticks and max(recent) - min(recent) < max(
            settings.stall_min_deg, settings.stall_share * depth
        )
        if stalled and tilt < state.base + max(3.0, settings.near_top_share * depth):
            return self._close(Close.STALLED, state.valley_tick, tilt, tick)
        if self._rests(tilt, depth):
            cycle = self._close(Close.STALLED, state.valley_tick, tilt, tick)
            state.adrift = True  # tall is here now
            return cycle
        return None

    def _rests(self, tilt: float, depth: float) -> bool:
        """Whether the thigh came to rest well above the bottom: the person stands otherwise now."""
        settings, state = self.settings, self._state
        risen = state.peak - tilt > settings.rest_share * depth
        return risen and state.still_ticks >= settings.rest_s * TICK_HZ and self._quiet()

    def _down_again(self, tick: int, tilt: float) -> Cycle | None:
        state = self._state
        if state.peak - state.valley <= 0.5 * (state.peak - state.base):
            state.pulses += 1
            state.phase, state.crest = Phase.ECCENTRIC, tilt
            if tilt > state.peak:
                state.peak, state.peak_tick = tilt, tick
            return None
        valley, at = state.valley, state.valley_tick
        cycle = self._close(Close.TURNED, at, valley, tick)
        state.low, state.low_tick = valley, at
        self._follow_low()
        state.phase, state.peak_tick = Phase.ECCENTRIC, tick
        state.peak = state.crest = tilt
        return cycle

    def _close(self, close: Close, end_tick: int, end: float, tick: int) -> Cycle:
        state = self._state
        cycle = Cycle(
            low_tick=state.low_tick,
            first_peak_tick=state.first_peak_tick if state.turned else state.peak_tick,
            peak_tick=state.peak_tick,
            end_tick=end_tick,
            decided_tick=tick,
            base_deg=state.base,
            peak_deg=state.peak,
            end_deg=end,
            pulses=state.pulses,
            close=close,
            torn_s=state.torn_s,
        )
        self._to_top(tick, end)
        return cycle
