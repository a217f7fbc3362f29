"""What the page says on which the count is corrected, in English."""

from __future__ import annotations

from imu.samples import Flag

EDIT_TITLE = "Correct the count"
EDIT_READING = "Reading and counting …"
EDIT_WORKING = "One moment …"
EDIT_LEAVING = "Going back as soon as this is done …"
EDIT_EMPTY = "No leg was recorded here: there is nothing to correct. Esc goes back."
EDIT_FAILED = "{problem} Esc goes back."
EDIT_ROWS = {"review": "review", "live": "live"}
EDIT_BY = {"review": "review", "live": "the live count"}
EDIT_REPS = {"one": "1 rep", "more": "{count} reps"}
EDIT_CLOCK = "{minutes}:{seconds:04.1f}"

EDIT_NONE_CHOSEN = "Choose a movement: click it, or press ← or →."
EDIT_REP = "Rep {count} of set {set}, {side}"
EDIT_UNCOUNTED = "Listed in set {set}, not counted, {side}"
EDIT_REJECTED = "Not a rep, {side}"
EDIT_TIMES = "{start} to {end}, {length:.1f} s"
EDIT_DEPTH = "{depth:.0f}° deep"
EDIT_TEMPO = "down {down:.1f} s, hold {hold:.1f} s, up {up:.1f} s"
EDIT_WHY = "because: {reason}"
EDIT_FLAGS: dict[str, str] = {
    Flag.EDITED: "a rep by your word",
    Flag.EXCLUDED: "counts, left out of the figures",
}

EDIT_SUMS = "Counted now"
EDIT_TOTAL = "{side}: {reps}"
EDIT_BEFORE = "uncorrected {found}, live {announced}"
EDIT_SET = "  set {set}: {reps}, {depth:.0f}° in the middle"
EDIT_SETS = "  sets: {counts}"
EDIT_SET_BARE = "  set {set}: {reps}"

EDIT_QUESTIONS = "Live and review differ (↑ ↓, then Y or N)"
EDIT_ASK = "{time}, {side}: {by} has a rep, {other} has none ({reason}). Was it one?"
EDIT_ASK_LEG = (
    "{time}: {by} has a rep on the {side} leg, {other} on the {there} one. Was it the {side} leg?"
)
EDIT_NOT_SEEN = "not seen"
EDIT_AGREED = "There is nothing to ask: live and review agree, or you have said what it was."

EDIT_CHANGED = "Reps {side}: {before} → {after}."
EDIT_SAME = "Done. The counts are the same as before."
EDIT_CONFIRMED = "As you say: nothing needs to be changed."
EDIT_MARK = (
    "Drag over the rep, from standing to standing. Or ← → and Enter at its start; ↑ ↓ the leg."
)
EDIT_MARK_END = "Now its end: ← → and Enter. Esc leaves it."
EDIT_SAVED = "Saved in labels.json: {reps}."
EDIT_LABELLED = "labels.json marks reps already. L once more replaces them."
EDIT_ACTIONS = {
    "reject": "False rep (F)",
    "restore": "Was a rep (R)",
    "add": "Add one (A)",
    "other-leg": "Other leg (O)",
    "split": "New set here (S)",
    "join": "Join sets (J)",
    "exclude": "Leave out (X)",
    "undo": "Undo (U)",
    "labels": "Save labels (L)",
    "keys": "Keys (?)",
    "back": "Back (Esc)",
}
EDIT_HELP = (
    ("← →", "previous, next movement"),
    ("↑ ↓", "previous, next question"),
    ("Y N", "yes, that was so; no, it was not"),
    ("F", "the chosen rep was none"),
    ("R", "the chosen movement was a rep"),
    ("A", "add a rep: drag over the curve"),
    ("O, Shift+O", "the rep, the whole set was the other leg's"),
    ("S", "a new set begins with this rep"),
    ("J", "this set and the next one were one"),
    ("X", "counts, but no figure is made from it; again: takes that back"),
    ("U, Ctrl+Z", "take the last correction back"),
    ("Ctrl+Y", "make it again"),
    ("L", "save the reps as labels.json"),
    ("+ −, wheel", "closer, further away; drag the time axis to move"),
    ("Home", "see all of it"),
    ("Esc", "leave what was begun; go back"),
)
EDIT_BUTTON = "Correct the count (E)"
EDIT_NO_FILES = "There are no files of this to correct."
