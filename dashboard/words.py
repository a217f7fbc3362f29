"""Every text of the window in one place, so that another language is one more such file."""

from __future__ import annotations

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
    ("D", "details: curves, tables, signal"),
    ("L R", "show the left, the right leg in the details"),
    ("C", "one sensor: change the leg; then: it is on the other leg"),
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
    ("M", "sound on, off"),
    ("T", "dark, light"),
    ("F, F5, F11", "full screen"),
    ("?", "these keys"),
    ("Esc", "leave full screen; leave the training, if you say so"),
    ("Ctrl+Q", "close the window"),
)

CONNECT_TITLE = "Connect your sensor"
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
CONNECT_READY_TWO = "Ready. Enter starts with both sensors."
CONNECT_READY_ONE = "Ready. Enter starts with the {side} leg only. B: both legs, one after another."
CONNECT_READY_BOTH = "Ready. Enter starts with the {side} leg, then the other. B: this leg only."
CONNECT_READY_MORE = (
    "Ready. Enter adds this sensor; to start without it, go back to yours with ↑ ↓."
)
CONNECT_SIGNAL: dict[Signal, str] = {
    Signal.STRONG: "strong signal",
    Signal.GOOD: "good signal",
    Signal.WEAK: "weak signal",
    Signal.UNKNOWN: "",
}
CONNECT_BATTERY = "battery {percent:.0f} %"
CONNECT_BATTERY_LOW = "battery low, {percent:.0f} %"
CONNECT_LAST_TIME = "on the {side} leg last time"
CONNECT_USE = "Enter: use it"
CONNECT_AGAIN = "Enter: try again"
CONNECT_NO_USE = "cannot be used"
CONNECT_WHICH = "Which leg?  L or R"
CONNECT_MOVE = "move this leg"
CONNECT_TURNED = "turned by {tilt:.0f}°"
CONNECT_PHONE_ALONE = "A phone is used alone: let the sensors go first, with Delete."
CONNECT_FULL = "Two legs, two sensors: let one go first, with Delete."
CONNECT_ACTIONS = {
    "start": "Start",
    "use": "Use it",
    "left": "Left (L)",
    "right": "Right (R)",
    "swap": "Swap (S)",
    "both": "One leg or both (B)",
    "release": "Let go (Delete)",
    "look": "Look again (A)",
    "phone": "Use a phone (P)",
    "phyphox": "phyphox instead (Y)",
    "back": "Back (Esc)",
}
CONNECT_QR_TITLE = "Use a phone: Sensor Logger"
CONNECT_QR = (
    "1.  Phone and computer in the same wireless network.",
    "2.  Scan this code with the phone and copy the address.",
    "3.  Sensor Logger: Settings, Data Streaming, HTTP Push on, paste it as Push URL.",
    "4.  Switch on accelerometer, gravity and gyroscope, and start a recording.",
)
CONNECT_QR_SPOKEN = "QR code of the address {address}"
CONNECT_ADDRESS_TITLE = "Use a phone: phyphox"
CONNECT_ADDRESS = "In phyphox, allow remote access, and enter the address that it shows."
CONNECT_ADDRESS_FIELD = "Address of phyphox"
CONNECT_ADDRESS_EXAMPLE = "192.168.1.5:8080"


def short_reason(reason: str) -> str:
    """Why a movement was not counted, in a word or two."""
    return REASONS.get(reason, reason)


# -- plan ------------------------------------------------------------------------------------------

RUNGS = {
    "both-feet": "Both feet",
    "both-feet-band": "Both feet, band",
    "one-leg": "One leg",
    "one-leg-load": "One leg, loaded",
}
SUPPORTS = {"free": "none", "fingertips": "fingertips", "chair": "chair", "wall": "wall"}
PLAN_TITLE = "What do you want to do today?"
PLAN_RUNG = "Step of the ladder"
PLAN_SUPPORT = "Hand on"
PLAN_LEGS = "Legs"
PLAN_WHICH_LEGS = ("both, in turn", "left only", "right only")
PLAN_FIRST = "First leg"
PLAN_FIRSTS = ("the other one than last time", "left", "right")
PLAN_SETS = "Sets on each leg"
PLAN_REPS = "Reps in a set"
PLAN_REST = "Rest"
PLAN_TEMPO = "Tempo"
PLAN_BLOCK = "Height of the block"
PLAN_LOAD = "Load"
PLAN_LOAD_EXAMPLE = "red band, two dumbbells …"
PLAN_KG = "Weight of it"
PLAN_ANY = "as I like"
PLAN_DOWN_UP = "{:g} s down, {:g} up"
PLAN_NONE = "not said"
PLAN_SECONDS, PLAN_CM, PLAN_KGS = "{} s", "{} cm", "{} kg"
PLAN_ACTIONS = (("start", "Go on (Enter)"), ("back", "Back (Esc)"))

PAIN_NOW = "Pain now, 0 to 10"
PAIN_SINCE = "Worst since last time"
PAIN_WHERE = "Where?"
PAIN_PLACES = {
    "hip": "hip",
    "low-back": "low back",
    "knee": "knee",
    "thigh": "thigh",
    "elsewhere": "elsewhere",
}
PAIN_WARNING = "Consider stopping for today, or do less; ask somebody who can look at you."
BEFORE_TITLE = "How do you feel?"
BEFORE_LEAD = "0 is no pain at all, 10 the worst that you can imagine. You need not answer."
BEFORE_ACTIONS = (("start", "Go on (Enter)"), ("back", "Back (Esc)"))
JUST_START_TITLE = "Just start"

