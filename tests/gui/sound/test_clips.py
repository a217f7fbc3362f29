"""The shipped clips are whole, alike and quick off the mark, and the recipe is theirs."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

import numpy as np
import pytest

from dashboard.sound import recipe
from dashboard.sound.library import (
    FOLDER,
    RATE_HZ,
    TONES,
    clip_names,
    number_clip,
    read_clip,
    read_clips,
)
from dashboard.sound.shaping import brightened, faded, levelled, trimmed, voiced_rms
from dashboard.sound.tones import tones
from imu.errors import ImuError
from imu.samples import Floats

NUMBERS = [name for name in clip_names() if name not in TONES]
MAX_BYTES = 1_200_000


def samples(name: str) -> Floats:
    return read_clip(FOLDER / f"{name}.wav").astype(np.float64)


def levels_db(clip: Floats, frame: int = 80) -> Floats:
    """Level of each 5 ms below the loudest: written anew here, so that an error shows."""
    rms = [
        float(np.sqrt(np.mean(clip[at : at + frame] ** 2)))
        for at in range(0, len(clip) - frame + 1, frame)
    ]
    return 20.0 * np.log10(np.array(rms) / max(rms) + 1e-9)


def loudness_db(clip: Floats) -> float:
    """Level of the frames within 25 dB of the loudest, dB of full scale."""
    loud = np.repeat(levels_db(clip) > -25.0, 80)
    return float(10.0 * np.log10(np.mean(clip[: len(loud)][loud] ** 2)))


def tone(hz: float, seconds: float = 0.5, strength: float = 0.3) -> Floats:
    return strength * np.sin(2.0 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)


def test_every_number_to_thirty_and_every_ten_has_a_clip() -> None:
    wanted = {number_clip(number) for number in (*range(1, 31), 40, 50, 60, 70, 80, 90)}
    assert wanted | set(TONES) == set(read_clips()) == {path.stem for path in FOLDER.glob("*.wav")}


@pytest.mark.parametrize("name", clip_names())
def test_all_have_one_format(name: str) -> None:
    with wave.open(str(FOLDER / f"{name}.wav")) as file:
        assert file.getparams()[:3] == (1, 2, RATE_HZ)


@pytest.mark.parametrize("name", clip_names())
def test_the_sound_begins_at_once(name: str) -> None:
    assert levels_db(samples(name))[:2].max() > -42.0  # of 10 ms


@pytest.mark.parametrize("name", clip_names())
def test_it_begins_and_ends_at_nothing_and_never_clips(name: str) -> None:
    clip = np.abs(samples(name))
    assert clip[0] < 0.001
    assert clip[-1] < 0.001
    assert 0.2 < clip.max() < 0.9


def test_all_words_are_equally_loud() -> None:
    loudness = [loudness_db(samples(name)) for name in NUMBERS]
    assert max(loudness) - min(loudness) < 1.5


def test_tones_are_no_louder_than_words() -> None:
    word_db = loudness_db(samples(NUMBERS[0]))
    assert all(word_db - 5.0 < loudness_db(samples(name)) <= word_db for name in TONES)


def test_words_are_short_and_tones_shorter() -> None:
    seconds = {name: len(samples(name)) / RATE_HZ for name in clip_names()}
    assert all(0.3 < seconds[name] < 0.95 for name in NUMBERS)
    assert all(0.25 <= seconds[name] <= 0.45 for name in ("ready", "done"))


def test_all_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MAX_BYTES


@pytest.mark.parametrize(("name", "rises"), [("ready", True), ("done", False)])
def test_ready_rises_and_done_falls(name: str, rises: bool) -> None:
    clip = samples(name)
    first, last = (pitch_hz(part) for part in (clip[:2240], clip[3600:]))
    assert (last > first) is rises
    assert max(first, last) / min(first, last) == pytest.approx(4.0 / 3.0, rel=0.02)


def pitch_hz(clip: Floats) -> float:
    spectrum = np.abs(np.fft.rfft(clip * np.hanning(len(clip)), 1 << 16))
    return float(np.argmax(spectrum)) * RATE_HZ / (1 << 16)


def test_the_tones_are_those_of_the_recipe(tmp_path: Path) -> None:
    made = tones()
    assert set(made) == set(TONES)
    for name, clip in made.items():
        recipe.write_clip(tmp_path / "clip.wav", clip)
        assert (tmp_path / "clip.wav").read_bytes() == (FOLDER / f"{name}.wav").read_bytes()


@pytest.mark.skipif(shutil.which("flite") is None, reason="the synthesiser is not installed")
def test_the_recipe_makes_every_clip_anew(tmp_path: Path) -> None:
    recipe.main([str(tmp_path / "new")])
    made = read_clips(tmp_path / "new")
    for name, clip in read_clips().items():
        assert len(made[name]) == pytest.approx(len(clip), rel=0.2)  # another version, another word


def test_without_the_synthesiser_the_recipe_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ImuError, match="Flite is not installed"):
        recipe.make_clips(tmp_path)
    with pytest.raises(SystemExit, match="Install flite first"):
        recipe.main([str(tmp_path)])


def test_the_recipe_wants_one_folder() -> None:
    with pytest.raises(SystemExit, match="takes one folder"):
        recipe.main([])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "one"),
        (10, "ten"),
        (13, "thirteen"),
        (20, "twenty"),
        (27, "twenty seven"),
        (90, "ninety"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert recipe.number_words(number) == words


def test_silence_around_a_sound_is_cut_off() -> None:
    quiet = np.zeros(800)
    sound = tone(440.0)
    assert len(trimmed(np.concatenate([quiet, sound, quiet, quiet]))) == len(sound)


@pytest.mark.parametrize(("hz", "gain_db"), [(300.0, 0.0), (2000.0, 3.0), (6000.0, 6.0)])
def test_brightening_raises_what_is_high(hz: float, gain_db: float) -> None:
    before = tone(hz)
    after = brightened(before)
    assert 20.0 * np.log10(voiced_rms(after) / voiced_rms(before)) == pytest.approx(
        gain_db, abs=0.1
    )


def test_fades_leave_the_middle_alone() -> None:
    before = np.ones(1600)
    after = faded(before)
    assert after[0] == 0.0
    assert after[-1] == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_array_equal(after[32:-320], before[32:-320])


def test_pauses_do_not_count_for_loudness() -> None:
    with_pause = np.concatenate([tone(440.0), np.zeros(4000), tone(440.0)])
    assert voiced_rms(with_pause) == pytest.approx(voiced_rms(tone(440.0)), rel=1e-3)
    assert voiced_rms(levelled(with_pause, 0.1)) == pytest.approx(0.1)


def test_a_level_that_would_clip_is_refused() -> None:
    with pytest.raises(ValueError, match="choose a lower level"):
        levelled(tone(440.0), 0.7)


def test_a_file_that_is_no_clip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(b"no sound")
    with pytest.raises(ValueError, match="is no WAV file"):
        read_clip(path)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
    with pytest.raises(ValueError, match="is not mono"):
        read_clip(path)
