"""A training from finding the sensors to the last question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.asking.page import AfterPage
from dashboard.awake import Awake
from dashboard.connect.page import ConnectPage
from dashboard.preferences import CountAt, load, preferences_file
from dashboard.rescuing import asker
from dashboard.shell import Shell
from dashboard.trained import Keeping, Trained, Wanted
from imu.cli.sensornames import Opened, known, open_choice
from imu.coach.asked import After, Before
from imu.coach.memory import load as load_memory
from imu.coach.memory import memory_file
from imu.coach.memory import save as save_memory
from imu.coach.plan import Plan
from imu.errors import ImuError
from imu.settings import Settings
from imu.sources.ble import Radio
from imu.view.connectshot import Choice


class Leading:
    """Shows the pages of a training, one after the other.

    Parameters
    ----------
    shell : shows them.
    home : goes back to the beginning, with a sentence or "".
    radio : how to reach sensors; the operating system's by default.

    Attributes
    ----------
    trained : the training at work, or None.
    told : called with where everything is, once that is known.
    asked : called with what a person wants to see of the recording afterwards, and its folder.
    """

    def __init__(self, shell: Shell, home: Callable[[str], None], radio: Radio | None) -> None:
        self._shell, self._home, self._radio = shell, home, radio
        self._awake = Awake()
        self._connecting: ConnectPage | None = None
        self._asking: QWidget | None = None
        self.trained: Trained | None = None
        self.told: Callable[[str], object] = len
        self.asked: Callable[[str, Path], object] = lambda _, path: path

    def connect_sensors(self, plan: Plan, before: Before, *, straps_on: bool) -> None:
        """Find the sensors; then train."""
        wanted = Wanted(plan, before, load_memory(memory_file())[0], straps_on)
        page = ConnectPage(self._radio)

        def chosen(choice: Choice | None) -> None:
            self._chosen(choice, wanted)

        page.chosen.connect(chosen)
        self._shell.show_own(page, words.CONNECT_TITLE)
        self._connecting = page

    def train(
        self,
        opened: Opened,
        wanted: Wanted,
        settings: Settings | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        """Lead a person through their plan, and ask how it was."""
        at_bottom = load(preferences_file()).count_at is CountAt.BOTTOM
        own = Settings(announce_at="bottom" if at_bottom else "return")
        trained = Trained(opened, wanted, settings or own, keeping)
        page = trained.running.page
        page.ended.connect(self._ask_after)
        page.left.connect(self._leave)
        page.asked.connect(self._ask)
        self._shell.show_page(page, words.TRAINING_TITLE)
        self.trained = trained
        self._awake.start()
        page.notice.tell(trained.problem)
        trained.begin()

    def let_go(self) -> None:
        """Everything of it ends, in good order; what was not answered is left out."""
        self._awake.stop()
        self._asking = None
        connecting, self._connecting = self._connecting, None
        if connecting is not None:
            connecting.close_links()
        trained, self.trained = self.trained, None
        if trained is not None:
            if not trained.is_finished:
                trained.stop()
                self._keep(trained, After())
            self._shell.take_away(trained.running.page)
            trained.close()

    def _chosen(self, choice: Choice | None, wanted: Wanted) -> None:
        self._connecting = None
        if choice is None:
            self._home("")
            return
        try:
            opened = open_choice(choice, known())
        except ImuError as error:
            self._home(words.of_core(str(error)))
        else:
            self.train(opened, wanted)

    def _ask_after(self) -> None:
        trained = self.trained
        if trained is None or trained.is_finished or self._asking is not None:
            return
        self._awake.stop()
        page = AfterPage(
            trained.pain_before, limit=trained.pain_limit, was_stopped=trained.was_stopped
        )
        page.answered.connect(self._write_down)
        self._asking = page
        self._shell.show_page(self._shell.dressed(page), words.AFTER_TITLE)

    def _write_down(self, after: After) -> None:
        trained, page = self.trained, self._asking
        if trained is None or page is None:
            return
        said = self._keep(trained, after)
        self._shell.show_page(trained.running.page, words.TRAINING_TITLE)
        self._shell.take_away(page)
        page.deleteLater()
        self._asking = None
        trained.running.page.tell_done()
        trained.running.page.notice.tell(words.of_core(said))

    def _keep(self, trained: Trained, after: After) -> str:
        said = trained.finish(after, asker(self._shell))
        self.told(said)
        save_memory(memory_file(), trained.memory())
        return said

    def _ask(self, name: str, path: Path) -> None:
        self.asked(name, path)

    def _leave(self) -> None:
        """Home, if it is over; a training under way is ended first, and asked about."""
        trained = self.trained
        if trained is not None and not trained.running.page.conductor.snapshot.is_ended:
            trained.running.page.press("end")
        else:
            self._home("")
