"""Every language says everything, with the same parts in the same places."""

from __future__ import annotations

import pytest

from dashboard import words
from dashboard.words import english, german
from dashboard.words.language import Language, resolved, system_language
from tests.texts import placeholders, texts

THE_SAME = {
    "AFTER_ACTIONS[0][0]",
    "BEFORE_ACTIONS[0][0]",
    "BEFORE_ACTIONS[1][0]",
    "CONNECT_ADDRESS_EXAMPLE",
    "LIBRARY_COLUMNS[1]",
    "MEASURE",
    "EDIT_CLOCK",
    "EDIT_TOTAL",
    *(f"EDIT_HELP[{n}][0]" for n in (2, 3, 4, 5, 7, 8, 9, 12, 15)),
    "HELP[10][0]",
    "HELP[11][0]",
    "HELP[12][0]",
    "HELP[13][0]",
    "HELP[14][0]",
    "HELP[15][0]",
    "HELP[1][0]",
    "HELP[2][0]",
    "HELP[5][0]",
    "HELP[6][0]",
    "HELP[7][0]",
    "HELP[8][0]",
    "HELP[9][0]",
    "HELP_TRAINING[10][0]",
    "HELP_TRAINING[11][0]",
    "HELP_TRAINING[13][0]",
    "HELP_TRAINING[2][0]",
    "HELP_TRAINING[3][0]",
    "HELP_TRAINING[4][0]",
    "HELP_TRAINING[5][0]",
    "HELP_TRAINING[6][0]",
    "HELP_TRAINING[7][0]",
    "HELP_TRAINING[8][0]",
    "HELP_TRAINING[9][0]",
    "LEGS_COURSE",
    "LEGS_DOSE",
    "LEGS_SHORT[A]",
    "LEGS_SHORT[B]",
    "LEGS_TENTH",
    "LEGS_WHOLE",
    "PLAN_ACTIONS[0][0]",
    "PLAN_ACTIONS[1][0]",
    "PLAN_CM",
    "PLAN_KGS",
    "PLAN_SECONDS",
    "PLAN_TEMPO",
    "PROGRESS_FAR_DAY",
    "PROGRESS_HOLDS",
    "PROGRESS_HZ",
    "PROGRESS_KG",
    "PROGRESS_LIKE",
    "PROGRESS_LOAD",
    "PROGRESS_ONE_VALUE",
    "PROGRESS_OPEN_YET",
    "SAFETY_CARDS[0][0]",
    "SAFETY_CARDS[1][0]",
    "SAFETY_CARDS[2][0]",
    "SETTINGS_CHOICES[distance_m][1]",
    "SETTINGS_CHOICES[distance_m][2]",
    "SETTINGS_CHOICES[distance_m][3]",
    "SETTINGS_CHOICES[distance_m][4]",
    "SETTINGS_CHOICES[language][de]",
    "SETTINGS_CHOICES[language][en]",
    "SETTINGS_LEVELS[headphone_delay_s]",
    "SETTINGS_LEVELS[text_scale]",
    "SETTINGS_LEVELS[volume]",
    "SIDES[unknown]",
    "SPEED_MAX",
    "STRAP_OF",
    "TITLE",
    "TRAINING_TITLE",
}
"""Texts that are equal in German and English, each looked at: keys, names, addresses."""


ENGLISH, GERMAN = texts(english), texts(german)


def listed(places: set[str]) -> str:
    """Give what is to be translated, ready to be copied."""
    return "\n".join(f"{place}: {ENGLISH.get(place, '?')!r}" for place in sorted(places))


def test_german_says_everything() -> None:
    missing = ENGLISH.keys() - GERMAN.keys()
    assert not missing, f"to be added to dashboard/words/german.py:\n{listed(missing)}"


def test_german_says_nothing_that_nobody_asks_for() -> None:
    assert sorted(GERMAN.keys() - ENGLISH.keys()) == []


def test_both_tables_are_built_alike() -> None:
    for name in filter(str.isupper, vars(english)):
        assert isinstance(vars(german).get(name), type(vars(english)[name])), name


def test_nothing_is_left_in_english() -> None:
    alike = {place for place in ENGLISH.keys() & GERMAN.keys() if ENGLISH[place] == GERMAN[place]}
    left = {place for place in alike if any(map(str.isalpha, ENGLISH[place]))} - THE_SAME
    assert not left, f"the same in both; translate it, or add it to THE_SAME:\n{listed(left)}"


def test_what_is_filled_in_is_the_same() -> None:
    both = ENGLISH.keys() & GERMAN.keys()
    wrong = {place for place in both if placeholders(ENGLISH[place]) != placeholders(GERMAN[place])}
    assert not wrong, f"these are filled with other things:\n{listed(wrong)}"


def test_the_language_in_use_decides() -> None:
    assert words.SIDES["left"] == "LEFT"
    assert words.use(Language.DE) is Language.DE
    assert words.SIDES["left"] == "LINKS"
    assert words.short_reason("walking") == "gegangen"
    assert words.in_use() is Language.DE


def test_english_stands_in_for_what_a_language_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(german, "HELP_TITLE")
    words.use(Language.DE)
    assert words.HELP_TITLE == "Keys"


@pytest.mark.parametrize("name", ["NO_SUCH_TEXT", "no_such_text", "Flag"])
def test_a_name_that_is_no_text_is_an_error(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(words, name)


@pytest.mark.parametrize(
    ("tags", "meant"),
    [
        (["de-AT", "de"], Language.DE),
        (["en_GB"], Language.EN),
        (["fr-FR", "de-DE", "en"], Language.DE),
        (["fr-FR"], Language.EN),
        ([], Language.EN),
    ],
)
def test_the_system_is_asked_in_its_own_order(
    monkeypatch: pytest.MonkeyPatch, tags: list[str], meant: Language
) -> None:
    class Locale:
        @staticmethod
        def system() -> Locale:
            return Locale()

        def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt's name
            return tags

    monkeypatch.setattr("PySide6.QtCore.QLocale", Locale)
    assert system_language() is meant


def test_a_chosen_language_needs_no_system() -> None:
    assert [resolved(one) for one in words.languages()] == list(words.languages())


def test_numbers_have_the_comma_of_their_language() -> None:
    assert words.MEASURE.format(value=2.5, unit=" s") == "2.5 s"
    words.use(Language.DE)
    assert words.MEASURE.format(value=2.5, unit=" s") == "2,5 s"
    assert "0,15" in words.SETTINGS_LEVELS["headphone_delay_s"].format(value=0.15)
    assert words.QUALITY_GAPS.format(gaps=2, missing=1.5).count(",") == 1
