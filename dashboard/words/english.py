"""Every text of the window in English, the language that all others are made from."""

from __future__ import annotations

from dashboard.words.english_connect import *  # noqa: F403 - one table
from dashboard.words.english_editing import *  # noqa: F403 - one table
from dashboard.words.english_exercise import *  # noqa: F403 - one table
from dashboard.words.english_legs import *  # noqa: F403 - one table
from dashboard.words.english_library import *  # noqa: F403 - one table
from dashboard.words.english_pages import *  # noqa: F403 - one table
from dashboard.words.english_progress import *  # noqa: F403 - one table
from dashboard.words.english_settings import *  # noqa: F403 - one table
from imu.coach.lines import Line
from imu.samples import Flag, Reason
from imu.sources.ble import Signal
from imu.view import Word
from imu.view.connectshot import Lack, Search

TITLE = "Kickstand"

SIDES = {"left": "LEFT", "right": "RIGHT", "unknown": "SENSOR"}
SIDE_NAMES = {"left": "left", "right": "right", "unknown": "side unknown", "either": "either"}

PHASES = {
    Word.BEGIN: "BEGIN",
    Word.READY: "READY",
    Word.DOWN: "DOWN",
    Word.HOLD: "HOLD",
    Word.UP: "UP",
    Word.REST: "REST",
    Word.LOST: "LOST",
    Word.OFF: "OFF",
    Word.STRAP: "STRAP",
}

REASONS: dict[str, str] = {
    Reason.WALKING: "walking",
    Reason.STEP: "a step",
    Reason.HANDLING: "sensor handled",
    Reason.OUT_OF_PLANE: "sideways",
    Reason.TOO_FAST: "too fast",
    Reason.TOO_SMALL: "too small",
    Reason.ISOLATED: "alone",
    Reason.IDLE_LEG: "other leg",
    Reason.GAP: "samples missing",
    Reason.SIT: "sitting",
    Reason.UNDONE: "taken back",
    Flag.PARTIAL: "half as deep",
}
"""Why a movement was not counted, short enough to be read from afar."""

FLAGS: dict[str, str] = {
    Flag.PARTIAL: "less than half as deep",
    Flag.PULSE: "second dip",
    Flag.NOT_TALL: "not quite tall",
    Flag.SQUAT_LIKE: "like a squat",
    Flag.UNCERTAIN: "samples missing",
    Flag.UNDONE: "taken back",
    Flag.EDITED: "corrected",
    Flag.EXCLUDED: "not in the figures",
}

NOT_COUNTED = "not counted: {reason}"
BEGIN_HINT = "Hinge three times: they count."
CHANGE_HINT = "{sentence} Then press C."
LOST_HINT = "Sensor lost for {seconds:.0f} s: keep still, it comes back by itself."
REST_CLOCK = "REST {minutes}:{seconds:02d}"
COUNT_OF = "{count} of {target} reps"
COUNT = "{count} reps"
DOTS = "{dots} seen, not yet counted"
GAUGE = "thigh tilt {tilt:.0f} degrees"
GAUGE_UNKNOWN = "thigh tilt not known yet"
SIDE_SPOKEN = "{side} leg"

TILT_TITLE = "Thigh tilt from tall, °"
WOBBLE_TITLE = "Thigh wobble, ° — {frontal} and {transverse}"
FRONTAL, TRANSVERSE = "sideways", "in rotation"
ACC_TITLE = "Specific force, m/s²"
GYR_TITLE = "Angular rate, °/s"
REPS_TITLE = "Reps"
REJECTED_TITLE = "Not counted, and why"
QUALITY_TITLE = "Signal"
BALANCE_TITLE = "Balance"
BALANCE_CAPTION = "thigh steadiness, not weight on the leg"
BALANCE_WAIT = "Each rep of a leg becomes a dot here."
BALANCE_NOW = "now: {frontal:.1f}° sideways, {transverse:.1f}° in rotation"

