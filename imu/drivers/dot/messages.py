"""The messages by which Movella DOTs are synchronised: XD0506P revision C, section 5.3.

Identifier, number of bytes, bytes, and one more byte that makes the sum of all a multiple of 256.
Commands are written to one characteristic; what they are answered with is notified by a second or
has to be read from a third.
"""

from __future__ import annotations

from imu.drivers.dot.formats import FAMILY
from imu.errors import DecodeError, DriverError

_SYNC = 0x02
"""The identifier of all messages about synchronisation."""

_ACK, _STOPPED, _STATUS = 0x03, 0x50, 0x51
STOPPED_PREFIX, STATUS_PREFIX = bytes([_SYNC, 2, _STOPPED]), bytes([_SYNC, 2, _STATUS])
SYNCED, UNSYNCED = 0x04, 0x09
OK = 0x00

NOT_ENOUGH, SKEWED, MISTIMED, UNSTARTED = 0x05, 0x07, 0x08, 0x09
_RESULTS = {
    NOT_ENOUGH: (
        "the DOT heard too little of the one whose clock it was to take over",
        "Lay both within half a metre of each other, away from other radios, and try again",
    ),
    SKEWED: (
        "the clocks of the two DOTs run too unlike each other",
        "Let both come to the same temperature, away from the charger, and try again",
    ),
    MISTIMED: (
        "the two DOTs did not begin to synchronise at the same time",
        "Keep other apps away from them and try again",
    ),
    UNSTARTED: (
        "the DOT has not begun to synchronise",
        "Switch it off and on, keep other apps away from it, and try again",
    ),
}
"""Results of a synchronisation (table 30), and what to do."""


def message(*data: int) -> bytes:
    """A message about synchronisation."""
    body = bytes([_SYNC, len(data), *data])
    return body + bytes([-sum(body) % 256])


GET_STATUS, STOP_SYNC = message(0x08), message(0x02)


def start_sync(root: bytes) -> bytes:
    """The command to take over the clock of the sensor with this address, 6 bytes as spoken."""
    return message(0x01, *root[::-1])


def root_in(command: bytes) -> bytes | None:
    """The address in `start_sync`; None for any other command."""
    whole = len(command) == 10 and command[:3] == bytes([_SYNC, 7, 0x01])
    return command[3:9][::-1] if whole and not sum(command) % 256 else None


def status(*, synced: bool) -> bytes:
    """The answer to `GET_STATUS`."""
    return message(_STATUS, SYNCED if synced else UNSYNCED)


def stopped(result: int = OK) -> bytes:
    """The answer to `STOP_SYNC`."""
    return message(_STOPPED, result)


def acknowledgement(result: int) -> bytes:
    """What is read after a synchronisation."""
    return message(_ACK, result)


def _content(data: bytes, kind: int) -> int:
    """The byte behind the kind of a message.

    Raises
    ------
    DecodeError : damaged, or another message.
    """
    length = data[1] + 3 if len(data) > 1 else 0
    whole = data[:length]  # characteristics may be filled up with zeros
    if len(whole) < 5 or len(whole) != length or sum(whole) % 256:
        raise DecodeError(FAMILY, "a damaged message")
    if whole[0] != _SYNC or whole[2] != kind:
        raise DecodeError(FAMILY, "a message about something else")
    return whole[3]


def is_synced(answer: bytes) -> bool | None:
    """What the answer to `GET_STATUS` says; None for no answer or a damaged one."""
    try:
        return _content(answer, _STATUS) == SYNCED
    except DecodeError:
        return None


def has_stopped(answer: bytes) -> bool:
    """What the answer to `STOP_SYNC` says."""
    try:
        return _content(answer, _STOPPED) == OK
    except DecodeError:
        return False


def check_result(acknowledged: bytes) -> None:
    """Look at what was read after a synchronisation.

    Raises
    ------
    DriverError : it has failed; why, and what to do.
    """
    try:
        result = _content(acknowledged, _ACK)
    except DecodeError as error:
        problem = f"the DOT does not say how the synchronisation went ({error.problem})"
        raise DriverError(problem, "Switch it off and on, and try again") from None
    if result != OK:
        unknown = f"the DOT could not synchronise (result {result})", "Try again"
        raise DriverError(*_RESULTS.get(result, unknown))
