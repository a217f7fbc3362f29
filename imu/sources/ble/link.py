"""The life of one link: find, connect, set up, listen; and over again, whatever happens."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from imu.drivers.door import Driver
from imu.drivers.samples import Samples
from imu.samples import Side
from imu.sources.ble.about import aligned, sidecar_of
from imu.sources.ble.around import Alliance, Surroundings, driver_of
from imu.sources.ble.failures import FINAL, FINAL_AT_FIRST, Fault, LinkError, explain
from imu.sources.ble.found import Found, Wanted
from imu.sources.ble.patience import give_up
from imu.sources.ble.visit import Visit
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from imu.sources.news import LinkReport, LinkState, SensorCard

_LOOK_S = 0.1
"""s between two looks at whether samples still come: a tenth of what is told to a person."""

NEWS_S = 1.0
"""s between two reports on a link about which there is no news: no quicker than it can be read."""

_EMPTY_PERCENT = 10.0
"""%. A battery that had less is the likely reason for silence; own."""

_SAYINGS = {
    LinkState.SEARCHING: "Looking for the sensor",
    LinkState.CONNECTING: "Connecting",
    LinkState.CONFIGURING: "Setting the sensor up",
    LinkState.STREAMING: "Samples are coming",
    LinkState.STALLED: "Samples have stopped coming",
}
_STALLED_ADVICE = "Stay near the computer, with no body between it and the sensor"


@dataclass(frozen=True, slots=True)
class Met:
    """A sensor that was connected: where it sits, what was found, its serial number or ""."""

    side: Side
    found: Found
    serial: str
    rate_hz: float | None


class Link:
    """One sensor on one thigh.

    Parameters
    ----------
    side : the thigh.
    wanted : which sensor.
    around : what it shares with the others.

    Attributes
    ----------
    has_streamed : whether a sample has ever come.
    error : why it was given up, once it was.
    last_error : what last went wrong.
    met : the sensor, once it was connected.
    wanted : which sensor.
    """

    def __init__(self, side: Side, wanted: Wanted, around: Surroundings) -> None:
        self.side: Side = side
        self.has_streamed = False
        self.error: LinkError | None = None
        self.last_error: LinkError | None = None
        self.met: Met | None = None
        self.wanted = wanted
        self._around = around
        self._patience = around.patience
        self._state = LinkState.SEARCHING
        self._found: Found | None = None
        self._driver: Driver | None = None
        self._visit: Visit | None = None
        self._clock: SensorClock | None = None
        self._alliance: Alliance | None = None
        self._saying = ""
        self._remark: LinkError | None = None
        self._is_known = self._is_on = False
        self._failures = 0
        self._began_s = self._heard_s = self._told_s = 0.0

    async def run(self) -> None:
        """Keep the link up until cancelled, or until trying again would change nothing."""
        while True:
            self.last_error = error = await self._attempt()
            final = FINAL if self.has_streamed else FINAL_AT_FIRST
            if error.fault in final:
                self.error = error
                self._change(LinkState.FAILED)
                return
            self._failures += 1
            self._change(LinkState.WAITING)
            broke_off = error.fault is Fault.DROPPED
            wait_s = self._patience.before_attempt(self._failures, broke_off=broke_off)
            await asyncio.sleep(wait_s)

    def prepare(self, saying: str) -> None:
        """Something is done with the sensor before its link begins: tell what."""
        self._saying = saying
        self._change(LinkState.CONFIGURING)

    def ally(self, alliance: Alliance) -> None:
        """The sensor has agreed with others on one clock."""
        self._saying, self._alliance = "", alliance

    def remark(self, remark: LinkError) -> None:
        """Tell of something that the link goes on without, as soon as samples come."""
        self._saying, self._remark = "", remark

    def report(self) -> LinkReport:
        """How the link is right now."""
        now_s = self._around.now_s()
        is_down = self._state in {LinkState.WAITING, LinkState.FAILED}
        remark = self._remark if self._state is LinkState.STREAMING else None
        error = self.last_error if is_down else remark
        sentence = error.problem if error is not None else self._saying or _SAYINGS[self._state]
        advice = _STALLED_ADVICE if self._state is LinkState.STALLED else ""
        return LinkReport(
            time_s=now_s,
            side=self.side,
            state=self._state,
            code=error.fault.value if error is not None else "",
            sentence=sentence,
            advice=error.advice if error is not None else advice,
            sensor=self._found.label if self._found is not None else self.wanted.label,
            battery_percent=self._visit.battery_percent if self._visit is not None else None,
            age_s=now_s - self._heard_s if self.has_streamed else None,
            quality=self._clock.quality if self._clock is not None else None,
        )

    def tell_again(self) -> None:
        """Tell how the link is, if the last time was long enough ago."""
        if self._around.now_s() - self._told_s >= NEWS_S:
            self._tell()

    def _change(self, state: LinkState) -> None:
        """Go over to another state, and tell."""
        self._state = state
        self._tell()

    def _tell(self) -> None:
        report = self.report()
        self._told_s = report.time_s
        self._around.outlet.tell(report)

    # -- one attempt -----------------------------------------------------------------------------

    async def _attempt(self) -> LinkError:
        """From nothing to samples, and on until something goes wrong: what that was."""
        try:
            self._change(LinkState.SEARCHING)
            found = self._found = await self._around.finder.find(self.side)
            self._driver = driver_of(self.wanted, found, self._around.drivers)
            visit = self._new_visit(found, self._driver)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person is told
            return self._meant(explain(error))
        try:
            await self._go_through(visit)
        except asyncio.CancelledError:
            visit.is_last = True
            raise
        except Exception as error:  # noqa: BLE001 - as above
            return _failure_of(visit, error)
        finally:
            self._switch_off()
            await visit.leave()

    def _meant(self, error: LinkError) -> LinkError:
        """A sensor that was here a moment ago and is gone has not been left at home."""
        if error.fault is not Fault.NOT_FOUND or not self.has_streamed:
            return error
        charge = self._visit.battery_percent if self._visit is not None else None
        is_empty = charge is not None and charge <= _EMPTY_PERCENT
        return LinkError(Fault.EMPTY_BATTERY if is_empty else Fault.ASLEEP)

    def _new_visit(self, found: Found, driver: Driver) -> Visit:
        around = self._around
        rate_hz = self.wanted.rate_hz
        visit = Visit(
            found, driver, rate_hz, around.radio, around.patience, around.now_s, self._take
        )
        if self._alliance is not None:
            visit.keep_to(self._alliance.pact)
        return visit

    async def _go_through(self, visit: Visit) -> NoReturn:
        """One connection, to its bitter end.

        Raises
        ------
        LinkError, DriverError, and whatever the system thinks of.
        """
        self._change(LinkState.CONNECTING)
        await visit.connect(afresh=self._failures > 0)
        self._change(LinkState.CONFIGURING)
        await visit.set_up(introduce=not self._is_known)
        self._visit = visit
        self._introduce(visit)
        self._begin(visit)
        asking = asyncio.ensure_future(self._ask_for_battery(visit))
        try:
            await self._listen(visit)
        finally:
            await give_up(asking)

    def _introduce(self, visit: Visit) -> None:
        """Make sure that it is the right one, and remember it.

        Raises
        ------
        LinkError : it is another sensor of that name.
        """
        if self._is_known:
            return
        serial = visit.about.serial
        if self.wanted.serial and serial and serial != self.wanted.serial:
            self._around.finder.refuse(self.side, visit.found.identifier)
            raise LinkError(Fault.OTHER_SENSOR)
        assert self._driver is not None
        self._is_known = True
        self.met = Met(self.side, visit.found, serial, self.wanted.rate_hz)
        self._around.finder.settle(self.side, visit.found)
        self._describe(visit)

    def _describe(self, visit: Visit) -> None:
        """Say what is known of the sensor, for the recording."""
        assert self._driver is not None
        sidecar = sidecar_of(self.side, visit.found, self._driver, visit.about, visit.rate_hz)
        if self._alliance is not None:
            sidecar = aligned(sidecar, by_hardware=visit.is_aligned)
        self._around.outlet.tell(SensorCard(self.side, sidecar))

    def _begin(self, visit: Visit) -> None:
        """Samples will come at any moment."""
        assert self._driver is not None
        self._clock = self._clock_for(visit)
        self._began_s = self._heard_s = self._around.now_s()
        self._around.outlet.switch(self.side, on=True)
        self._is_on = True
        visit.begin()

    def _clock_for(self, visit: Visit) -> SensorClock:
        """The clock as it goes on, or a new one; on the others' line if the sensor says so."""
        assert self._driver is not None
        clock = self._clock
        if clock is None or clock.quality.nominal_hz != visit.rate_hz:
            rhythm = Rhythm.of(self._driver.facts.timing, visit.rate_hz)
            allied = self._alliance if visit.is_aligned else None
            return SensorClock(self.side, rhythm, None if allied is None else allied.line)
        clock.reconnected()
        if clock.is_shared and not visit.is_aligned:
            clock.restart()  # it lost its power, and its ticks have nothing to do with before
        return clock

    def _switch_off(self) -> None:
        """No samples will come for a while: the other side shall not wait."""
        if self._is_on and self._clock is not None:
            self._around.outlet.samples(self.side, self._clock.flush())
            self._around.outlet.switch(self.side, on=False)
        self._is_on = False

    # -- listening -------------------------------------------------------------------------------

    def _take(self, arrival_s: float, samples: Samples) -> None:
        """Take what a notification brought."""
        if not self._is_on or self._clock is None:
            return  # the connection has been given up already
        self._heard_s, self.has_streamed = arrival_s, True
        self._around.outlet.samples(self.side, self._clock.push(arrival_s, samples))
        self._look_whether_aligned()
        if self._state is not LinkState.STREAMING:
            self._change(LinkState.STREAMING)

    def _look_whether_aligned(self) -> None:
        """Say it once if a sensor that was to go by the others' clock does not."""
        clock, visit = self._clock, self._visit
        if self._alliance is None or self._remark is not None or clock is None or visit is None:
            return
        if not (clock.is_shared and visit.is_aligned):
            self._remark = LinkError(Fault.NOT_ALIGNED)
            self._describe(visit)

    async def _listen(self, visit: Visit) -> NoReturn:
        """Watch samples come, until they do not.

        Raises
        ------
        LinkError : they do not.
        """
        assert self._driver is not None
        patience, batch_s = self._patience, self._driver.facts.timing.batch_s
        while not await visit.dropped_within(_LOOK_S):
            now_s = self._around.now_s()
            silent_s = now_s - self._heard_s - batch_s
            if self._state is LinkState.CONFIGURING:
                if silent_s > patience.first_s:
                    raise LinkError(Fault.NO_NOTIFICATIONS)
                continue
            if silent_s > patience.silent_s:
                raise LinkError(Fault.DROPPED)
            if silent_s > patience.stall_s and self._state is LinkState.STREAMING:
                self._change(LinkState.STALLED)
            if now_s - self._began_s > patience.good_s:
                self._failures = 0
        if visit.failure is not None:
            raise visit.failure
        raise LinkError(Fault.DROPPED)

    async def _ask_for_battery(self, visit: Visit) -> None:
        """Ask now and then; a sensor that does not tell is none the worse for it."""
        while True:
            with suppress(Exception):
                await visit.ask_battery()
            await asyncio.sleep(self._patience.battery_s)


def _failure_of(visit: Visit, error: Exception) -> LinkError:
    """Why a connection has ended: what the sensor said itself, else what was seen."""
    if visit.farewell is not None:
        return LinkError(Fault.ASLEEP, visit.farewell.problem, visit.farewell.advice)
    failure = explain(error)
    if visit.is_dropped and failure.fault in {Fault.UNREACHABLE, Fault.RESTARTING}:
        return LinkError(Fault.DROPPED)
    return failure
