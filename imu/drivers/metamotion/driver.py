"""MbientLab MetaMotion R and S: ``firmware_notes/sensors/metamotion.md``."""

from __future__ import annotations

from collections.abc import Generator

from imu.drivers.byorder import CERTAIN, Stream, Turns
from imu.drivers.door import (
    Advertisement,
    Ask,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Silence,
    Step,
    Wait,
    Write,
    choose_rate,
)
from imu.drivers.metamotion import messages
from imu.drivers.metamotion.messages import (
    ACC,
    BATTERY,
    BMI160,
    CHIPS,
    CONFIG,
    CONNECTION,
    FAMILY,
    GYR,
    INFO,
    POWER,
    READ,
    SAMPLING,
    SETTINGS,
    SILENTLY,
    Chip,
)
from imu.drivers.metamotion.virtual import MetaMotionPeripheral
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

CONNECTION_WISH = bytes.fromhex("0600 0600 0000 5802")
"""Shortest and longest interval in steps of 1.25 ms, events that may be skipped, supervision in
steps of 10 ms: 7.5 ms, so that every message of two sensors at 200 Hz finds room."""

_SETTLE_S = 1.0
"""s until new connection parameters are in force: the vendor's examples wait so long."""

_ANSWERS = {(ACC, INFO), (GYR, INFO), (ACC, READ | CONFIG), (GYR, READ | CONFIG)}

_AGAIN = "Switch it off and on, and close other apps that use it"
_RESET = "Reset it with the vendor's app MetaBase: something else may be running on it"
_OTHER = "The MetaMotion R, RL and S have what is needed; a phone on the thigh works too"


