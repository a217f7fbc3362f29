"""Messages in any order, two or three sensors with times of their own: one stream comes of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.drivers.samples import Samples
from imu.samples import Block, Floats
from imu.sources.phone import sensorlogger
from imu.sources.phone.feed import PhoneFeed
from imu.sources.phone.mail import Mail
from imu.sources.phone.merge import Merge
from imu.sources.phone.readings import Channel, Message, Track
from tests.hinges import hinges, in_a_row
from tests.sources.phone.phones import UTC_S, message, pushed, reading
from tests.sources.wires import joined

HINGES = hinges(in_a_row(2), 12.0)


def put(mail: Mail, arrival_s: float, number: int, session: str = "s") -> list[int]:
    letters = mail.put(arrival_s, Message(number, session))
    return [letter.message.number for letter in letters]


# -- order of messages ----------------------------------------------------------------------------


@given(st.permutations(list(range(8))))
def test_messages_come_out_in_the_order_in_which_they_were_sent(order: list[int]) -> None:
    mail = Mail()
    out = [n for k, number in enumerate(order) for n in put(mail, 0.1 * k, number)]
    assert out == list(range(8))
    assert mail.dropped == 0


def test_nobody_waits_for_ever() -> None:
    mail = Mail()
    assert put(mail, 0.0, 0) == [0]
    assert put(mail, 0.2, 2) == []
    assert put(mail, 0.4, 3) == []
    assert put(mail, 1.3, 4) == [2, 3, 4]
    assert put(mail, 1.4, 1) == []
    assert put(mail, 1.5, 4) == []
    assert mail.dropped == 2


def test_no_more_than_some_messages_wait() -> None:
    mail = Mail()
    put(mail, 0.0, 0)
    out = [n for k in range(40) for n in put(mail, 0.0, 2 + k)]
    assert len(out) > 0
    assert len(mail.flush()) + len(out) == 40


def test_who_joins_in_the_middle_begins_there() -> None:
    assert put(Mail(), 0.0, 1000) == [1000]


def test_a_new_session_begins_anew_and_the_old_one_is_over() -> None:
    mail = Mail()
    assert put(mail, 0.0, 0) == [0]
    assert put(mail, 0.1, 2) == []
    assert put(mail, 0.2, 0, "t") == [2, 0]
    assert put(mail, 0.3, 3, "s") == []
    assert put(mail, 0.4, 1, "t") == [1]
    assert (mail.dropped, mail.sessions) == (1, 2)


# -- one time line --------------------------------------------------------------------------------


def wave(time_s: Floats) -> Floats:
    return np.column_stack([np.sin(time_s), np.cos(time_s), 0.1 * time_s])


def tracks(**times: Floats) -> dict[Channel, Track]:
    names: dict[str, Channel] = {
        "total": "total", "acc": "acceleration", "gravity": "gravity", "gyr": "rotation",
    }  # fmt: skip
    return {names[name]: Track(time_s, wave(time_s)) for name, time_s in times.items()}


TICKS = 5.0 + np.arange(500) / 100.0


def test_the_gyroscope_is_put_on_the_accelerometers_time_line() -> None:
    samples = Merge().take(tracks(total=TICKS, gyr=TICKS + 0.0043))
    assert samples.sensor_time_s is not None
    assert np.array_equal(samples.sensor_time_s, TICKS[1:])
    assert np.array_equal(samples.acc_m_s2, wave(TICKS[1:]))
    assert np.abs(samples.gyr_rad_s - wave(TICKS[1:])).max() < 2e-5


@pytest.mark.parametrize("turned", [False, True])
def test_gravity_is_added_back_and_the_sign_of_ios_turned(turned: bool) -> None:
    samples = Merge(turned=turned).take(tracks(acc=TICKS, gravity=TICKS, gyr=TICKS))
    assert samples.acc_m_s2 == pytest.approx((-2.0 if turned else 2.0) * wave(TICKS))
    assert samples.gyr_rad_s == pytest.approx(wave(TICKS))


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_it_does_not_matter_how_and_in_which_order_readings_come(seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole = Merge().take(tracks(total=TICKS, gyr=TICKS + 0.0021))
    merge = Merge()
    parts: list[Samples] = []
    edges = np.sort(rng.integers(0, 500, 6)).tolist()
    for first, last in zip([0, *edges], [*edges, 500], strict=True):
        acc, gyr = TICKS[first:last].copy(), TICKS[first:last] + 0.0021
        rng.shuffle(acc)
        rng.shuffle(gyr)
        order = (
            [{"total": acc}, {"gyr": gyr}] if rng.random() < 0.5 else [{"gyr": gyr, "total": acc}]
        )
        parts += [merge.take(tracks(**one)) for one in order if len(acc)]
    assert np.array_equal(np.concatenate([p.acc_m_s2 for p in parts]), whole.acc_m_s2)
    assert np.array_equal(np.concatenate([p.gyr_rad_s for p in parts]), whole.gyr_rad_s)


def test_a_hole_of_one_sensor_is_a_hole_and_nothing_is_invented() -> None:
    merge = Merge()
    gyr = TICKS[(TICKS < 7.0) | (TICKS > 7.5)]
    samples = merge.take(tracks(total=TICKS, gyr=gyr))
    assert samples.sensor_time_s is not None
    assert not np.any((samples.sensor_time_s > 7.0) & (samples.sensor_time_s < 7.5))
    assert merge.unpaired == 500 - len(samples)


def test_readings_of_one_time_are_one_and_old_ones_are_dropped() -> None:
    merge = Merge()
    first = merge.take(tracks(total=np.repeat(TICKS[:200], 2), gyr=TICKS[:200]))
    again = merge.take(tracks(total=TICKS[100:300], gyr=TICKS[100:300]))
    assert (len(first), len(again)) == (200, 100)


def test_a_sensor_that_is_missing_is_named_and_memory_is_bounded() -> None:
    merge = Merge()
    assert merge.missing == ("acceleration", "gravity", "rotation")
    for k in range(30):
        assert len(merge.take(tracks(total=TICKS + 5.0 * k))) == 0
    assert merge.missing == ("rotation",)
    assert merge.unpaired == pytest.approx(30 * 500 - 1000, abs=2)


def test_a_clock_that_was_set_back_begins_anew() -> None:
    merge = Merge()
    merge.take(tracks(total=TICKS + 1000.0, gyr=TICKS + 1000.0))
    assert len(merge.take(tracks(total=TICKS, gyr=TICKS))) == 500


# -- all of it ------------------------------------------------------------------------------------


def fed(messages: list[tuple[float, bytes]], *, turned: bool = False) -> tuple[Block, PhoneFeed]:
    feed = PhoneFeed("right", turned=turned)
    blocks: list[Block] = []
    for sent_s, body in messages:
        blocks += feed.take(sent_s + 0.05, sensorlogger.decode(body))
    return joined(blocks + feed.flush()), feed


@pytest.mark.parametrize("ios", [False, True])
def test_what_a_phone_pushes_is_what_it_felt(ios: bool) -> None:
    block, feed = fed(pushed(HINGES, ios=ios), turned=ios)
    assert block.sensor_time_s is not None
    there = np.searchsorted(HINGES.time_s, block.sensor_time_s - UTC_S - 1e-4)
    assert len(block) >= len(HINGES) - 2
    assert np.abs(block.acc_m_s2 - HINGES.acc_m_s2[there]).max() < 1e-4
    assert np.abs(block.gyr_rad_s - HINGES.gyr_rad_s[there]).max() < 0.01
    assert np.abs(block.time_s - HINGES.time_s[there] - 0.05).max() < 0.01
    status = feed.status
    assert (status.dropped, status.refused, status.advice) == (0, 0, "")
    assert status.messages == len(pushed(HINGES))


def test_messages_that_overtake_each_other_change_nothing() -> None:
    messages = pushed(HINGES)
    swapped = messages.copy()
    for k in range(4, len(messages) - 1, 7):
        (a, one), (b, two) = messages[k], messages[k + 1]
        swapped[k], swapped[k + 1] = (b, two), (b + 0.01, one)
        assert a < b
    swapped.insert(12, swapped[9])
    one, _ = fed(messages)
    two, feed = fed(swapped)
    assert np.array_equal(one.acc_m_s2, two.acc_m_s2)
    assert np.abs(one.time_s - two.time_s).max() < 0.01
    assert feed.status.dropped == 1


def test_a_phone_that_sends_too_little_is_told_what_to_switch_on() -> None:
    feed = PhoneFeed("right")
    for k in range(3):
        feed.take(
            0.1 * k, sensorlogger.decode(message(k, [reading("gyroscope", 1.0, np.zeros(3))]))
        )
    assert feed.status.advice == (
        "The phone sends nothing of the accelerometer and gravity. Switch it on in the app."
    )
    feed.refuse("no JSON")
    assert (feed.status.advice, feed.status.refused) == ("no JSON", 1)


def test_a_second_recording_on_the_phone_goes_on_on_the_same_clock() -> None:
    first = pushed(HINGES)
    again = [
        (sent_s + 15.0, body.replace(b'"sessionId": "s"', b'"sessionId": "t"'))
        for sent_s, body in pushed(HINGES)
    ]
    block, feed = fed([*first, *again])
    assert np.diff(block.time_s).min() > 0.0
    assert block.time_s[-1] == pytest.approx(27.0, abs=0.3)
    assert feed.status.quality.restarts == 1


def test_a_pause_that_the_phones_clock_leaves_out_is_a_hole_at_once() -> None:
    later = replace(HINGES, time_s=HINGES.time_s + 12.2)
    again = [
        (sent_s + 15.0, body.replace(b'"sessionId": "s"', b'"sessionId": "t"'))
        for sent_s, body in pushed(later)
    ]
    block, _ = fed([*pushed(HINGES), *again])
    after = block.time_s[block.time_s > 13.0]
    assert after[0] == pytest.approx(27.25, abs=0.05)
    assert len(after) > 1150
