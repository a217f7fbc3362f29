"""What phones say is read as published, and nothing that they say breaks the reader."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.sources.phone import phyphox, sensorlogger
from imu.sources.phone.readings import MAX_READINGS, Channel, Message, PhoneError

PUBLISHED = b"""{"messageId": 0, "sessionId": "identifier", "deviceId": "identifier", "payload": [
  {"name": "accelerometer", "time": 1698501144401773000,
   "values": {"x": 0.06110857427120209, "y": -0.0009566396474838257, "z": -0.10382747650146484}},
  {"name": "location", "time": 1698501145514000000, "values": {"latitude": 0, "longitude": 0}}]}"""
"""The example of Sensor Logger's PUSHING.md, with the numbers of its README."""

EXPORTED = {
    "sensor": "Accelerometer",
    "name": "Accelerometer",
    "time": "1698501144411773000",
    "seconds_elapsed": "0.22677294921875",
    "z": "-0.10387134552001953",
    "y": "-0.002205267548561096",
    "x": "0.06393256038427353",
}
"""A record of its JSON export, where numbers are quoted and stand beside the time."""

MAGNETOMETER = (
    b'{"localTitle":"Magn\\u00e9tom\\u00e8tre","buffers":[{"size":0,"name":"mag_time"}],"inputs":'
    b'[{"outputs":[{"x":"magX"},{"y":"magY"},{"z":"magZ"},{"abs":"mag"},{"t":"mag_time"},'
    b'{"accuracy":"magAccuracy"}],"source":"magnetic_field"}],"crc32":"e04c0bfa"}'
)
"""What phyphox said of an experiment (test data of the package phyphox-py, shortened)."""


def config(*sources: str) -> bytes:
    inputs = [
        {"source": s, "outputs": [{"x": f"{s} x"}, {"y": f"{s}&y"}, {"z": f"{s}Z"}, {"t": f"{s}T"}]}
        for s in sources
    ]
    return json.dumps({"inputs": inputs}).encode()


def answer(buffers: dict[str, list[Any]], session: str = "1", measuring: bool = True) -> bytes:
    content = {
        name: {"size": 0, "updateMode": "partial", "buffer": b} for name, b in buffers.items()
    }
    return json.dumps(
        {"buffer": content, "status": {"session": session, "measuring": measuring}}
    ).encode()


# -- Sensor Logger --------------------------------------------------------------------------------


def test_the_published_message_is_read() -> None:
    found = sensorlogger.decode(PUBLISHED)
    assert (found.number, found.session, found.phone) == (0, "identifier", "identifier")
    assert list(found.tracks) == ["acceleration"]
    track = found.tracks["acceleration"]
    assert track.time_s.tolist() == [1698501144.401773]
    assert track.values.tolist() == [
        [0.06110857427120209, -0.0009566396474838257, -0.10382747650146484]
    ]
    assert found.refused == 0


def test_an_exported_record_is_read_too() -> None:
    found = sensorlogger.decode(json.dumps({"payload": [EXPORTED]}).encode())
    track = found.tracks["acceleration"]
    assert track.time_s.tolist() == [1698501144.411773]
    assert track.values[0, 2] == -0.10387134552001953


@pytest.mark.parametrize(
    ("name", "channel"),
    [("accelerometer", "acceleration"), ("gravity", "gravity"), ("gyroscope", "rotation"),
     ("totalAcceleration", "total"), ("TotalAcceleration", "total")],
)  # fmt: skip
def test_every_sensor_that_is_needed_has_its_channel(name: str, channel: Channel) -> None:
    entry = {"name": name, "time": 5_000_000_000, "values": {"x": 1, "y": 2, "z": 3}}
    track = sensorlogger.decode(json.dumps({"payload": [entry]}).encode()).tracks[channel]
    assert track.time_s.tolist() == [5.0]
    assert track.values.tolist() == [[1.0, 2.0, 3.0]]


