"""The library: every recording of a folder as one line, searched, named, thrown away, kept safe."""

from imu.library.backup import DELETE_WORD, back_up, delete_everything
from imu.library.entry import Entry
from imu.library.index import (
    Library,
    Progress,
    forget_index,
    index_file,
    open_library,
    unfinished,
)
from imu.library.keeping import annotate, assign, delete, mend, retitle
from imu.library.search import Query, found, parse

__all__ = [
    "DELETE_WORD",
    "Entry",
    "Library",
    "Progress",
    "Query",
    "annotate",
    "assign",
    "back_up",
    "delete",
    "delete_everything",
    "forget_index",
    "found",
    "index_file",
    "mend",
    "open_library",
    "parse",
    "retitle",
    "unfinished",
]