class MetaMotionConnection:
    """One connection to a MetaMotion.

    Until `setup` has asked, the chip is taken for a BMI160.
    """

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self.battery_percent: float | None = None
        self.chip = BMI160
        self.is_packed = True
        self._begin()

    def _begin(self) -> None:
        # Both streams come through one characteristic, in the order in which they were sent.
        self._turns = Turns(FAMILY, self.troubles, Stream.ACC, CERTAIN)

    def setup(self) -> Dialogue:
        """Find out the chip, stop what runs, configure and check it, start both streams."""
        yield Notify("data")
        acc = yield from _ask(ACC, INFO)
        gyr = yield from _ask(GYR, INFO)
        self.chip = _chip_of(acc, gyr)
        self.is_packed = self.chip.packs_always or min(acc[1], gyr[1]) >= 1
        yield from self._halt()
        yield from _configure(ACC, self.chip.acc_config(self.rate_hz))
        yield from _configure(GYR, messages.gyr_config(self.rate_hz))
        yield _order(SETTINGS, CONNECTION, CONNECTION_WISH)
        yield Wait(_SETTLE_S)
        yield from self.ask_battery()
        self._begin()
        acc_data, gyr_data = self.chip.registers(packed=self.is_packed)
        yield _order(ACC, acc_data, b"\x01")
        yield _order(GYR, gyr_data, b"\x01")
        for register, operands in ((SAMPLING, b"\x01\x00"), (POWER, b"\x01")):
            for module in (GYR, ACC):
                yield _order(module, register, operands)

    def _halt(self) -> Dialogue:
        """Stop both sensors, and let none of their registers notify."""
        for module in (ACC, GYR):
            yield _order(module, POWER, b"\x00")
            yield _order(module, SAMPLING, b"\x00\x01")
        for packed in (False, True):
            acc, gyr = self.chip.registers(packed=packed)
            yield _order(ACC, acc, b"\x00")
            yield _order(GYR, gyr, b"\x00")

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples that have both acceleration and rates, without any stamp."""
        if role != "data":
            return NO_SAMPLES
        try:
            return self._take(data)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES

    def _take(self, data: bytes) -> Samples:
        head = (data[0], data[1]) if len(data) >= 2 else (0, 0)
        sorted_to = self.chip.sort(*head)
        if sorted_to is not None:
            stream, n = sorted_to
            return self._turns.add(stream, messages.unpack(stream, n, data[2:]))
        if head == (SETTINGS, READ | BATTERY):
            self._note_battery(data[2:])
        elif head not in _ANSWERS:  # those reach the dialogue by themselves
            raise DecodeError(FAMILY, "a message that nobody has asked for")
        return NO_SAMPLES

    def _note_battery(self, charge: bytes) -> None:
        if len(charge) != 3 or charge[0] > 100:
            raise DecodeError(FAMILY, "a charge that cannot be read")
        self.battery_percent = float(charge[0])

    def ask_battery(self) -> Dialogue:
        """The answer comes among the samples."""
        yield _order(SETTINGS, READ | SILENTLY | BATTERY)

    def stop(self) -> Dialogue:
        """Stop both sensors, which would otherwise run until the battery is empty."""
        yield from self._halt()
        yield Silence("data")


def _order(module: int, register: int, operands: bytes = b"") -> Write:
    return Write("control", bytes([module, register]) + operands)


def _ask(module: int, register: int) -> Generator[Step, bytes, bytes]:
    """Ask, and return what follows module and register.

    Raises
    ------
    DriverError : no answer.
    """
    question = bytes([module, register])
    answer = yield Ask("control", question, "data", question)
    if len(answer) < 2:
        raise DriverError("the MetaMotion does not answer", _AGAIN)
    return answer[2:]


def _chip_of(acc: bytes, gyr: bytes) -> Chip:
    """The chip that both modules are.

    Raises
    ------
    DriverError : they are none that is known, or there is no gyroscope.
    """
    if len(gyr) < 2 or gyr[0] == 0xFF:
        raise DriverError("this MbientLab sensor has no gyroscope", _OTHER)
    for chip in CHIPS:
        if len(acc) >= 2 and (acc[0], gyr[0]) == (chip.acc_kind, chip.gyr_kind):
            return chip
    kinds = f"{acc[:1].hex() or 'none'} and {gyr[:1].hex()}"
    raise DriverError(f"this MbientLab sensor has chips that are not known: {kinds}", _OTHER)


def _configure(module: int, config: bytes) -> Generator[Step, bytes, None]:
    """Set rate and range, and read them back.

    Raises
    ------
    DriverError : it is set to something else, or does not say.
    """
    yield _order(module, CONFIG, config)
    answer = yield from _ask(module, READ | CONFIG)
    rate, reach = answer[0] & 0x0F if answer else -1, answer[1] & 0x0F if len(answer) > 1 else -1
    if (rate, reach) != (config[0] & 0x0F, config[1]):
        name = "accelerometer" if module == ACC else "gyroscope"
        raise DriverError(f"the MetaMotion does not take the settings of its {name}", _RESET)


class MetaMotionDriver:
    """The family."""

    family = FAMILY
    title = "MbientLab MetaMotion"
    facts = Facts(
        rates_hz=tuple(messages.ODR_CODES),
        rate_hz=100.0,
        acc_range_g=messages.ACC_RANGE_G,
        gyr_range_deg_s=messages.GYR_RANGE_DEG_S,
        timing=Timing("none", batch_s=messages.PACK / min(messages.ODR_CODES)),
        page="metamotion",
    )
    profile = Profile(
        service=("326a9000-85cb-9195-d9dd-464cfbbae75a",),
        needed={
            "control": ("326a9001-85cb-9195-d9dd-464cfbbae75a",),
            "data": ("326a9006-85cb-9195-d9dd-464cfbbae75a",),
        },
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by the name that it has until somebody gives it another."""
        if self.profile.service[0] in seen.services:
            return Match(3)
        return Match(2) if seen.name.startswith(("MetaWear", "MetaMotion")) else None

    def connect(self, rate_hz: float | None = None) -> MetaMotionConnection:
        """A new connection."""
        return MetaMotionConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> MetaMotionPeripheral:
        """A MetaMotion R."""
        return MetaMotionPeripheral(Advertisement("MetaWear", self.profile.service))


DRIVER = MetaMotionDriver()
