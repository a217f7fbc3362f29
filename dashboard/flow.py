"""Which page comes after which: from home through a session and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dashboard import words
from dashboard.app import Running
from dashboard.asking.page import AfterPage
from dashboard.awake import Awake
from dashboard.connect.page import ConnectPage
from dashboard.home.page import HomePage
from dashboard.howto.page import HowToPage
from dashboard.planning.before import BeforePage
from dashboard.planning.page import PlanPage
from dashboard.preferences import load, preferences_file, save
from dashboard.safety import SafetyPage
from dashboard.settingspage import SettingsPage
from dashboard.shell import Shell
from dashboard.theme import theme_for
from dashboard.trained import Trained, Wanted
from imu.cli.demo import demo_playback
from imu.cli.keeping import recordings_folder
from imu.cli.replay import replay_of
from imu.cli.sensornames import known, open_choice
from imu.coach import memory as memories
from imu.coach.asked import After, Before
from imu.coach.plan import Plan
from imu.errors import ImuError, RecordingError
from imu.live import Playback
from imu.recent import Recent, recent
from imu.recording.recover import recover
from imu.settings import Settings
from imu.sources.ble import Radio
from imu.view.connectshot import Choice


class Flow(QObject):
    """Leads through the pages of one window.

    Parameters
    ----------
    shell : shows them.
    radio : how to reach sensors; the operating system's by default.
    """

    def __init__(self, shell: Shell, radio: Radio | None = None) -> None:
        super().__init__(shell)
        self._shell, self._radio = shell, radio
        self._said = ""
        self._running: Running | None = None
        self._trained: Trained | None = None
        self._connecting: ConnectPage | None = None
        self._awake = Awake()
        shell.closing.connect(self.end)

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self._shell.page

    # -- home --------------------------------------------------------------------------------------

    def home(self) -> None:
        """Begin, or begin again."""
        self._clear()
        page = HomePage(recent(recordings_folder()), self._said)
        self._said = ""
        page.asked.connect(self._ask)
        page.opened.connect(self._open_recent)
        self._show(page)

    def _ask(self, name: str) -> None:
        steps: dict[str, Callable[[], None]] = {
            "demo": lambda: self.play(demo_playback()),
            "connect": lambda: self._safely(self._plan),
            "start": lambda: self._safely(self._just_start),
            "open": self._choose_file,
            "howto": lambda: self._how(memories.load(memories.memory_file())[0].plan, self.home),
            "settings": self._settings,
            "safety": lambda: self._safety(self.home),
            "quit": self._close,
        }
        steps[name]()

    def _open_recent(self, one: Recent) -> None:
        if one.is_unfinished:
            try:
                recover(one.path)
                self._said = words.HOME_RECOVERED.format(name=one.path.name)
            except RecordingError as error:
                self._said = str(error)
            self.home()
        else:
            self.open(one.path)

    def _choose_file(self) -> None:
        folder = recordings_folder()
        chosen, _ = QFileDialog.getOpenFileName(
            self._shell, words.OPEN_TITLE, str(folder if folder.exists() else Path.home()), words.OPEN_KINDS
        )
        if chosen:
            path = Path(chosen)
            self.open(path.parent if path.name == "session.json" else path)

    def open(self, path: Path) -> None:
        """Live a recording again; back home, with a sentence, if it cannot be read."""
        try:
            playback = replay_of(path)
        except ImuError as error:
            self._said = str(error)
            self.home()
        else:
            self.play(playback)

    def play(self, playback: Playback) -> None:
        """Show a session that nobody leads."""
        self._clear()
        self._running = Running(playback)
        self._running.page.left.connect(self.home)
        self._show(self._running.page, playback.source.name)
        self._running.start()

    def _settings(self) -> None:
        page = SettingsPage(load(preferences_file()))
        page.closed.connect(self.home)
        page.changed.connect(lambda preferences: save(preferences_file(), preferences))
        self._show(page, words.SETTINGS_TITLE)

    # -- before a training -------------------------------------------------------------------------

    def _safely(self, then: Callable[[], None]) -> None:
        """Say once for whom this is, and for whom it is not."""
        preferences = load(preferences_file())
        if preferences.safety_seen:
            then()
            return

        def accept() -> None:
            save(preferences_file(), msgspec.structs.replace(load(preferences_file()), safety_seen=True))
            then()

        self._safety(accept)

    def _safety(self, then: Callable[[], None]) -> None:
        page = SafetyPage()
        page.accepted.connect(then)
        page.left.connect(self.home)
        self._show(page, words.SAFETY_TITLE)

    def _plan(self) -> None:
        memory, _ = memories.load(memories.memory_file())
        page = PlanPage(memory.plan)
        page.left.connect(self.home)
        page.planned.connect(self._feel)
        self._show(page, words.PLAN_TITLE)

    def _feel(self, plan: Plan) -> None:
        memory, _ = memories.load(memories.memory_file())
        page = BeforePage(plan, asks_next_day=memory.last_at is not None)
        page.left.connect(self._plan)
        page.answered.connect(self._teach)
        self._show(page, words.BEFORE_TITLE)

    def _just_start(self) -> None:
        memory, _ = memories.load(memories.memory_file())
        page = BeforePage(memory.plan, asks_next_day=False, is_short_start=True)
        page.left.connect(self.home)
        page.answered.connect(self._connect)
        self._show(page, words.JUST_START_TITLE)

    def _teach(self, plan: Plan, before: Before) -> None:
        """Show how it is done before the first session on a step of the ladder."""
        memory, _ = memories.load(memories.memory_file())
        if plan.rung in memory.seen_rungs:
            self._connect(plan, before)
            return

        def learnt() -> None:
            seen = (*memory.seen_rungs, plan.rung)
            memories.save(memories.memory_file(), msgspec.structs.replace(memory, seen_rungs=seen))
            self._connect(plan, before)

        self._how(plan, learnt)

    def _how(self, plan: Plan, then: Callable[[], None]) -> None:
        page = HowToPage(plan.rung)
        page.finished.connect(then)
        page.left.connect(self.home)
        self._show(page, words.HOWTO_TITLE)

    # -- a training --------------------------------------------------------------------------------

    def _connect(self, plan: Plan, before: Before) -> None:
        memory, warning = memories.load(memories.memory_file())
        self._said = warning
        wanted = Wanted(plan, before, memory)
        page = ConnectPage(theme_for(load(preferences_file()).theme), self._radio)
        page.chosen.connect(lambda choice: self._train(choice, wanted))
        self._show(page, words.CONNECT_TITLE)
        self._connecting = page

    def _train(self, choice: Choice | None, wanted: Wanted) -> None:
        if choice is None:
            self.home()
            return
        try:
            opened = open_choice(choice, known())
        except ImuError as error:
            self._said = str(error)
            self.home()
            return
        self.train(Trained(opened, wanted, Settings()))

    def train(self, trained: Trained) -> None:
        """Lead a person through their plan, and ask how it was."""
        self._clear()
        self._trained = trained
        page = trained.running.page
        page.ended.connect(self._ask_after)
        page.left.connect(self._leave_training)
        self._show(page, words.TRAINING_TITLE)
        self._awake.start()
        page.notice.show_once(trained.problem or None)
        trained.begin()

    def _ask_after(self) -> None:
        trained = self._trained
        if trained is None:
            return
        self._awake.stop()
        page = AfterPage(trained.before.pain, was_stopped=trained.was_stopped)
        page.answered.connect(self._write_down)
        self._shell.show_page(self._dressed(page), words.AFTER_TITLE)

    def _write_down(self, after: After) -> None:
        trained, page = self._trained, self._shell.page
        if trained is None or page is None:
            return
        said = trained.finish(after)
        memories.save(memories.memory_file(), trained.memory())
        self._shell.show_page(trained.running.page, words.TRAINING_TITLE)
        self._shell.take_away(page)
        page.deleteLater()
        trained.running.page.notice.show_once(said)

    def _leave_training(self) -> None:
        """Home, if it is over; a training under way is ended first, which asks how it was."""
        trained = self._trained
        if trained is not None and not trained.running.page.conductor.snapshot.is_ended:
            trained.running.page.press("end")
        else:
            self.home()

    # -- pages -------------------------------------------------------------------------------------

    def _show(self, page: QWidget, title: str = "") -> None:
        """Show a page in the place of the one before."""
        before = self._shell.page
        self._shell.show_page(self._dressed(page), title)
        if before is not None and before is not page:
            self._shell.take_away(before)
            if self._is_own(before):
                before.deleteLater()

    def _dressed(self, page: QWidget) -> QWidget:
        dress = getattr(page, "set_theme", None)
        if dress is not None and self._is_own(page):
            dress(theme_for(load(preferences_file()).theme))
        return page

    def _is_own(self, page: QWidget) -> bool:
        """Whether nobody else lets the page go."""
        sessions = [one.page for one in (self._running, self._trained and self._trained.running) if one]
        return page not in sessions
        
    def _clear(self) -> None:
        """Let go of what ran until now."""
        if self._connecting is not None:
            self._connecting.close_links()
            self._connecting = None

    def end(self) -> None:
        """Everything ends, in good order."""

    def _close(self) -> None:
        self._shell.close()
