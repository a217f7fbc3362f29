"""Which page about recordings comes after which: the comparison, reps over each other, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from dashboard import words
from imu.earlier import with_earlier
from imu.settings import Settings

if TYPE_CHECKING:  # counting and reports are no part of opening a window
    from dashboard.comparing.overlay import OverlayPage
    from dashboard.comparing.page import ComparePage
    from dashboard.progress.page import ProgressPage

Show = Callable[[QWidget, str], None]


class Comparing:
    """Shows pages about recordings. To be told to let go when something else is shown.

    Parameters
    ----------
    show : shows a page in the window, with its title.
    back : goes to what comes after these pages.
    train : begins a training, where nothing is recorded.

    Attributes
    ----------
    page : the one that is shown, or None.
    """

    def __init__(
        self, show: Show, back: Callable[[], None], train: Callable[[], None] = lambda: None
    ) -> None:
        self._show, self._back, self._train = show, back, train
        self._settings: Settings | None = None
        self.page: ComparePage | OverlayPage | ProgressPage | None = None

    def compare(self, paths: Sequence[Path], settings: Settings | None = None) -> None:
        """Compare the legs of the newest of these, counted with these settings or the usual."""
        self._settings = settings
        self._open_comparison(lambda: paths)

    def compare_with_earlier(self, path: Path) -> None:
        """Compare the legs of this one, with what came before it: a single session says little."""
        self._settings = None
        self._open_comparison(lambda: with_earlier(path))

    def progress(
        self,
        find: Callable[[], Sequence[Path]],
        settings: Settings | None = None,
        of: Path | None = None,
    ) -> None:
        """Show people over time.

        Parameters
        ----------
        find : gives recordings, and folders full of them, beside the window.
        settings : the counter's; None for the usual.
        of : a recording of the person who comes first; None for the person of the latest.
        """
        from dashboard.progress.page import ProgressPage

        self._settings = settings  # of comparisons from there
        page = ProgressPage(find, settings, of)

        def again() -> None:
            self.progress(find, settings, page.chosen)

        def compare(paths: list[Path]) -> None:
            self._open_comparison(lambda: paths, again)

        page.left.connect(self._back)
        page.trained.connect(self._train)
        page.compared.connect(compare)
        self._show(page, words.PROGRESS_TITLE)
        self.page = page
        page.start()

    def overlay(self, paths: Sequence[Path], back: Callable[[], None] | None = None) -> None:
        """Let a person lay reps of these over each other.

        Parameters
        ----------
        back : what comes after it; None for what comes after all of these pages.
        """
        from dashboard.comparing.overlay import OverlayPage

        page = OverlayPage(paths, self._settings)
        page.left.connect(back or self._back)
        self._show(page, words.OVERLAY_TITLE)
        self.page = page
        page.start()

    def report(self, path: Path) -> None:
        """Ask where to, then count a recording with what came before it and write its report."""
        target = _ask_where(None, path.name)
        if target is not None:
            self._open_comparison(lambda: with_earlier(path)).save(target)

    def let_go(self) -> None:
        """Nothing of it works any more."""
        page, self.page = self.page, None
        if page is not None:
            page.stop_work()

    def _open_comparison(
        self, find: Callable[[], Sequence[Path]], back: Callable[[], None] | None = None
    ) -> ComparePage:
        from dashboard.comparing.page import ComparePage

        page = ComparePage(find, self._settings)

        def again() -> None:
            self._open_comparison(find, back)

        page.left.connect(back or self._back)
        page.overlay_asked.connect(lambda: self.overlay(page.paths[::-1], again))  # newest first
        page.save_asked.connect(lambda: self._save(page))
        self._show(page, words.LEGS_TITLE)
        self.page = page
        page.start()
        return page

    def _save(self, page: ComparePage) -> None:
        newest = page.newest
        target = None if newest is None else _ask_where(page.window(), newest)
        if target is not None:
            page.save(target)


def _ask_where(parent: QWidget | None, name: str) -> Path | None:
    """A file for a report; None for whoever would rather not. What has no ending is a PDF."""
    from imu.report.writing import ENDINGS

    chosen, _ = QFileDialog.getSaveFileName(
        parent, words.LEGS_SAVE_TITLE, str(Path.home() / f"{name}.pdf"), words.LEGS_SAVE_KINDS
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in ENDINGS else path.with_name(f"{path.name}.pdf")