REP_COLUMNS = (
    "Leg",
    "Set",
    "Rep",
    "Depth",
    "Down",
    "Hold",
    "Up",
    "Sideways",
    "Rotation",
    "Remarks",
)
REP_TIPS = (
    "The leg that worked",
    "Number of the set on this leg",
    "As counted aloud",
    "Deepest thigh tilt from tall, degrees",
    "Eccentric phase, s",
    "At the bottom, s",
    "Concentric phase, s",
    "Wobble sideways, degrees RMS",
    "Wobble about the thigh's long axis, degrees RMS",
    "What is special about this rep",
)
REJECTED_COLUMNS = ("At", "Leg", "Why not")

MEASURE = "{value:.1f}{unit}"
QUALITY = "{side}: {rate:.0f} Hz, {received:.1f} % of samples in the last {seconds:.0f} s"
QUALITY_GAP = "1 gap so far ({missing:.1f} s missing)"
QUALITY_GAPS = "{gaps} gaps so far ({missing:.1f} s missing)"
QUALITY_NO_GAPS = "no gap so far"
QUALITY_NONE = "{side}: no samples"

DONE_TITLE = "Session done"
DONE_STOPPED = "Stopped"
DONE_FAILED = "Ended by an error"
DONE_ROWS = (
    "Reps of each set",
    "Reps in all",
    "Depth from tall",
    "Down",
    "At the bottom",
    "Up",
    "Wobble sideways",
    "Wobble in rotation",
)
DONE_NOTHING = "no set"
DONE_SPREAD = "{middle}  ({low} to {high})"
DONE_PLANNED = "{side}, set {set}: {planned}."
DONE_SETS_OF = "{sets} sets of {reps}"
DONE_MORE = " and {rest} more"
DONE_LEGEND = (
    "Median of all counted reps, smallest to largest in brackets. Depth is thigh tilt: good to "
    "±5°, and deeper is not better. Wobble is that of the thigh, not of the weight on the leg. "
    "Whether the legs differ takes more than one session to say."
)
DONE_NOT_COUNTED = "Not counted"
DONE_ALL_COUNTED = "Everything that looked like a rep was counted."
DONE_FILES = "Files: {folder}"
DONE_NO_FILES = "Nothing was written. “kickstand demo -o FOLDER” keeps a demonstration."
DONE_SIMULATED = "A simulated person; nobody wore these sensors."
DONE_PAIN = "stopped for pain"
DONE_PERSON = "stopped by hand"
DONE_GAP = "{side}: 1 gap in the samples."
DONE_GAPS = "{side}: {gaps} gaps in the samples."

AGAIN = "Start over (Home)"
PLAY, PAUSE = "Play (Space)", "Pause (Space)"
BACK_REP, NEXT_REP = "Previous rep (,)", "Next rep (.)"
BACK_SET, NEXT_SET = "Previous set (Page Up)", "Next set (Page Down)"
SPEED = "Speed (+ and -)"
SPEED_MAX = "max"
STEP_NEXT, STEP_UNDO = "Next (Space)", "Undo rep (⌫)"
STEP_HOLD, STEP_PAIN, STEP_END = "Hold (B)", "Pain: stop (P)", "End (E)"
DETAIL = "Details (D)"
THEME = "Dark or light (T)"
MUTE, UNMUTE = "Sound off (M)", "Sound on (M)"
FULL = "Full screen (F)"
KEYS = "Keys (?)"
TIMELINE = "Timeline: click to go there"
TIMELINE_SPOKEN = "{now} of {end}"

HELP_TITLE = "Keys"
HELP = (
    ("Space", "pause, go on"),
    ("← →", "5 s back, 5 s on"),
    (", .", "previous rep, next rep"),
    ("Page Up, Page Down", "previous set, next set"),
    ("Home", "start over"),
    ("+ -", "faster, slower"),
    ("E", "correct the count"),
    ("D", "details: curves, tables, signal"),
    ("L R", "show the left, the right leg in the details"),
    ("C", "one sensor: change the leg; then: it is on the other leg"),
    ("V, G", "after the end, if it was recorded: compare the legs; progress"),
    ("M", "sound on, off"),
    ("T", "dark, light"),
    ("F, F11", "full screen"),
    ("?", "these keys"),
    ("Esc", "leave full screen, close this"),
    ("Ctrl+Q", "close the window"),
)

