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
    LANGUAGES,
    RATE_HZ,
    TONES,
    clip_path,
    line_clip,
    number_clip,
    read_clip,
    read_clips,
    spoken_names,
)
from dashboard.sound.shaping import brightened, faded, levelled, trimmed, voiced_rms
from dashboard.sound.spelling import number_words, ones_words
from dashboard.sound.tones import tones
from dashboard.words import english, german
from imu.coach.lines import CUES, Line
from imu.errors import ImuError
from imu.samples import Floats

PATHS = [
    *(FOLDER / f"{name}.wav" for name in TONES),
    *(clip_path(name, language) for language in LANGUAGES for name in spoken_names(language)),
]
MAX_BYTES = 3_200_000

each = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def spoken(language: str, beginning: str = "") -> dict[str, Floats]:
    """Give what is spoken in a language."""
    names = [name for name in spoken_names(language) if name.startswith(beginning)]
    return {name: samples(clip_path(name, language)) for name in names}


def samples(path: Path) -> Floats:
    return read_clip(path).astype(np.float64)


def tone_samples(name: str) -> Floats:
    return samples(FOLDER / f"{name}.wav")


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_to_thirty_and_every_ten_has_a_clip(language: str) -> None:
    wanted = {number_clip(number) for number in (*range(1, 31), 40, 50, 60, 70, 80, 90)}
    assert wanted | set(TONES) <= set(read_clips(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_clip(language: str) -> None:
    assert {line_clip(line) for line in Line} <= set(read_clips(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_clip_is_shipped_for_nothing(language: str) -> None:
    assert {path.stem for path in (FOLDER / language).iterdir()} == set(spoken_names(language))
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(TONES)


@each
def test_all_have_one_format(path: Path) -> None:
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (1, 2, RATE_HZ)


@each
def test_the_sound_begins_at_once(path: Path) -> None:
    assert levels_db(samples(path))[:2].max() > -42.0  # of 10 ms


@each
def test_it_begins_and_ends_at_nothing_and_never_clips(path: Path) -> None:
    clip = np.abs(samples(path))
    assert clip[0] < 0.001
    assert clip[-1] < 0.001
    assert 0.2 < clip.max() < 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_are_equally_loud(language: str) -> None:
    words = spoken(language)
    if language == "de":
        del words["number_06"]  # hardly more than a peak, see the clips' README
    loudness = [loudness_db(clip) for clip in words.values()]
    assert max(loudness) - min(loudness) < 1.5


def test_both_languages_are_equally_loud() -> None:
    means = [
        np.mean([loudness_db(clip) for clip in spoken(language).values()]) for language in LANGUAGES
    ]
    assert abs(means[0] - means[1]) < 0.5


def test_tones_are_no_louder_than_words() -> None:
    word_db = loudness_db(spoken("en")["number_01"])
    assert all(word_db - 5.0 < loudness_db(tone_samples(name)) <= word_db for name in TONES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_short(language: str) -> None:
    numbers = spoken(language, "number_").values()
    assert all(0.3 < len(clip) / RATE_HZ <= 0.96 for clip in numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_fits_between_two_numbers(language: str) -> None:
    names = {line_clip(cue) for cue in CUES}
    cues = [clip for name, clip in spoken(language).items() if name in names]
    assert len(cues) == len(CUES)
    assert all(len(clip) / RATE_HZ < 1.4 for clip in cues)


def test_tones_are_shorter_than_words() -> None:
    seconds = {name: len(tone_samples(name)) / RATE_HZ for name in TONES}
    assert all(0.25 <= seconds[name] <= 0.56 for name in ("ready", "done", "alert"))


def test_all_are_small_enough_to_ship() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MAX_BYTES


@pytest.mark.parametrize(("name", "rises"), [("ready", True), ("done", False)])
def test_ready_rises_and_done_falls(name: str, rises: bool) -> None:
    clip = tone_samples(name)
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


def with_words(monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]) -> None:
    """Let the recipe speak one language only, and of it only some clips."""
    every = list(recipe.scripts(language))
    chosen = [one for one in every if one[0] in words]
    monkeypatch.setattr(recipe, "LANGUAGES", (language,))

    def some(language: str) -> list[tuple[str, str]]:
        del language
        return chosen

    monkeypatch.setattr(recipe, "scripts", some)


@pytest.mark.skipif(shutil.which("flite") is None, reason="the synthesiser is not installed")
def test_the_recipe_makes_clips_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["number_07", "line_change_legs"]
    with_words(monkeypatch, "en", words)
    recipe.main([str(tmp_path / "new")])
    for name in words:
        made, shipped = (samples(clip_path(name, "en", at)) for at in (tmp_path / "new", FOLDER))
        assert len(made) == pytest.approx(len(shipped), rel=0.2)  # another version, another word


@pytest.mark.parametrize(
    ("language", "missing"), [("en", "Flite is not installed"), ("de", "Pico is not installed")]
)
def test_without_a_synthesiser_the_recipe_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, missing: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(recipe, "_PICO", "no_such_module")
    monkeypatch.setattr(recipe, "LANGUAGES", (language,))
    with pytest.raises(ImuError, match=missing):
        recipe.make_clips(tmp_path)
    with pytest.raises(SystemExit, match=r"Install \S+ first"):
        recipe.main([str(tmp_path)])


def test_a_synthesiser_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def useless(text: str, path: Path) -> list[str]:
        del text, path
        return ["false"]

    monkeypatch.setattr(recipe, "_english", useless)
    with pytest.raises(ImuError, match="could not be spoken"):
        recipe.make_clips(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recipe_says_what_the_screen_writes(language: str) -> None:
    table = (german if language == "de" else english).LINES
    said = dict(recipe.scripts(language))
    assert [said[line_clip(line)] for line in CUES] == [table[line] for line in CUES]
    assert set(said) == set(spoken_names(language))


def test_the_recipe_wants_one_folder() -> None:
    with pytest.raises(SystemExit, match="takes one folder"):
        recipe.main([])


@pytest.mark.parametrize(
    ("number", "english_words", "german_words"),
    [
        (1, "one", "eins"),
        (10, "ten", "zehn"),
        (13, "thirteen", "dreizehn"),
        (20, "twenty", "zwanzig"),
        (21, "twenty one", "einundzwanzig"),
        (27, "twenty seven", "siebenundzwanzig"),
        (30, "thirty", "dreißig"),
        (90, "ninety", "neunzig"),
    ],
)
def test_numbers_in_words(number: int, english_words: str, german_words: str) -> None:
    assert number_words(number) == english_words
    assert number_words(number, "de") == german_words


def test_german_ones_come_before_the_tens() -> None:
    assert [ones_words(1), ones_words(7)] == ["einund", "siebenund"]


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


def test_a_peak_is_rounded_off_and_the_rest_left_alone() -> None:
    clip = tone(440.0)
    clip[4000] = 1.0
    after = levelled(clip, 0.2)
    assert 0.7 < after.max() < 0.9
    others = np.delete(after / clip.clip(1e-9, None), 4000)
    quiet = others[np.delete(clip, 4000) > 0.1]
    np.testing.assert_allclose(quiet, quiet[0])


def test_a_level_that_would_break_the_sound_is_not_reached() -> None:
    after = levelled(tone(440.0), 2.0)
    assert np.abs(after).max() < 0.9
    assert voiced_rms(after) < 0.75


def test_a_file_that_is_no_clip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clip.wav"
    path.write_bytes(b"no sound")
    with pytest.raises(ValueError, match="is no WAV file"):
        read_clip(path)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
    with pytest.raises(ValueError, match="is not mono"):
        read_clip(path)
