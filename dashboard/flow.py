"""Which page comes after which: from home through a session and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dashboard import sizes, words
from dashboard.app import Running
from dashboard.comparing.steps import Comparing
from dashboard.editing import Correcting
from dashboard.home.page import HomePage
from dashboard.howto.page import HowToPage
from dashboard.howto.steps import way_of
from dashboard.leading import Leading
from dashboard.library import LibraryPage, Place
from dashboard.planning.before import BeforePage
from dashboard.planning.page import PlanPage
from dashboard.preferences import Preferences, load, preferences_file, save
from dashboard.safety import SafetyPage
from dashboard.settingspage import SettingsPage
from dashboard.shell import Shell
from dashboard.sounding import Sound
from imu.cli.places import recordings_folder
from imu.coach.asked import Before
from imu.coach.memory import Memory, memory_file
from imu.coach.memory import load as load_memory
from imu.coach.memory import save as save_memory
from imu.coach.plan import Plan, order_of_legs
from imu.earlier import with_earlier
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
    running : a session that nobody leads, or None.
    """

    def __init__(self, shell: Shell, radio: Radio | None = None) -> None:
        super().__init__(shell)
        self.shell = shell
        self._warning = ""
        self._sound: Sound | None = None
        self._correcting: Correcting | None = None
        self._library: LibraryPage | None = None
        self._place = Place()
        self.running: Running | None = None
        self._comes_from: Callable[[], None] = self.home
        self.comparing = Comparing(self._show, self._back)
        self.leading = Leading(shell, self.home, radio)
        self.leading.compared = self._compare_session
        shell.closing.connect(self.end)

    def home(self, said: str = "") -> None:
        """Begin, or begin again.

        Parameters
        ----------
        said : what a person should know, or "".
        """
        warning, self._warning = self._warning, ""
        said = " ".join(one for one in (warning, said) if one)
        page = HomePage(recent(recordings_folder()), said)
        page.asked.connect(self._ask)
        page.opened.connect(self._open_recent)
        self._show(page)

    def play(self, playback: Playback, then: Back | None = None) -> None:
        """Show a session that nobody leads; then home, or what is told."""
        self._let_go()
        running = Running(playback)
        running.page.left.connect(then or self.home)
        running.page.compare_asked.connect(self._compare_session)
        running.page.corrects.connect(self._correct)
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
        page = LibraryPage(recordings_folder(), self._place, ("legs", "report"), said)
        page.left.connect(self._leave_library)
        page.trained.connect(lambda: self._safely(self._plan))
        page.opened.connect(self._open_listed)
        page.compared.connect(self._compare_listed)
        page.reported.connect(self._report_listed)
        self._show(page, words.LIBRARY_TITLE)
        self._library = page
        page.load()

    def end(self) -> None:
        """Everything ends, in good order. May be called again."""
        self._let_go()

    def _compare_session(self, path: Path) -> None:
        """With what was recorded before it: a single session says little."""
        self._comes_from = self.home
        self.compare(with_earlier(path))

    def _compare_listed(self, paths: Sequence[Path]) -> None:
        self._comes_from = self.library
        self.compare(paths)

    def _report_listed(self, path: Path) -> None:
        self._comes_from = self.library
        self.report(path)

    def _back(self) -> None:
        """To where the pages about recordings were opened from."""
        self._comes_from()

    def _correct(self, path: Path) -> None:
        """Correct what is lived again, then live it again."""
        self.edit(path, lambda: self.open(path))

    # -- home --------------------------------------------------------------------------------------

    def _ask(self, name: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "demo": lambda: self.play(demo_playback()),
            "connect": lambda: self._safely(self._plan),
            "start": lambda: self._safely(self._just_start),
            "open": self._choose_file,
            "library": self.library,
            "howto": lambda: self._how(self._memory().plan, self.home, is_help=True),
            "settings": self._settings,
            "safety": lambda: self._safety(self.home, is_help=True),
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

    # -- before a training -------------------------------------------------------------------------

    def _safely(self, then: Callable[[], None]) -> None:
        """Say once for whom this is, and for whom it is not."""

        def accept() -> None:
            _keep(msgspec.structs.replace(load(preferences_file()), safety_seen=True))
            then()

        if load(preferences_file()).safety_seen:
            then()
        else:
            self._safety(accept)

    def _safety(self, then: Callable[[], None], *, is_help: bool = False) -> None:
        page = SafetyPage(is_help=is_help)
        page.accepted.connect(then)
        self._show(page, words.SAFETY_TITLE)

    def _plan(self) -> None:
        page = PlanPage(self._memory().plan)
        page.left.connect(self.home)
        page.planned.connect(self._feel)
        self._show(page, words.PLAN_TITLE)

    def _feel(self, plan: Plan) -> None:
        page = BeforePage(plan, asks_next_day=self._memory().last_at is not None)
        page.left.connect(self._plan)
        page.answered.connect(self._teach)
        self._show(page, words.BEFORE_TITLE)

    def _just_start(self) -> None:
        page = BeforePage(self._memory().plan, asks_next_day=False, is_short_start=True)
        page.left.connect(self.home)
        page.answered.connect(self._connect_at_once)
        self._show(page, words.JUST_START_TITLE)

    def _teach(self, plan: Plan, before: Before) -> None:
        """Show how it is done before the first session on a step of the ladder."""
        memory = self._memory()
        if plan.rung in memory.seen_rungs:
            self._connect(plan, before)
            return

        def learnt() -> None:
            seen = (*memory.seen_rungs, plan.rung)
            save_memory(memory_file(), msgspec.structs.replace(memory, seen_rungs=seen))
            self._connect(plan, before)

        self._how(plan, learnt)

    def _how(self, plan: Plan, then: Callable[[], None], *, is_help: bool = False) -> None:
        legs = order_of_legs(plan, self._memory().last_first)
        has_weights = plan.load_kg is not None and "band" not in plan.load.lower()
        way = way_of(plan.rung, has_weights=has_weights)
        page = HowToPage(way, legs[0] if legs else "right", is_help=is_help)
        page.finished.connect(then)
        page.left.connect(self.home)
        page.set_still(load(preferences_file()).reduced_motion)
        page.animate()
        self._show(page, words.HOWTO_PAGE)

    def _connect(self, plan: Plan, before: Before) -> None:
        self._let_go()
        self.leading.connect_sensors(plan, before, straps_on=True)

    def _connect_at_once(self, plan: Plan, before: Before) -> None:
        """The first hinges of the first set teach all that the strap-on would."""
        self._let_go()
        self.leading.connect_sensors(plan, before, straps_on=False)

    # -- pages -------------------------------------------------------------------------------------

    def _memory(self) -> Memory:
        memory, warning = load_memory(memory_file())
        self._warning = warning or self._warning
        return memory

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
