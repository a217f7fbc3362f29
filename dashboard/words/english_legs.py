"""What the pages about both legs, and about reps over each other, say in English."""

from __future__ import annotations

LEGS_TITLE = "Left and right"
LEGS_COMPARE = "Compare the legs (V)"
LEGS_NAMES = {"left": "left leg", "right": "right leg", "A": "leg A", "B": "leg B", "both": "both"}
LEGS_VERDICTS: dict[str, str] = {
    "not enough data": "not enough data",
    "no difference detected": "no difference detected",
    "difference in this session": "difference in this session",
    "consistent difference": "consistent difference",
}
LEGS_MEASURES = {
    "mean_concentric_deg_s": "Speed on the way up",
    "depth_deg": "Depth",
    "eccentric_s": "Time down",
    "concentric_s": "Time up",
    "return_deg": "Return to tall",
    "frontal_wobble_deg": "Wobble sideways",
    "transverse_wobble_deg": "Wobble in rotation",
}
LEGS_CHOSEN = "{title} (chosen beforehand)"
LEGS_GUIDED = "{title} (guided)"
LEGS_WITH_UNIT = "{title}, {unit}"
LEGS_SAID = "{verdict}: {leg} {amount} {unit} more"
LEGS_VALUES = "{leg}: {values} {unit}"
LEGS_SPREAD = "{median:.1f} ({low:.1f}–{high:.1f})"
LEGS_NOTHING = "–"
LEGS_WHOLE, LEGS_TENTH = "{value:.0f}", "{value:.1f}"
LEGS_INTERVAL = "{low} to {high} {unit}"
LEGS_SMALLEST = "One of under {amount} {unit} would not have shown in this session."
LEGS_AS_IN = "As in {recordings}."
LEGS_AND = " and "
LEGS_WANTING = "Not called consistent: {reasons}."
LEGS_COLUMNS = ("Median (lowest–highest)", "95 % interval", "What can be said")
LEGS_MINUS = "{second} − {first}"
LEGS_SHORT = {"left": "left", "right": "right", "A": "A", "B": "B", "both": "both"}
LEGS_MORE_ON = "◂ more {first}  ·  more {second} ▸"
LEGS_DOSE = "{leg}: {sets}, {reps}"
LEGS_SETS = ("{count} set", "{count} sets")
LEGS_REPS = ("{count} rep", "{count} reps")
LEGS_BEGAN = "{leg} began"
LEGS_BEFORE = "with {recordings} before it"
LEGS_CHECKED = "re-strap check: {recordings}"
LEGS_SIMULATED = "SIMULATED: nobody wore these sensors"

LEGS_DOTS = "Every rep: {title}, {unit}"
LEGS_MEDIAN = "{leg}: {median:.1f}"
LEGS_SET = "set"
LEGS_BAND = "grey: the band aimed at"
LEGS_NO_REPS = "No rep has this value."
LEGS_CURVES = "Mean course of a rep, ±1 SD: thigh tilt, °"
LEGS_COURSE = "{leg}, {reps}"
LEGS_NO_CURVES = "It takes three reps of a leg to draw its mean."
LEGS_SHARE = "share of the rep, %"
LEGS_PEAK = "{name}: mean peak {peak:.0f}°"

LEGS_NOTES_TITLE = "Notes and limits"
LEGS_UNNAMED = "Nobody knows which leg is which: they are called A and B."
LEGS_LEFT_OUT = "Left out: {recording}: {reason}."
LEGS_LIMITS = (
    (
        "Values are the median of all valid reps, smallest to largest in brackets. A plus is "
        "more on the leg named first in the heading of the column. The 95 % interval holds what "
        "strapping a sensor on adds to a leg, too: it misses the truth in one session of 20, if "
        "that is as large as assumed. The measures after the first are judged together: an "
        "interval of one of them may leave out 0 by chance, and no difference is called then. A "
        "single session misses most differences of 10 %, and half of those of 20 %."
    ),
    (
        "Angles are thigh tilt from tall, good to ±5°; not of hip or spine. Deeper is no "
        "progress. Wobble is of the thigh, not of the weight on the leg. A difference is no "
        "diagnosis."
    ),
)
LEGS_SHORT_LIMIT = "Of the thigh, not of hip or spine. A difference is no diagnosis."

LEGS_WAIT = "Counting: {done} of {total} recordings …"
LEGS_FAILED = "There is nothing to compare here."
LEGS_ACTIONS = {
    "save": "Save report… (S)",
    "overlay": "Reps over each other (O)",
    "notes": "Notes and limits (N)",
    "back": "Back (Esc)",
}
LEGS_HINT = "↑ ↓  another measure"
LEGS_SAVE_TITLE = "Where to save the report: a .pdf or .html file"
LEGS_SAVE_KINDS = "PDF (*.pdf);;Web page (*.html)"
LEGS_SAVING = "Writing the report …"
LEGS_SAVED = "The report is in {path}."

OVERLAY_TITLE = "Reps over each other"
OVERLAY_PICTURE = "Thigh tilt from tall, °, ±1 SD from three reps on"
OVERLAY_TAKE = "{recording}, {leg}"
OVERLAY_ALL_SETS, OVERLAY_SET = "all sets", "set {number}"
OVERLAY_ALL_REPS, OVERLAY_REP = "all reps", "rep {number}"
OVERLAY_ROWS = ("Leg", "Set", "Rep")
OVERLAY_LAYERS = ("Solid line", "Dashed line")
OVERLAY_NAME = "{take}, {set}, {rep}"
OVERLAY_FACTS = "{reps}, peak {peak:.0f}°, {duration:.1f} s"
OVERLAY_HINT = (
    "Tab: the other line    L: leg or recording    ← →: set    ↑ ↓: rep    "
    "Every rep is stretched to the same length."
)
OVERLAY_NOTHING = "No rep in it can be drawn."
OVERLAY_ACTIONS = {"back": "Back (Esc)"}
