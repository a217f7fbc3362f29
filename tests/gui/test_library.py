"""The page of all recordings: what is listed, searched for, opened and written about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dashboard import sizes, words
from dashboard.library import LibraryPage, Place
from dashboard.library.deeds import Found
from dashboard.library.examples import full
from dashboard.preferences import Preferences
from dashboard.theme import DARK, LIGHT, Theme
from dashboard.words.language import Language
from imu.library import Library, index_file
from tests.gui.library import (
    a_library,
    an_entry,
    buttons,
    chosen,
    focused,
    keys,
    listed,
    quiet,
    three,
    with_an_open_one,
)
from tests.gui.pages import inked, press
from tests.gui.windows import until

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


def meta(path: Path) -> dict[str, object]:
    """What a recording's own file says."""
    return json.loads((path / "session.json").read_text(encoding="utf-8"))


# -- the list --------------------------------------------------------------------------------------


def test_the_latest_stands_first_and_is_chosen(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        assert listed(page) == ["c", "b", "a"]
        assert chosen(page).name == "c"
        keys(page, Key.Key_Down, Key.Key_Down)
        assert chosen(page).name == "a"
        assert page.side.called.text() == "In the garden"
        assert page.side.fields.title.text() == "In the garden"


def test_it_is_read_beside_the_window_and_says_how_far_it_is(tmp_path: Path) -> None:
    with a_library(three(tmp_path), waits=False) as page:
        assert page.said == words.LIBRARY_WAIT
        assert listed(page) == []
        seen: set[str] = set()

        def hear(said: str, warns: bool) -> None:
            assert not warns
            seen.add(said)

        page.care.said.connect(hear)
        page.care.errands.progressed.emit(2, 3)
        quiet(page)
        assert words.LIBRARY_READING.format(done=2, of=3) in seen
        assert page.said == ""


def test_a_page_that_is_left_while_it_reads_leaves_nothing_behind(tmp_path: Path) -> None:
    with a_library(three(tmp_path), waits=False):
        pass  # tests/gui/conftest.py looks for threads and timers


def test_it_comes_back_to_where_it_was_left(tmp_path: Path) -> None:
    place = Place("anna", tmp_path / "a")
    with a_library(three(tmp_path), place, "It cannot be read") as page:
        assert listed(page) == ["c", "a"]
        assert chosen(page).name == "a"
        assert page.place == place
        assert page.said == "It cannot be read"


def test_a_thousand_are_listed_and_only_those_in_sight_are_put_into_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: set[str] = set()
    from dashboard.library import lines, table

    def counting(one: object) -> tuple[str, ...]:
        written.add(getattr(one, "path", ""))
        return lines.row_texts(one)  # type: ignore[arg-type]

    monkeypatch.setattr(table, "row_texts", counting)
    with a_library(tmp_path) as page:
        page.show_found(Found(Library(tmp_path, tuple(an_entry(n) for n in range(1000)))))
        QCoreApplication.processEvents()
        page.grab()
        assert len(listed(page)) == 1000
        assert 0 < len(written) < 60
        keys(page, Key.Key_End)
        assert chosen(page).name == "r0999"


def test_a_click_chooses_and_two_open(tmp_path: Path) -> None:
    opened: list[Path] = []
    with a_library(three(tmp_path)) as page:
        page.opened.connect(opened.append)
        view = page.table.viewport()
        spot = QPoint(40, page.table.rowViewportPosition(1) + 4)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        assert chosen(page).name == "b"
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        assert opened == [tmp_path / "b"]


def test_nothing_recorded_has_a_sentence_and_a_way_on(tmp_path: Path) -> None:
    asked: list[bool] = []
    with a_library(tmp_path / "nowhere") as page:
        page.trained.connect(lambda: asked.append(True))
        assert page.empty.isVisible()
        assert not page.table.isVisible()
        assert not page.side.isVisible()
        assert not page.whole["clear"].isEnabled()
        assert focused(page) is page.findChild(QWidget, "empty")
        page.empty.click()
        keys(page, Key.Key_C)
        assert asked == [True, True]


# -- searching -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("person:anna", ["c", "a"]),
        ('person:"ben b"', ["b"]),
        ("since:2026-11-20", ["c", "b"]),
        ("garden one leg", ["a"]),
        ("flag:partial", ["b"]),
        ('"', ["c", "b", "a"]),
    ],
)
def test_the_field_knows_the_same_words_as_the_terminal(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    with a_library(three(tmp_path)) as page:
        press(page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert focused(page) is page.search.field
        QTest.keyClicks(page.search.field, text)
        assert listed(page) == names


def test_a_mark_that_is_none_is_answered_and_the_list_stays(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        page.search.field.setText("person:anna")
        page.search.field.setText("person:anna who:me")
        assert page.said.startswith("who: is nothing that can be searched for")
        assert listed(page) == ["c", "a"]
        keys(page, Key.Key_N)  # read anew, the answer stays
        quiet(page)
        assert listed(page) == ["c", "a"]
        page.search.field.setText("since:2026-11-20")
        assert page.said == ""
        assert listed(page) == ["c", "b"]


def test_a_search_without_a_find_has_a_way_back(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        page.search.field.setText("moon")
        assert page.empty.text() == words.LIBRARY_SHOW_ALL
        assert page.empty.isVisible()
        page.empty.click()
        assert listed(page) == ["c", "b", "a"]
        assert page.table.isVisible()


def test_clients_are_kept_apart_by_their_aliases(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        whose = page.search.whose
        assert [whose.itemData(n) for n in range(whose.count())] == ["", "Anna", "Ben B"]
        page.search.field.setText("warm")
        whose.activated.emit(2)
        assert page.search.text == 'person:"Ben B" warm'
        assert (whose.currentData(), listed(page)) == ("Ben B", ["b"])
        whose.activated.emit(1)
        assert (page.search.text, listed(page)) == ("person:Anna warm", [])
        whose.activated.emit(0)
        assert (page.search.text, listed(page)) == ("warm", ["b"])


def test_escape_takes_the_search_back_before_it_leaves(tmp_path: Path) -> None:
    left: list[bool] = []
    with a_library(three(tmp_path)) as page:
        page.left.connect(lambda: left.append(True))
        page.search.field.setText("garden")
        keys(page, Key.Key_Escape)
        assert (page.search.text, left) == ("", [])
        keys(page, Key.Key_Escape)
        assert left == [True]


# -- opening ---------------------------------------------------------------------------------------


def test_enter_opens_v_compares_and_r_reports(tmp_path: Path) -> None:
    told: list[object] = []
    with a_library(three(tmp_path)) as page:
        for signal in (page.opened, page.compared, page.reported):
            signal.connect(told.append)
        keys(page, Key.Key_Return, Key.Key_V, Key.Key_R)
        assert told == [tmp_path / "c", [tmp_path / "a", tmp_path / "c"], tmp_path / "c"]


def test_what_no_page_shows_is_not_offered(tmp_path: Path) -> None:
    told: list[object] = []
    page = LibraryPage(three(tmp_path))
    page.reported.connect(told.append)
    page.compared.connect(told.append)
    page.show()
    page.load()
    quiet(page)
    assert buttons(page) == {"open", "edit", "delete", "back"}
    page.act("legs")
    page.act("report")
    assert told == []
    page.let_go()
    page.close()
    page.deleteLater()


def test_one_that_was_never_closed_is_recovered_by_enter(tmp_path: Path) -> None:
    opened: list[Path] = []
    with a_library(with_an_open_one(tmp_path)) as page:
        page.opened.connect(opened.append)
        assert buttons(page) == {"recover", "delete", "back"}
        assert page.side.problem.text() == words.LIBRARY_OPEN
        assert not page.side.fields.title.isEnabled()
        assert page.recover_all.isVisible()
        keys(page, Key.Key_Return)
        quiet(page)
        assert opened == []
        assert meta(tmp_path / "c")["complete"] is True
        assert page.said == words.LIBRARY_RECOVERED.format(all=1)
        assert not page.recover_all.isVisible()
        assert buttons(page) == {"open", "legs", "report", "edit", "delete", "back"}


def test_all_that_were_never_closed_are_recovered_at_once(tmp_path: Path) -> None:
    with a_library(with_an_open_one(tmp_path)) as page:
        keys(page, Key.Key_End, Key.Key_U)
        quiet(page)
        assert meta(tmp_path / "c")["complete"] is True
        assert chosen(page).name == "a"


def test_one_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (three(tmp_path) / "b" / "session.json").write_text("{", encoding="utf-8")
    with a_library(tmp_path) as page:
        page.search.field.setText("is:unreadable")
        assert listed(page) == ["b"]
        assert "session.json" in page.side.problem.text()
        assert buttons(page) == {"delete", "back"}
        keys(page, Key.Key_Return, Key.Key_E)
        assert focused(page) is page.table


# -- writing ---------------------------------------------------------------------------------------


def test_name_person_and_notes_are_written_where_they_stand(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        keys(page, Key.Key_E)
        assert focused(page) is page.side.fields.title
        QTest.keyClicks(page.side.fields.title, "Evening")
        keys(page, Key.Key_Return)
        quiet(page)
        assert meta(tmp_path / "c")["title"] == "Evening"
        assert (chosen(page).called, page.said) == ("Evening", words.LIBRARY_KEPT)
        assert page.table.currentIndex().siblingAtColumn(1).data() == "Evening"
        assert focused(page) is page.table
        page.side.fields.person.setFocus()
        page.side.fields.person.setText(" Cleo ")
        page.side.fields.notes.setFocus()  # leaving a field keeps what is in it
        quiet(page)
        assert meta(tmp_path / "c")["person"] == "Cleo"
        QTest.keyClicks(page.side.fields.notes, "cold")
        press(page.side.fields.notes, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        quiet(page)
        assert meta(tmp_path / "c")["notes"] == "cold"
        assert page.search.whose.findData("Cleo") > 0


def test_escape_takes_back_what_was_being_written(tmp_path: Path) -> None:
    before = (three(tmp_path) / "c" / "session.json").read_bytes()
    with a_library(tmp_path) as page:
        keys(page, Key.Key_E)
        QTest.keyClicks(page.side.fields.title, "Evening")
        keys(page, Key.Key_Escape)
        assert focused(page) is page.table
        assert page.side.fields.title.text() == ""
        page.side.fields.notes.setFocus()
        QTest.keyClicks(page.side.fields.notes, "cold")
        keys(page, Key.Key_Escape)
        assert focused(page) is page.table
        assert page.side.fields.notes.toPlainText() == ""
    assert (tmp_path / "c" / "session.json").read_bytes() == before


def test_what_is_being_written_stays_when_something_else_was_written_down(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        keys(page, Key.Key_E)
        QTest.keyClicks(page.side.fields.title, "Evening")
        page.side.fields.notes.setFocus()
        QTest.keyClicks(page.side.fields.notes, "cold")
        quiet(page)
        assert chosen(page).title == "Evening"
        assert page.side.fields.notes.toPlainText() == "cold"


def test_what_is_being_written_is_kept_when_the_page_goes(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        keys(page, Key.Key_E)
        QTest.keyClicks(page.side.fields.title, "Evening")
    assert meta(tmp_path / "c")["title"] == "Evening"


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        (tmp_path / "c" / "session.json").unlink()
        page.side.fields.title.setText("Evening")
        page.side.fields.keep()
        quiet(page)
        assert "session.json" in page.said
        assert listed(page) == ["b", "a"]


# -- looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda one: one.name)
def test_each_leg_has_its_colour_and_its_word(tmp_path: Path, theme: Theme) -> None:
    with a_library(three(tmp_path), Place("", tmp_path / "a")) as page:
        page.set_theme(theme)
        QCoreApplication.processEvents()
        left, right, _ = page.side.legs
        assert left.text() == "◀ left   1×3   (3 reps)"
        assert right.text() == "right ▶   1×2   (2 reps)"
        for line, code in ((left, theme.left), (right, theme.right)):
            assert inked(line.grab().toImage(), code).sum() > 40


@pytest.mark.parametrize("language", [Language.EN, Language.DE])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600), (700, 600)])
def test_everything_has_room(size: tuple[int, int], language: Language) -> None:
    words.use(language)
    sizes.use(Preferences(text_scale=1.6, distance_m=4))
    page = full("warm" if size == (800, 600) else "")
    try:
        page.resize(*size)
        page.show()
        QCoreApplication.processEvents()
        assert (page.width(), page.height()) == size
        for kind in (QLabel, QPushButton):
            for one in page.findChildren(kind):
                if one.isVisible() and not page.side.isAncestorOf(one):
                    where = QRect(one.mapTo(page, QPoint(0, 0)), one.size())
                    assert page.rect().contains(where), one.text()
                    if kind is QPushButton:
                        wide = one.fontMetrics().horizontalAdvance(one.text())
                        assert one.width() >= wide, one.text()
    finally:
        sizes.use(Preferences())
        page.let_go()
        page.close()
        page.deleteLater()


def test_everything_can_be_reached_and_has_a_name(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        fields = page.side.fields
        wanted = [page.search.field, page.search.whose, page.table, *fields.parts]
        page.search.field.setFocus()
        reached = [focused(page)]
        for _ in range(len(wanted) - 1):
            keys(page, Key.Key_Tab)
            reached.append(focused(page))
        assert reached == wanted
        assert all(one.accessibleName() for one in wanted)


def test_the_index_may_be_deleted_and_is_made_anew(tmp_path: Path) -> None:
    with a_library(three(tmp_path)) as page:
        index_file(tmp_path).unlink()
        keys(page, Key.Key_N)
        until(lambda: page.said == words.LIBRARY_REBUILT.format(all=3))
        assert index_file(tmp_path).exists()
        assert listed(page) == ["c", "b", "a"]