@pytest.mark.parametrize(
    "change",
    [{"time": None}, {"time": "soon"}, {"time": 1e30}, {"values": {"x": 1, "y": 2}}, {"time": True},
     {"values": {"x": None, "y": 2, "z": 3}}, {"values": {"x": "NaN", "y": 2, "z": 3}},
     {"values": 7},
     {"values": {"x": 1e9, "y": 2, "z": 3}}, {"values": {"x": "9" * 50, "y": 2, "z": 3}},
     {"values": {"x": [1], "y": 2, "z": 3}}],
)  # fmt: skip
def test_a_reading_that_is_no_use_is_counted_and_the_others_are_kept(
    change: dict[str, Any],
) -> None:
    good = {"name": "gyroscope", "time": 1_000_000_000, "values": {"x": 1, "y": 2, "z": 3}}
    found = sensorlogger.decode(json.dumps({"payload": [good | change, good, 5, None]}).encode())
    assert len(found.tracks["rotation"]) == 1
    assert found.refused == 3


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"7", b'{"payload": 3}', b"{}", b"\xff\xfe", b"NaN", b"[" * 100_000,
     b'{"payload": [{"name": "gyroscope", "time": NaN}]}', b'{"a": "' + b"x" * 1000],
)  # fmt: skip
def test_what_is_no_message_is_one_clear_error(body: bytes) -> None:
    with pytest.raises(PhoneError, match="the phone sent") as caught:
        sensorlogger.decode(body)
    assert caught.value.advice


def test_far_too_many_readings_are_refused() -> None:
    body = b'{"payload": [' + b"1," * MAX_READINGS + b"1]}"
    with pytest.raises(PhoneError, match="readings at once"):
        sensorlogger.decode(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["gyroscope", "gravity", "accelerometer", "light"]) | JSON,
        "time": st.integers() | JSON,
        "values": st.fixed_dictionaries({}, optional={"x": JSON, "y": JSON, "z": JSON}) | JSON,
    },
)


def check(found: Message) -> None:
    """Whatever was read is of use."""
    for track in found.tracks.values():
        assert track.values.shape == (len(track), 3)
        assert np.isfinite(track.values).all()
        assert np.isfinite(track.time_s).all()


@settings(max_examples=200)
@given(
    payload=st.lists(ENTRY | JSON, max_size=6),
    fields=st.dictionaries(st.sampled_from(["messageId", "sessionId", "deviceId"]), JSON),
)
def test_no_payload_breaks_the_reader(payload: list[Any], fields: dict[str, Any]) -> None:
    body = msgspec.json.encode({**fields, "payload": payload})
    with suppress(PhoneError):
        check(sensorlogger.decode(body))


@settings(max_examples=150)
@given(st.integers(0, len(PUBLISHED) - 1), st.integers(0, 7), st.booleans())
def test_a_damaged_message_is_an_error_or_is_read(at: int, bit: int, is_cut: bool) -> None:
    damaged = bytearray(PUBLISHED)
    damaged[at] ^= 1 << bit
    with suppress(PhoneError):
        check(sensorlogger.decode(PUBLISHED[:at] if is_cut else bytes(damaged)))


# -- phyphox --------------------------------------------------------------------------------------


def test_an_experiment_without_what_is_needed_is_refused_with_advice() -> None:
    for body in (MAGNETOMETER, config("accelerometer"), config("linear_acceleration", "gyroscope")):
        with pytest.raises(PhoneError, match="lacks a sensor") as caught:
            phyphox.layout_of(body)
        assert "gyroscope" in caught.value.advice


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"inputs": 5}', b"[1]"])
def test_who_is_no_phyphox_is_told_so(body: bytes) -> None:
    with pytest.raises(PhoneError):
        phyphox.layout_of(body)


def test_acceleration_with_gravity_is_preferred() -> None:
    both = config("linear_acceleration", "gravity", "gyroscope", "accelerometer")
    assert [one.channel for one in phyphox.layout_of(both)] == ["total", "rotation"]
    apart = config("linear_acceleration", "gravity", "gyroscope")
    channels = [one.channel for one in phyphox.layout_of(apart)]
    assert channels == ["acceleration", "gravity", "rotation"]


