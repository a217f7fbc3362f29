"""Every sample that the loudspeaker gets, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.sound.library import Clip
from dashboard.sound.mixer import STALE_S, Mixer
from imu.samples import Floats

FADE = 80


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def level(value: float, count: int = 1000) -> Clip:
    """Make a clip in which every sample is the same, so that it is known anywhere."""
    return np.full(count, value, dtype=np.float32)


def heard(mixer: Mixer, count: int) -> Floats:
    """Fetch the next samples, with the silence that follows where there are fewer."""
    samples = np.frombuffer(mixer.frames(count), dtype="<i2") / 32767.0
    return np.concatenate([samples, np.zeros(count - len(samples))])


def test_idle_is_silence() -> None:
    assert Mixer().frames(240) == b""


def test_a_clip_is_handed_out_whole_and_from_its_first_sample() -> None:
    mixer = Mixer()
    clip = np.linspace(-1.0, 1.0, 1000, dtype=np.float32)
    mixer.ask(clip)
    parts = [heard(mixer, 240) for _ in range(5)]
    np.testing.assert_allclose(np.concatenate(parts)[:1000], clip, atol=1e-4)
    assert not np.concatenate(parts)[1000:].any()
    assert mixer.frames(240) == b""


def test_the_newest_wins() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5))
    heard(mixer, 240)
    mixer.ask(level(-0.25))
    after = heard(mixer, 240)
    assert after[FADE:] == pytest.approx(-0.25, abs=1e-3)


def test_what_is_cut_short_fades_without_a_click() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5))
    heard(mixer, 240)
    mixer.ask(level(0.0))
    after = np.concatenate([heard(mixer, 50), heard(mixer, 190)])
    assert after[0] == pytest.approx(0.5, abs=1e-3)
    assert np.abs(np.diff(after)).max() < 0.5 / FADE * 1.1
    assert not after[FADE:].any()


def test_of_several_at_once_only_the_last_is_heard() -> None:
    mixer = Mixer()
    for value in (0.1, 0.2, 0.3):
        mixer.ask(level(value))
    assert heard(mixer, 240) == pytest.approx(0.3, abs=1e-3)


def test_two_cuts_within_one_fade_leave_no_click() -> None:
    mixer = Mixer()
    mixer.ask(level(0.4))
    heard(mixer, 240)
    mixer.ask(level(0.0))
    first = heard(mixer, 20)
    mixer.ask(level(0.0))
    jumps = np.abs(np.diff(np.concatenate([first, heard(mixer, 240)])))
    assert jumps.max() < 0.4 / FADE * 1.1


def test_what_is_queued_follows_without_a_hole() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5, 300))
    mixer.ask(level(0.25, 300), queued=True)
    mixer.ask(level(0.125, 300), queued=True)
    after = np.concatenate([heard(mixer, 240) for _ in range(4)])
    np.testing.assert_allclose(after[:900], np.repeat([0.5, 0.25, 0.125], 300), atol=1e-3)
    assert not after[900:].any()


def test_what_is_queued_starts_at_once_where_nothing_is_heard() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5), queued=True)
    assert heard(mixer, 10) == pytest.approx(0.5, abs=1e-3)


def test_a_new_clip_drops_what_was_queued() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5, 300))
    mixer.ask(level(0.25, 300), queued=True)
    heard(mixer, 240)
    mixer.ask(level(0.0, 300))
    assert not heard(mixer, 960)[FADE:].any()


def test_the_sum_of_two_sounds_does_not_turn_over() -> None:
    mixer = Mixer()
    mixer.ask(level(0.9))
    heard(mixer, 240)
    mixer.ask(level(0.9))
    assert heard(mixer, 240) == pytest.approx(np.ones(240), abs=0.11)


def test_volume_scales_what_is_heard() -> None:
    mixer = Mixer()
    mixer.volume = 0.5
    mixer.frames(240)
    mixer.ask(level(0.5))
    assert heard(mixer, 240) == pytest.approx(0.25, abs=1e-3)


def test_a_change_of_volume_glides() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5))
    heard(mixer, 240)
    mixer.volume = 0.0
    after = heard(mixer, 240)
    assert after[0] == pytest.approx(0.5, abs=1e-3)
    assert after[-1] == 0.0
    assert not heard(mixer, 240).any()


def test_what_comes_too_late_is_not_played() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    mixer.ask(level(0.5))
    clock.now_s += STALE_S + 0.1
    mixer.ask(level(0.25))
    assert heard(mixer, 240) == pytest.approx(0.25, abs=1e-3)
    mixer.ask(level(0.5))
    clock.now_s += STALE_S + 0.1
    assert heard(mixer, 240) == pytest.approx(0.25, abs=1e-3)


def test_it_knows_when_a_clip_was_asked_for_and_when_it_began() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    assert mixer.last_start is None
    mixer.ask(level(0.5))
    clock.now_s += 0.25
    assert mixer.last_start is None
    mixer.frames(10)
    start = mixer.last_start
    assert start is not None
    assert (start.asked_s, start.begun_s) == (100.0, 100.25)


def test_it_knows_how_long_nobody_has_fetched_anything() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    assert mixer.waiting_s == 0.0
    mixer.ask(level(0.5))
    clock.now_s += 0.5
    assert mixer.waiting_s == 0.5
    mixer.frames(10)
    assert mixer.waiting_s == 0.0


def test_what_nobody_fetches_does_not_pile_up() -> None:
    mixer = Mixer()
    for _ in range(1000):
        mixer.ask(level(0.5, 1), queued=True)
    assert 0 < np.count_nonzero(heard(mixer, 1000)) < 100


def test_what_comes_too_late_for_its_turn_is_dropped() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    mixer.ask(level(0.5, 480))
    mixer.ask(level(0.25, 480), queued=True, within_s=0.9)
    mixer.ask(level(-0.5, 480), queued=True)
    heard(mixer, 240)
    clock.now_s += 0.91
    after = heard(mixer, 720)
    np.testing.assert_allclose(after[:240], 0.5, atol=1e-3)
    np.testing.assert_allclose(after[240:], -0.5, atol=1e-3)


def test_what_comes_just_in_time_is_heard() -> None:
    clock = Clock()
    mixer = Mixer(clock)
    mixer.ask(level(0.5, 240))
    mixer.ask(level(0.25, 240), queued=True, within_s=0.75)
    heard(mixer, 120)
    clock.now_s += 0.75
    assert heard(mixer, 240)[120:] == pytest.approx(0.25, abs=1e-3)


def test_a_number_drops_a_cue_that_still_waits() -> None:
    mixer = Mixer()
    mixer.ask(level(0.5, 480))
    mixer.ask(level(0.25, 480), queued=True)
    heard(mixer, 240)
    mixer.ask(level(-0.5, 480))
    after = heard(mixer, 960)
    np.testing.assert_allclose(after[FADE:480], -0.5, atol=1e-3)
    assert not after[480:].any()
