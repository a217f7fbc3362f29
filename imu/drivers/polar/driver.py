"""Polar Verity Sense: ``firmware_notes/sensors/polar.md``."""

from __future__ import annotations

from collections.abc import Generator

from imu.drivers.battery import StandardBattery
from imu.drivers.door import (
    BATTERY_LEVEL,
    Advertisement,
    Ask,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Read,
    Silence,
    Step,
    choose_rate,
)
from imu.drivers.polar import control
from imu.drivers.polar.control import Setting
from imu.drivers.polar.delta import FAMILY
from imu.drivers.polar.frames import ACC, GYR, read_frame
from imu.drivers.polar.pairing import Pairing
from imu.drivers.polar.virtual import PolarPeripheral
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

USUAL_RATE_HZ = 52.0
"""What it does out of the box; every other rate needs SDK mode."""

_WISHES = {ACC: {Setting.RANGE: 8}, GYR: {Setting.RANGE: 1000}}
_ANSWER_S = 5.0
"""s. Switching SDK mode restarts its sensors, which takes seconds."""
_AGAIN = "Switch it off and on, keep other apps away from it, try again"


class PolarConnection(StandardBattery):
    """One connection to a Verity Sense."""

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self._begin({})

    def _begin(self, factors: dict[int, float]) -> None:
        self._factors = factors
        self._pairing = Pairing(self.troubles, 1.0 / self.rate_hz)

    def setup(self) -> Dialogue:
        """Stop what may still run, switch SDK mode as the rate needs it, start both streams."""
        yield Notify("control")
        yield Notify("data")
        features = yield Read("control")
        sdk_mode = _sdk_mode_offered(features)
        yield from self.ask_battery()
        for kind in (ACC, GYR):
            yield _order(control.STOP, kind)
        yield from self._set_sdk_mode(offered=sdk_mode)
        factors: dict[int, float] = {}
        for kind in (ACC, GYR):
            factors[kind] = yield from self._start(kind)
        self._begin(factors)

    def _set_sdk_mode(self, *, offered: bool) -> Generator[Step, bytes, None]:
        """Switch SDK mode on or off; without it there is only the usual rate."""
        wanted = self.rate_hz != USUAL_RATE_HZ and offered
        answer = yield _order(control.START if wanted else control.STOP, control.SDK_MODE)
        accepted = len(answer) > 3 and answer[3] in {control.OK, control.ALREADY}
        if not (wanted and accepted):
            self.rate_hz = USUAL_RATE_HZ

    def _start(self, kind: int) -> Generator[Step, bytes, float]:
        """Query, choose, start; returns the factor of the numbers to come."""
        answer = yield from _ask(bytes([control.QUERY, kind]))
        wishes = {Setting.RATE: int(self.rate_hz), **_WISHES[kind]}
        try:
            chosen = control.choose(control.parse_settings(answer), wishes)
            answer = yield from _ask(control.start_command(kind, chosen))
            factor = control.factor_of(control.parse_settings(answer))
        except DecodeError as error:
            raise DriverError(f"the Polar cannot be understood ({error})", _AGAIN) from None
        self.rate_hz = float(chosen.get(Setting.RATE, 0) or self.rate_hz)
        return factor

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples that have both acceleration and rate; up to 2 s may come at once."""
        if role == "battery":
            self.note_battery(data)
        if role != "data":
            return NO_SAMPLES
        try:
            frame = read_frame(data, self._factors)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES
        return self._pairing.add(frame)

    def stop(self) -> Dialogue:
        """Both streams, then SDK mode: with it on, its heart rate stays off."""
        for kind in (ACC, GYR, control.SDK_MODE):
            yield _order(control.STOP, kind)
        yield Silence("data")
        yield Silence("control")


def _order(command: int, kind: int) -> Ask:
    return _question(bytes([command, kind]))


def _question(data: bytes) -> Ask:
    prefix = bytes([control.REPLY]) + data[:2]
    return Ask("control", data, "control", prefix, _ANSWER_S)


def _ask(data: bytes) -> Generator[Step, bytes, bytes]:
    """Ask, and return what follows the head of the answer.

    Raises
    ------
    DriverError : no answer, or a refusal.
    """
    answer = yield _question(data)
    if len(answer) < 4:
        raise DriverError("the Polar does not answer", _AGAIN)
    if answer[3] != control.OK:
        raise control.explain(answer[3])
    return answer[5:]


def _sdk_mode_offered(features: bytes) -> bool:
    """Whether SDK mode can be had.

    Raises
    ------
    DriverError : it says that it has no gyroscope.
    """
    if len(features) < 3 or features[0] != control.FEATURES:
        return True  # it does not say; the answers will
    bits = int.from_bytes(features[1:3], "little")
    if not bits & control.HAS_GYR or not bits & control.HAS_ACC:
        raise DriverError("this Polar has no gyroscope", _ADVICE)
    return bool(bits & control.HAS_SDK_MODE)


_ADVICE = "Of Polar's sensors only the Verity Sense has one; a phone on the thigh works too"


class PolarDriver:
    """Polar's measurement service. One kind of it can be used; the others are named."""

    family = FAMILY
    title = "Polar Verity Sense"
    facts = Facts(
        rates_hz=(52.0, 104.0, 208.0),
        rate_hz=104.0,
        acc_range_g=8.0,
        gyr_range_deg_s=1000.0,
        timing=Timing("absolute", batch_s=2.0),
        page="polar",
    )
    profile = Profile(
        service=("fb005c80-02e7-f387-1cad-8acd2d8df0c8",),
        needed={
            "control": ("fb005c81-02e7-f387-1cad-8acd2d8df0c8",),
            "data": ("fb005c82-02e7-f387-1cad-8acd2d8df0c8",),
        },
        optional={"battery": (BATTERY_LEVEL,)},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its name: "Polar", the model, eight hexadecimal digits."""
        if not seen.name.startswith("Polar "):
            return None
        if seen.name.startswith(("Polar Sense", "Polar Verity")):
            return Match(2)
        model = " ".join(seen.name.split()[:2])
        return Match(2, f"{model} measures no rotation. {_ADVICE}.")

    def connect(self, rate_hz: float | None = None) -> PolarConnection:
        """A new connection."""
        return PolarConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> PolarPeripheral:
        """A Verity Sense as it comes out of the box."""
        return PolarPeripheral(Advertisement("Polar Sense 0A1B2C3D", companies=(0x006B,)))


DRIVER = PolarDriver()
