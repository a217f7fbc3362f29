"""Which page comes after which: from home through a session and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dashboard import sizes, words
from dashboard.app import Running
from dashboard.comparing.steps import Comparing
from dashboard.editing import Correcting
from dashboard.home.page import HomePage
from dashboard.leading import Leading
from dashboard.library import LibraryPage, Place
from dashboard.preferences import Preferences, load, preferences_file, save
from dashboard.preparing import Preparing
from dashboard.settingspage import SettingsPage
from dashboard.shell import Shell
from dashboard.sounding import Sound
from imu.cli.places import recordings_folder
from imu.coach.asked import Before
from imu.coach.plan import Plan
from imu.earlier import beside
from imu.errors import ImuError, RecordingError
from imu.live import Playback
from imu.playbacks import demo_playback, replay_of
from imu.recent import Recent, recent
from imu.recording.recover import recover
from imu.settings import Settings
from imu.sources.ble import Radio

Back = Callable[..., None]
"""Shows a page; may be given a sentence that a person should know."""


class Flow(QObject):
    """Leads through the pages of one window.

    Parameters
    ----------
    shell : shows them.
    radio : how to reach sensors; the operating system's by default.

    Attributes
    ----------
    shell : as above.
    leading : the part from the sensors to the last question.
    comparing : the part about what was recorded.
    preparing : the part from the plan to the sensors.
    running : a session that nobody leads, or None.
    """

    def __init__(self, shell: Shell, radio: Radio | None = None) -> None:
        super().__init__(shell)
        self.shell = shell
        self._sound: Sound | None = None
        self._correcting: Correcting | None = None
        self._library: LibraryPage | None = None
        self._place = Place()
        self.running: Running | None = None
        self._comes_from: Callable[[], None] = self.home
        self.leading = Leading(shell, self.home, radio)
        self.leading.asked = lambda name, path: self._ask_after(name, path, self.home)
        self.preparing = Preparing(self._show, self.home, self._connect)
        self.comparing = Comparing(self._show, self._back, self.preparing.plan)
        shell.closing.connect(self.end)

    def home(self, said: str = "") -> None:
        """Begin, or begin again.

        Parameters
        ----------
        said : what a person should know, or "".
        """
        warning, self.preparing.warning = self.preparing.warning, ""
        said = " ".join(one for one in (words.of_core(warning), said) if one)
        page = HomePage(recent(recordings_folder()), said)
        page.asked.connect(self._ask)
        page.opened.connect(self._open_recent)
        self._show(page)

    def play(self, playback: Playback, then: Back | None = None) -> None:
        """Show a session that nobody leads; then home, or what is told."""
        self._let_go()
        running, back = Running(playback), then or self.home

        def ask(name: str, path: Path) -> None:
            self._ask_after(name, path, back)

        def correct(path: Path) -> None:
            self.edit(path, lambda: self.open(path, back))

        running.page.left.connect(back)
        running.page.asked.connect(ask)
        running.page.corrects.connect(correct)
        self.shell.show_page(running.page, playback.source.name)
        self.running = running
        running.start()

    def open(self, path: Path, then: Back | None = None) -> None:
        """Live a recording again; then, or with a sentence if it cannot be read, home or on."""
        try:
            playback = replay_of(path)
        except ImuError as error:
            (then or self.home)(words.of_core(str(error)))
        else:
            self.play(playback, then)

    def compare(self, paths: Sequence[Path], settings: Settings | None = None) -> None:
        """Compare the legs of the newest of these recordings of one person."""
        self.comparing.compare(paths, settings)

    def progress(self, places: Sequence[Path], settings: Settings | None = None) -> None:
        """Show where the numbers of these recordings go, person by person."""
        self.comparing.progress(lambda: places, settings)

    def overlay(self, paths: Sequence[Path]) -> None:
        """Lay reps of these recordings over each other."""
        self.comparing.overlay(paths)

    def report(self, path: Path) -> None:
        """Ask where to save the report on a recording, and write it."""
        self.comparing.report(path)

    def edit(self, path: Path, back: Callable[[], None] | None = None) -> None:
        """Let the person correct the count of a recording.

        Parameters
        ----------
        path : its folder.
        back : what Esc does; by default, home.
        """
        correcting = Correcting(path)
        correcting.left.connect(back or self.home)
        self._show(correcting.page, words.EDIT_TITLE)
        self._correcting = correcting
        correcting.start()

    def library(self, said: str = "") -> None:
        """Show all recordings, as they were left; a sentence that a person should know, or ""."""
        page = LibraryPage(recordings_folder(), self._place, ("legs", "progress", "report"), said)
        page.left.connect(self._leave_library)
        page.trained.connect(self.preparing.plan)
        page.opened.connect(self._open_listed)
        page.compared.connect(self._compare_listed)
        page.reported.connect(self._report_listed)
        page.progressed.connect(self._progress_listed)
        self._show(page, words.LIBRARY_TITLE)
        self._library = page
        page.load()

    def end(self) -> None:
        """Everything ends, in good order. May be called again."""
        self._let_go()

    def _ask_after(self, name: str, path: Path, back: Callable[[], None]) -> None:
        """What a person wants after a session: its legs compared, or the progress until then."""
        if name == "progress":
            self._progress_of(path, back)
        else:
            self._comes_from = back
            self.comparing.compare_with_earlier(path)

    def _progress_of(self, path: Path, back: Callable[[], None]) -> None:
        """Of the person of a recording, from all of theirs that are at the same place."""

        def find() -> Sequence[Path]:
            own = recordings_folder().resolve()
            return [own] if own in path.resolve().parents else beside(path)

        self._comes_from = back
        self.comparing.progress(find, of=path)

    def _progress_of_all(self) -> None:
        """Of everybody, whoever trained last first."""
        folder = recordings_folder()
        self._comes_from = self.home
        self.progress([folder] if folder.is_dir() else [])

    def _compare_listed(self, paths: Sequence[Path]) -> None:
        self._comes_from = self.library
        self.compare(paths)

    def _report_listed(self, path: Path) -> None:
        self._comes_from = self.library
        self.report(path)

    def _progress_listed(self, path: Path) -> None:
        self._progress_of(path, self.library)

    def _back(self) -> None:
        """To where the pages about recordings were opened from."""
        self._comes_from()

    # -- home --------------------------------------------------------------------------------------

    def _ask(self, name: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "demo": lambda: self.play(demo_playback()),
            "connect": self.preparing.plan,
            "start": self.preparing.just_start,
            "open": self._choose_file,
            "library": self.library,
            "progress": self._progress_of_all,
            "howto": self.preparing.show_how,
            "settings": self._settings,
            "safety": self.preparing.show_safety,
            "quit": self._quit,
        }
        steps[name]()

    def _quit(self) -> None:
        self.shell.close()

    def _leave_library(self) -> None:
        self.home()
        self._place = Place()

    def _open_listed(self, path: Path) -> None:
        """Live a recording of the library again, and come back to it."""
        self.open(path, self.library)

    def _open_recent(self, one: Recent) -> None:
        if not one.is_unfinished:
            self.open(one.path)
            return
        try:
            recover(one.path)
        except RecordingError as error:
            self.home(words.of_core(str(error)))
        else:
            self.home(words.HOME_RECOVERED.format(name=one.path.name))

    def _choose_file(self) -> None:
        folder = recordings_folder()
        start = folder if folder.exists() else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(
            self.shell, words.OPEN_TITLE, str(start), words.OPEN_KINDS
        )
        if chosen:
            path = Path(chosen)
            self.open(path.parent if path.name == "session.json" else path)

    def _settings(self) -> None:
        preferences = load(preferences_file())
        sound = Sound(preferences)
        sound.open()

        def change(wanted: Preferences) -> None:
            _keep(wanted)
            sizes.use(wanted)
            sound.apply(wanted)

        page = SettingsPage(preferences)
        page.changed.connect(change)
        page.tested.connect(sound.voice.try_out)
        page.closed.connect(self.home)
        self._show(page, words.SETTINGS_TITLE)
        self._sound = sound

    # -- pages -------------------------------------------------------------------------------------

    def _connect(self, plan: Plan, before: Before, *, straps_on: bool) -> None:
        self._let_go()
        self.leading.connect_sensors(plan, before, straps_on=straps_on)

    def _show(self, page: QWidget, title: str = "") -> None:
        self._let_go()
        self.shell.show_own(page, title)

    def _let_go(self) -> None:
        """What ran until now ends."""
        running, self.running = self.running, None
        sound, self._sound = self._sound, None
        correcting, self._correcting = self._correcting, None
        library, self._library = self._library, None
        if library is not None:
            self._place = library.place
            library.let_go()
        if running is not None:
            self.shell.take_away(running.page)
            running.close()
        if sound is not None:
            sound.close()
        if correcting is not None:
            correcting.close()
        self.leading.let_go()
        self.comparing.let_go()


def _keep(preferences: Preferences) -> None:
    save(preferences_file(), preferences)