def poll() -> phyphox.Poll:
    return phyphox.Poll(phyphox.layout_of(config("accelerometer", "gyroscope")))


def test_it_asks_how_far_the_app_is_and_then_for_what_is_new() -> None:
    asked = poll()
    assert asked.path == "/get?accelerometerT&gyroscopeT"
    assert asked.take(answer({"accelerometerT": [12.5], "gyroscopeT": []})) is None
    assert asked.path == (
        "/get?accelerometerT=12.5&accelerometer%20x=12.5%7CaccelerometerT"
        "&accelerometer%26y=12.5%7CaccelerometerT&accelerometerZ=12.5%7CaccelerometerT"
        "&gyroscopeT=-1&gyroscope%20x=-1%7CgyroscopeT&gyroscope%26y=-1%7CgyroscopeT"
        "&gyroscopeZ=-1%7CgyroscopeT"
    )


def rows(times: list[float | None], value: float | None = 1.0) -> bytes:
    buffers: dict[str, list[Any]] = {}
    for sensor in ("accelerometer", "gyroscope"):
        buffers[f"{sensor}T"] = times
        for name in (" x", "&y", "Z"):
            buffers[f"{sensor}{name}"] = [value] * len(times)
    return answer(buffers)


def test_answers_are_read_and_the_next_question_goes_on_from_there() -> None:
    asked = poll()
    asked.take(rows([1.0]))
    found = asked.take(rows([1.01, 1.02]))
    assert found is not None
    assert found.tracks["total"].time_s.tolist() == [1.01, 1.02]
    assert found.tracks["rotation"].values.tolist() == [[1.0] * 3] * 2
    assert "accelerometerT=1.02&" in asked.path


def test_null_is_no_number_and_counted() -> None:
    asked = poll()
    asked.take(rows([1.0]))
    found = asked.take(rows([1.01, None], None))
    assert found is not None
    assert found.tracks == {}
    assert found.refused == 4


def test_buffers_of_unequal_length_are_read_as_far_as_they_go() -> None:
    asked = poll()
    asked.take(rows([1.0]))
    found = asked.take(
        answer({"accelerometerT": [2.0, 2.1], "accelerometer x": [1.0, 1.0],
                "accelerometer&y": [1.0], "accelerometerZ": [1.0, 2.0]})
    )  # fmt: skip
    assert found is not None
    assert found.tracks["total"].time_s.tolist() == [2.0]
    assert found.refused == 1


def test_an_app_that_was_cleared_is_read_from_its_new_beginning() -> None:
    asked = poll()
    asked.take(rows([100.0]))
    for _ in range(5):
        assert asked.take(rows([])) is not None
    assert asked.path == "/get?accelerometerT&gyroscopeT"
    assert asked.take(rows([0.3])) is None
    assert "accelerometerT=-1&" in asked.path


def test_a_pause_begins_another_measurement() -> None:
    asked = poll()
    asked.take(rows([1.0]))
    before = asked.take(rows([1.01]))
    asked.take(answer({}, measuring=False))
    after = asked.take(rows([1.02]))
    assert before is not None
    assert after is not None
    assert before.session != after.session


def test_another_experiment_is_noticed() -> None:
    asked = poll()
    asked.take(rows([1.0]))
    with pytest.raises(PhoneError, match="another phyphox experiment"):
        asked.take(answer({}, session="2"))
    assert asked.is_over


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(["buffer", "status", "x"]), JSON), st.booleans())
def test_no_answer_breaks_the_reader(content: dict[str, Any], is_probed: bool) -> None:
    asked = poll()
    if is_probed:
        asked.take(rows([1.0]))
    try:
        found = asked.take(msgspec.json.encode(content))
        if found is not None:
            check(found)
    except PhoneError:
        pass
    assert asked.path.startswith("/get?")