AFTER_TITLE = "How was it?"
AFTER_LEAD = "Everything is written down already. You need not answer."
AFTER_ACTIONS = (("done", "Done (Enter)"),)
EFFORT = "Effort, 0 to 10"
EFFORT_WORDS = (
    "0: no effort at all",
    "1: very light",
    "2: light",
    "3: moderate",
    "4: somewhat hard",
    "5: hard",
    "6: harder",
    "7: very hard",
    "8: very, very hard",
    "9: almost all I have",
    "10: all I have",
)
STOP_REASON = "Why did you stop a set?"
STOP_REASON_EXAMPLE = "it pinched at the front of the hip …"
NOTES = "Notes"
NOTES_EXAMPLE = "anything that you want to remember"

# -- home ------------------------------------------------------------------------------------------

HOME_LEAD = "Counts your hip hinges with a sensor on the thigh, and compares your legs honestly."
HOME_BIG = {
    "demo": ("Try the demo", "A simulated person trains.", "No sensor needed. (D)"),
    "connect": ("Train", "Connect your sensor,", "plan the session, go. (C)"),
    "open": ("Open a recording", "Live it again,", "at any speed. (O)"),
}
HOME_SMALL = {
    "start": "Just start (J)",
    "howto": "How to do it (H)",
    "settings": "Settings (S)",
    "safety": "Safety (A)",
    "quit": "Quit (Ctrl+Q)",
}
HOME_LATELY = "Lately"
HOME_WHEN = "ddd d MMM yyyy, HH:mm"
HOME_FIRST = "Your sessions will be listed here. They stay on this computer."
HOME_UNFINISHED = "not closed: Enter recovers it"
HOME_RECOVERED = "Recovered: {name}."
HOME_CANNOT = "{problem}"
OPEN_TITLE = "Open a recording: its folder, or a CSV file"
OPEN_KINDS = "Recordings (session.json *.csv *.csv.gz);;All files (*)"

# -- settings --------------------------------------------------------------------------------------

SETTINGS_TITLE = "Settings"
SETTINGS_ACTIONS = (("test", "Test sounds (V, Enter)"), ("close", "Done (Esc)"))
SETTINGS_SWITCH = ("on", "off")
SETTINGS_COUNT = "Count and announce"
SETTINGS_TONES = "Tones"
SETTINGS_CUES = "Cues after a rep"
SETTINGS_VOLUME = "Volume"
SETTINGS_COUNT_AT = "Count a rep"
SETTINGS_WHEN = ("back at the top", "at the bottom")
SETTINGS_DELAY = "Headphones are late by"
SETTINGS_MS = "{} ms"
SETTINGS_THEME = "Colours"
SETTINGS_THEMES = ("dark", "light", "as the system")
SETTINGS_DISTANCE = "You stand away"
SETTINGS_M = "{} m"
SETTINGS_TEXT = "Size of small text"
SETTINGS_MOTION = "Nothing moves by itself"
TRAINING_TITLE = "Training"
HOWTO_PAGE = "How to do it"

# -- between sets ----------------------------------------------------------------------------------

BOTH_LEGS = "both legs"
SETS_SPOKEN = "{side}: {done} of {planned} sets"
STAGE_READY = "GET READY"
STAGE_REST = "REST"
STAGE_CHANGE = "MOVE THE SENSOR"
STAGE_STOPPED = "STOPPED"
STAGE_DONE = "ALL DONE"
STAGE_STEP_ON = "Foot on the block, a hand near the chair."
STAGE_STAND = "Stand on both feet, a hand near the chair."
STAGE_WHICH_SET = "Set {set} of {sets}, {reps} reps"
STAGE_NEXT_LEG = "Next: {side} leg"
STAGE_FREE_FOOT = "Free your foot first."
STAGE_MOVE = "Then strap it to the {side} thigh."
STAGE_OFF = "Step off the block, and free your foot."
STAGE_READY_HINT = "Enter: start now    B: wait"
STAGE_HELD = "Enter: start    B: let the clock run"
STAGE_SITS = "Enter when it sits"
STAGE_PAIN_LINES = ("Sit down if you like.", "What you did is kept. You can say why later.")
STAGE_PAIN_HINT = "Enter: go on later    E: end for today"
STAGE_DONE_HINT = "Enter: how was it?"
STAGE_REPS = "{reps} reps."
STAGE_WELL = "Well done."
STAGE_DONE_SO = "That one is done."
STAGE_PLANNED = "{good} of {reps} as planned"
STAGE_MOSTLY = " (mostly: {reason})"
STAGE_STEP_OFFS = "balance lost {times} ×"
STEADY_WORDS = {
    "first": "steadiness: this becomes your usual",
    "steadier": "steadier than usual",
    "usual": "as steady as usual",
    "less": "less steady than usual",
}

# -- strapping on ----------------------------------------------------------------------------------

STRAP_WHERE = "STRAP IT ON"
STRAP_WHERE_HINT = "Enter when it sits    S: skip all this"
STRAP_STAND = "STAND STILL"
STRAP_STANCE = "As for the exercise, hand near the chair."
STRAP_MOVED = "You moved: three seconds more."
STRAP_HINGE = "THREE HINGES"
STRAP_EASY = "Comfortably deep. They count."
STRAP_LATE = "Hips straight back, and up again."
STRAP_OF = "{count} / {of}"
STRAP_SKIP = "Enter: leave this out    S: skip all"
STRAP_FITS = "DOES IT FIT?"
STRAP_FITS_LINES = (
    "Does the bar go down when you do?",
    "The band is where your three hinges were.",
)
STRAP_FITS_HINT = "Enter, or just go on: yes    N: no"
