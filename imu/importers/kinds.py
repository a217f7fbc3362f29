"""Every kind of file that can be imported, and which kind some files are."""

from __future__ import annotations

from collections.abc import Sequence

from imu.errors import ImuError, RecordingError, UsageError
from imu.importers import (
    anycsv,
    metamotion,
    movella,
    phyphox,
    sensorlogger,
    witmotionbinary,
    witmotiontext,
)
from imu.importers.finding import find_places, has_acceleration, is_of_kind
from imu.importers.model import Imported, Source, TextKind, Wish
from imu.importers.reading import read_text_kind
from imu.importers.sheet import Sheet, open_sheet
from imu.importers.sources import Piece

TEXT_KINDS: tuple[TextKind, ...] = (
    movella.KIND,
    metamotion.KIND,
    sensorlogger.KIND,
    phyphox.KIND,
    witmotiontext.KIND,
)
"""Kinds of table that are recognised by their columns."""

KINDS: dict[str, str] = {
    **{kind.name: kind.title for kind in TEXT_KINDS},
    witmotionbinary.NAME: witmotionbinary.TITLE,
    anycsv.NAME: anycsv.TITLE,
}
"""What ``--from`` takes, with what each is called among people."""


def read_pieces(pieces: Sequence[Piece], sources: tuple[Source, ...], wish: Wish) -> Imported:
    """Read files of the kind that is wished for, or that they seem to be.

    Raises
    ------
    UsageError : there is no such kind.
    RecordingError : the files cannot be read as that kind; the message says why.
    """
    if wish.kind is not None and wish.kind not in KINDS:
        raise UsageError(f"There is no kind {wish.kind!r}", f"Choose from {', '.join(KINDS)}.")
    if wish.kind == witmotionbinary.NAME or (
        wish.kind is None and witmotionbinary.is_binary(pieces[0].data)
    ):
        return witmotionbinary.read(pieces, sources, wish)
    sheets = open_sheets(pieces)
    if wish.columns or wish.kind == anycsv.NAME:
        return read_text_kind(anycsv.KIND, anycsv.renamed(sheets, wish), sources, wish)
    named = [kind for kind in TEXT_KINDS if kind.name == wish.kind]
    kind = named[0] if named else kind_of(sheets)
    imported = read_text_kind(kind, sheets, sources, wish)
    return sensorlogger.upright(imported, pieces) if kind is sensorlogger.KIND else imported


def open_sheets(pieces: Sequence[Piece]) -> list[Sheet]:
    """The tables among some files.

    A file beside others that has no numbers (archives hold descriptions of the phone) is passed
    over; a file that stands alone, or all of them, is not.

    Raises
    ------
    RecordingError : there is no table at all.
    """
    sheets: list[Sheet] = []
    problem: ImuError | None = None
    for piece in pieces:
        try:
            sheets.append(open_sheet(piece))
        except RecordingError as error:
            problem = problem or error
            if not piece.is_inner:
                raise
    if problem is not None and not sheets:
        raise problem
    return sheets


def kind_of(sheets: Sequence[Sheet]) -> TextKind:
    """The kind of some tables: the first whose mark and channels are there.

    Where channels are missing everywhere, a kind with its mark, as that knows what to advise; and
    any CSV file where no kind has its mark.
    """
    marked = [kind for kind in TEXT_KINDS if is_of_kind(kind, sheets)]
    for kind in (*marked, anycsv.KIND):
        places = find_places(kind, sheets)
        if has_acceleration(places) and "rotation" in places:
            return kind
    return marked[0] if marked else anycsv.KIND
