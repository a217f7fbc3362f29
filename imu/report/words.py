"""Every word that the report itself says, in English: one place for another language to begin.

What the rest of the core says (verdicts, reasons, what a sensor lacks) keeps its own wording. User
text never comes through here. There is no word for which leg does well.
"""

from __future__ import annotations

from imu.samples import Flag, Reason

LANGUAGE = "en"
TITLE = "Session report"
NO_DATE = "date not noted"
SIMULATED = "SIMULATED: nobody wore these sensors. No evidence about a person."
NOT_NOTED = "not noted"
NONE = "–"
LENGTH = "{minutes}:{seconds:02d} min recorded"
ALL_LEFT_OUT = "… ({count} more)"

# -- head -----------------------------------------------------------------------------------------

PERSON, EXERCISE, STEP, LOAD = "Person", "Exercise", "Step", "Load"
BLOCK, HAND, SENSOR = "Block", "Hand", "Sensor"
KILOGRAMS, CENTIMETRES, HERTZ = "{value:g} kg", "{value:g} cm", "{value:.0f} Hz"
FIRMWARE = "firmware {version}"
UNNAMED_SENSOR = "sensor not named"
STANCES = {"both-feet": "both feet on the floor", "one-leg": "one leg"}

# -- prescribed and done --------------------------------------------------------------------------

DOSE = "Prescribed and done"
DOSE_HEAD = (
    "Leg",
    "Prescribed",
    "Done, set by set",
    "Down–hold–up, s",
    "Rest, s",
    "As planned",
    "Stopped",
)
IN_BRACKETS = "In brackets: as prescribed."
PRESCRIBED = "{sets} × {reps}"
ANY = "any"
AS_PLANNED = "{met} of {judged}"
MOSTLY = "{leg}: where a rep was not as planned, it was mostly: {reason}."
SHARE = "{percent:.0f} % of the prescribed reps were done."
NO_PLAN = "No plan was noted."
STOPPED = {"pain": "set {number}: pain", "person": "set {number}: by the person"}
NO_REPS = "none"

# -- how it felt ----------------------------------------------------------------------------------

FELT = "How it felt, 0 to 10"
PAIN = {
    "next-day": "Pain since last time",
    "before": "Pain before",
    "between": "Pain between sets",
    "after": "Pain after",
}
OTHER_PAIN = "Pain, {when}"
EFFORT, LIMIT, STOP_REASON = "Effort", "Pain allowed by plan", "Reason for stopping"
PAIN_AT = "{score:g} ({where})"

# -- left and right -------------------------------------------------------------------------------

AGAINST = "{first} and {second}"
ONE_LEG = "The measured leg: {leg}"
NO_LEG = "The legs"
MEDIANS = "Median (range)"
LEG_HEAD = "{leg}: {reps}, {sets}"
REPS = ("{count} rep", "{count} reps")
SETS = ("{count} set", "{count} sets")
DIFFERENCE = "{second} minus {first}"
INTERVAL = "95 % interval"
COULD_SHOW = "would show from"
SAID = "What can be said"
TO = "{low} to {high}{unit}"
NOT_ENOUGH = "Not enough data for a comparison: {reason}."
LEFT_OUT = "Left out: {recording}: {reason}."

# -- pictures -------------------------------------------------------------------------------------

DEPTH = "Depth of each rep"
DEPTH_AXIS = "thigh tilt, °"
DEPTH_ALT = "Depth of every rep in degrees of thigh tilt, by leg and set. {legs}{band}"
OF_LEG = "{leg}: median {median:.0f}, from {low:.0f} to {high:.0f}. "
BAND = "band aimed at: {range}"
BAND_RANGES = ("{low:.0f}–{high:.0f}°", "from {low:.0f}°", "up to {high:.0f}°")
UNUSED = "× not used"
SET_AXIS = "set"
CURVE = "Mean course of a rep"
CURVE_AXIS = "share of the rep, %"
CURVE_ALT = "Thigh tilt over the course of a rep, mean and one standard deviation. {legs}"
CURVE_LEG = "{leg}, {reps}, ±1 SD"
PEAK = "{leg}: mean peak {peak:.0f} degrees. "
INTERVALS = "Difference and 95 % interval"
INTERVALS_ALT = "Differences between the legs with their 95 % intervals, as in the table."
MORE_ON = "◂ more {first} · more {second} ▸"
SPEED = "{title} over the sessions, {unit}"
SPEED_ALT = "{title} by session, median and range, {sessions} sessions. {lines}"
FEELING = "Pain and effort over the sessions"
FEELING_ALT = "Pain before and after, and effort, from 0 to 10, over {sessions} sessions."
SERIES = {"pain_before": "pain before", "pain_after": "pain after", "effort": "effort"}
SHORT_TITLES = {
    "mean_concentric_deg_s": "speed up",
    "depth_deg": "depth",
    "eccentric_s": "time down",
    "concentric_s": "time up",
    "return_deg": "return to tall",
    "frontal_wobble_deg": "wobble sideways",
    "transverse_wobble_deg": "wobble in rotation",
}