HELP_TRAINING = (
    ("Space, Enter, →, Page Down", "next: start, end the set, the sensor sits, go on"),
    ("Backspace, ←, Page Up", "the last rep was none"),
    ("B, .", "hold the clock; let it run again"),
    ("P", "stop for pain"),
    ("L R", "the left, the right leg is next; in the details, the one to look at"),
    ("C", "one sensor: change the leg; then: it is on the other leg"),
    ("E", "end the training"),
    ("D", "details: curves, tables, signal"),
    ("V, G", "after the end, if it was recorded: compare the legs; progress"),
    ("M", "sound on, off"),
    ("T", "dark, light"),
    ("F, F5, F11", "full screen"),
    ("?", "these keys"),
    ("Esc", "leave full screen; leave the training, if you say so"),
    ("Ctrl+Q", "close the window"),
)

CONNECT_SEARCH: dict[Search, tuple[str, str]] = {
    Search.LOOKING: ("Looking for sensors.", "Press your sensor's button, so that it wakes up."),
    Search.NOTHING_YET: ("Nothing found yet.", "Press its button and bring it near."),
    Search.NOTHING_LONG: (
        "Still nothing found.",
        "Charge it, and close apps and phones that hold it; or press P to use a phone instead.",
    ),
    Search.FOUND: ("Sensors were found.", "Choose yours with ↑ ↓ and Enter."),
    Search.LOOKING_ON: ("Looking for one more sensor.", "Press its button."),
    Search.RESTING: ("", ""),
}
"""What is so, and the one thing to do. The others are said by the system's own fault."""
CONNECT_LACK: dict[Lack, str] = {
    Lack.SENSOR: "",
    Lack.LINK: "One moment: a preview comes with its first samples.",
    Lack.SIDE: "Move one leg and see which bar moves; then press L for left, or R for right.",
}
CONNECT_SIGNAL: dict[Signal, str] = {
    Signal.STRONG: "strong signal",
    Signal.GOOD: "good signal",
    Signal.WEAK: "weak signal",
    Signal.UNKNOWN: "",
}

LINES: dict[str, str] = {
    Line.COUNTDOWN_3: "three",
    Line.COUNTDOWN_2: "two",
    Line.COUNTDOWN_1: "one",
    Line.GO: "go",
    Line.LAST_ONE: "last one",
    Line.SET_DONE: "set done",
    Line.REST: "rest",
    Line.TEN_SECONDS: "ten seconds",
    Line.CHANGE_LEGS: "change legs: free your foot",
    Line.MOVE_SENSOR: "free your foot, move the sensor",
    Line.LEFT_LEG: "left leg",
    Line.RIGHT_LEG: "right leg",
    Line.READY: "ready",
    Line.SENSOR_LOST: "sensor lost, keep still",
    Line.SENSOR_BACK: "sensor is back",
    Line.BATTERY_LOW: "battery low",
    Line.SESSION_DONE: "session done",
    Line.WELL_DONE: "well done",
    Line.LESS_DEEP: "a little less deep",
    Line.DEEPER: "a little deeper",
    Line.SLOWER_DOWN: "slower down",
    Line.SLOWER_UP: "slower up",
    Line.QUICKER_DOWN: "quicker down",
    Line.QUICKER_UP: "quicker up",
    Line.ALL_THE_WAY_UP: "all the way up",
    Line.STEADY: "steady",
}
"""What the voice says, word by word: the clips are made from these, and the screen shows them."""

TONE_SIGNS = {"ready": "♪ ready", "done": "♪ set over", "tick": "♪", "alert": "♪ look here"}
"""What is written for a tone, where nothing may flash."""
