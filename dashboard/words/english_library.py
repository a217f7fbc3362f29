"""What stands on the page of all recordings, in English."""

from __future__ import annotations

LIBRARY_TITLE = "All recordings"
LIBRARY_COUNT = "{shown} of {all}"
LIBRARY_SEARCH = "Search (Ctrl+F)"
LIBRARY_SEARCH_EXAMPLE = "words, or person:anna rung:one-leg since:2026-11 flag:squat-like"
LIBRARY_WHOSE = "Whose"
LIBRARY_EVERYBODY = "everybody ({all})"
LIBRARY_SOMEBODY = "{person} ({all})"
LIBRARY_COLUMNS = ("Begun", "Name", "Person", "Step", "◀ left", "right ▶", "Remarks")
LIBRARY_TIPS = (
    "When it began",
    "Your name for it, or its folder's",
    "Whose it is",
    "Step of the ladder",
    "Sets × reps of the left leg",
    "Sets × reps of the right leg",
    "States, and how often something was remarked on a rep",
)
LIBRARY_STATES = {
    "unreadable": "cannot be read",
    "unfinished": "not closed",
    "edited": "corrected",
    "labelled": "labelled by hand",
    "unknown": "leg unknown",
}

LIBRARY_NAME = "Name"
LIBRARY_PERSON = "Person"
LIBRARY_NOTES = "Notes"
LIBRARY_NO_DATE = "Day not known"
LIBRARY_LENGTH = "{minutes} min {seconds:02d} s"
LIBRARY_HAND = "hand on: {support}"
LIBRARY_SETS = "{sets}   ({reps} reps)"
LIBRARY_COUNTED = {
    "reps": "As counted in review.",
    "announced": "As counted aloud.",
    "": "Nobody has counted its reps yet.",
}
LIBRARY_EDITS = "corrections: {edits}"
LIBRARY_EFFORT = "effort {score} of 10"
LIBRARY_PAIN = "worst pain {score} of 10"
LIBRARY_ELSEWHERE = "Its disk failed while it was recorded: all of it is in {place}."
LIBRARY_OPEN = "It was never closed: recover it (Enter), then it can be opened and named."
LIBRARY_RUNNING = "It was never closed, or runs still: look again in five seconds (N)."
LIBRARY_NONE_CHOSEN = "No recording is chosen."

LIBRARY_DEEDS = {
    "open": "Open (Enter)",
    "recover": "Recover (Enter)",
    "legs": "Legs (V)",
    "progress": "Progress (G)",
    "report": "Report (R)",
    "edit": "Name and notes (E)",
    "delete": "Delete (Del)",
    "back": "Back (Esc)",
}
LIBRARY_WHOLE = {
    "backup": "Back up … (B)",
    "rebuild": "Read anew (N)",
    "clear": "Delete everything … (Shift+Del)",
}
LIBRARY_RECOVER_ALL = "Recover {all} (U)"
LIBRARY_UNFINISHED = "1 recording was never closed."
LIBRARY_UNFINISHEDS = "{all} recordings were never closed."
LIBRARY_EMPTY = "Nothing is recorded yet: your trainings will be listed here."
LIBRARY_TRAIN = "Train (C)"
LIBRARY_NO_MATCH = "No recording is like that."
LIBRARY_SHOW_ALL = "Show all (Esc)"

LIBRARY_READING = "… {done} of {of}"
LIBRARY_WAIT = "…"
LIBRARY_KEPT = "Written down."
LIBRARY_DELETED = "In the trash now."
LIBRARY_GONE = "Deleted."
LIBRARY_RECOVERED = "Recovered: {all}."
LIBRARY_BACKED_UP = "{all} recordings in {file}. Unpack it anywhere to open them again."
LIBRARY_REBUILT = "Read anew: {all}."
LIBRARY_CLEARED = "In the trash now: {all}."

LIBRARY_ASK_DELETE = "Put “{name}” into the trash?"
LIBRARY_ASK_FOR_GOOD = "It could not be put into the trash. Delete “{name}” for good?"
LIBRARY_ASK_CLEAR = "All {all} recordings go into the trash. Write the word “{word}” to do it."
LIBRARY_YES, LIBRARY_NO = "Delete (Enter)", "Keep (Esc)"
LIBRARY_BACKUP_TITLE = "Back up all recordings into one file"
LIBRARY_BACKUP_KINDS = "Zip files (*.zip)"