# -- trend ----------------------------------------------------------------------------------------

TREND = "Over the sessions"
FIRST = "There is no earlier session to put beside this one."
ALIKE = "{alike} of {every} sessions are alike (step, load, hand, rate, versions)."
DIRECTION = "{title}, {leg}: {says}, {slope:+.2f} {unit} a week ({low:+.2f} to {high:+.2f})."
NO_DIRECTION = "{title}: {says}."
TOO_FEW = "A direction is named from {fewest} sessions on. Rising or falling is no judgement."
STEP_SAID = "Next step, a suggestion by rule: {direction}{rung}. {reason}"
DIRECTIONS = {"up": "one step up", "stay": "stay", "down": "one step down"}

# -- what was not counted, and remarks ------------------------------------------------------------

REMARKS = "Not counted, and remarks"
REFUSED = "{leg}: {count} not counted ({reasons})."
REASONS: dict[str, str] = {
    Reason.WALKING: "walking",
    Reason.STEP: "stepping",
    Reason.HANDLING: "handling of the sensor",
    Reason.OUT_OF_PLANE: "sideways or twisting",
    Reason.TOO_FAST: "too quick",
    Reason.TOO_SMALL: "too small",
    Reason.ISOLATED: "alone",
    Reason.IDLE_LEG: "the other leg's work",
    Reason.GAP: "samples missing",
    Reason.SIT: "sitting",
    Reason.UNDONE: "taken back",
}
MOVEMENTS = ("{count} movement", "{count} movements")
FLAGGED = "{leg}: {flags}."
FLAGS: dict[str, str] = {
    Flag.PARTIAL: "shallower than half of the usual, not counted",
    Flag.PULSE: "with a second dip",
    Flag.NOT_TALL: "turned down again before tall",
    Flag.SQUAT_LIKE: "deeper than a hinge needs",
    Flag.UNCERTAIN: "with samples missing",
    Flag.UNDONE: "taken back",
    Flag.EDITED: "corrected by hand",
    Flag.EXCLUDED: "left out of the figures by hand",
}
TIMES = "{count} {what}"
LOST = "{leg}: {seconds:.1f} s of samples missing in {gaps} gaps."
HEALTH = "Sensor {legs}: {message}"
AND = " and "
NOTHING = "Nothing to remark."

# -- notes and method -----------------------------------------------------------------------------

NOTES = "Notes of the person"
METHOD = "Method and limits"
LIMITS = (
    "Angles are thigh tilt from the person's own tall pose, not hip or spine angle; good to ±5°"
    " absolute. Deeper is no progress: a bending knee tilts the thigh, too. Wobble is of the thigh,"
    " not of the weight on the leg. Values: median with the smallest and largest of all valid reps."
    " Differences are worked out from the medians of sets; the 95 % interval holds what strapping a"
    " sensor on adds. Measures after the first are judged together: an interval of one of them may"
    " leave out 0 by chance, and no difference is called then. A single session misses most"
    " differences of 10 % and half of those of 20 %."
)
MADE_BY = (
    "Recording {recording}; {counted}; Kickstand {version}, metrics version {metrics}, settings"
    " {settings}, samples {samples}."
)
COUNTED = {"review": "counted with hindsight", "live": "counted as if live"}
NOT_MEDICAL = "Not a medical device. No diagnosis, and no reason to change a treatment by itself."
