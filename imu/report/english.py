"""Every word that the report itself says, in English, and what a language has to have besides.

User text never comes through here. There is no word for which leg does well.
"""

from __future__ import annotations

from collections.abc import Mapping

from imu.asymmetry import MEASURES, Verdict
from imu.ladder import RUNGS
from imu.language import Language
from imu.samples import Flag, Reason
from imu.trend import Says


class Words:
    """English. Another language has all of it once more, under the same names."""

    LANGUAGE: Language = "en"
    DECIMAL = "."
    DAY, MOMENT = "%Y-%m-%d", "%Y-%m-%d %H:%M"
    """In figures that no two countries that speak English read differently."""
    TITLE = "Session report"
    NO_DATE = "date not noted"
    SIMULATED = "SIMULATED: nobody wore these sensors. No evidence about a person."
    NOT_NOTED = "not noted"
    NONE = "–"
    LENGTH = "{minutes}:{seconds:02d} min recorded"
    ALL_LEFT_OUT = "… ({count} more)"

    # -- head -------------------------------------------------------------------------------------

    PERSON, EXERCISE, STEP, LOAD = "Person", "Exercise", "Step", "Load"
    BLOCK, HAND, SENSOR = "Block", "Hand", "Sensor"
    KILOGRAMS, CENTIMETRES, HERTZ = "{value:g} kg", "{value:g} cm", "{value:.0f} Hz"
    FIRMWARE = "firmware {version}"
    UNNAMED_SENSOR = "sensor not named"
    SENSORS: Mapping[str, str] = {"simulated sensor": "simulated sensor"}
    STANCES: Mapping[str, str] = {"both-feet": "both feet on the floor", "one-leg": "one leg"}
    RUNGS: Mapping[str, str] = {rung.key: rung.title for rung in RUNGS}
    EXERCISES: Mapping[str, str] = {
        name: name for name in ("hip hinge", "kickstand hinge", "simulated kickstand hinge")
    }
    """What the program calls it where nobody else has named it."""
    SUPPORTS: Mapping[str, str] = {name: name for name in ("free", "fingertips", "chair", "wall")}
    LEGS: Mapping[str, str] = {name: name for name in ("left", "right")}

    # -- prescribed and done ----------------------------------------------------------------------

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
    STOPPED: Mapping[str, str] = {
        "pain": "set {number}: pain",
        "person": "set {number}: by the person",
    }
    NO_REPS = "none"

    # -- how it felt ------------------------------------------------------------------------------

    FELT = "How it felt, 0 to 10"
    PAIN: Mapping[str, str] = {
        "next-day": "Pain since last time",
        "before": "Pain before",
        "between": "Pain between sets",
        "after": "Pain after",
    }
    OTHER_PAIN = "Pain, {when}"
    EFFORT, LIMIT, STOP_REASON = "Effort", "Pain allowed by plan", "Reason for stopping"
    SCORE, PAIN_AT = "{score:g}", "{score:g} ({where})"
    PLACES: Mapping[str, str] = {
        "hip": "hip",
        "low-back": "low back",
        "knee": "knee",
        "thigh": "thigh",
        "elsewhere": "elsewhere",
    }

    # -- left and right ---------------------------------------------------------------------------

    AGAINST = "{first} and {second}"
    ONE_LEG = "The measured leg: {leg}"
    NO_LEG = "The legs"
    MEDIANS = "Median (range)"
    LEG_HEAD = "{leg}: {reps}, {sets}"
    REPS = ("{count} rep", "{count} reps")
    SHORT_REPS = REPS
    """Where a column of numbers is to stay narrow."""
    SETS = ("{count} set", "{count} sets")
    DIFFERENCE = "{second} minus {first}"
    INTERVAL = "95 % interval"
    COULD_SHOW = "would show from"
    SAID = "What can be said"
    MEASURES: Mapping[str, str] = {measure.metric: measure.title for measure in MEASURES}
    VERDICTS: Mapping[str, str] = {verdict: verdict.value for verdict in Verdict}
    CHOSEN, GUIDED, WITH_UNIT = "{title} (chosen beforehand)", "{title} (guided)", "{title}, {unit}"
    RULE: Mapping[str, str] = {
        Verdict.NOT_DETECTED: (
            "{title}: {verdict}. One of under {amount} would not have shown in this session."
        ),
        Verdict.THIS_SESSION: (
            "{title}: {verdict}, {leg} {amount} more. Not called consistent: {reasons}."
        ),
        Verdict.CONSISTENT: "{title}: {verdict}, {leg} {amount} more, as in {recordings}.",
    }
    """As the terminal says it, see `imu.asymmetry.words`."""
    TO = "{low} to {high}{unit}"
    NOT_ENOUGH = "Not enough data for a comparison: {reason}."
    LEFT_OUT = "Left out: {recording}: {reason}."

    # -- pictures ---------------------------------------------------------------------------------

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
    SERIES: Mapping[str, str] = {
        "pain_before": "pain before",
        "pain_after": "pain after",
        "effort": "effort",
    }
    SHORT_TITLES: Mapping[str, str] = {
        "mean_concentric_deg_s": "speed up",
        "depth_deg": "depth",
        "eccentric_s": "time down",
        "concentric_s": "time up",
        "return_deg": "return to tall",
        "frontal_wobble_deg": "wobble sideways",
        "transverse_wobble_deg": "wobble in rotation",
    }

    # -- trend ------------------------------------------------------------------------------------

    TREND = "Over the sessions"
    SAYS: Mapping[str, str] = {says: says.value for says in Says}
    FIRST = "There is no earlier session to put beside this one."
    ALIKE = "{alike} of {every} sessions are alike (step, load, hand, rate, versions)."
    DIRECTION = "{title}, {leg}: {says}, {slope:+.2f} {unit} a week ({low:+.2f} to {high:+.2f})."
    NO_DIRECTION = "{title}: {says}."
    TOO_FEW = "A direction is named from {fewest} sessions on. Rising or falling is no judgement."
    STEP_SAID = "Next step, a suggestion by rule: {direction}{rung}. {reason}"
    DIRECTIONS: Mapping[str, str] = {"up": "one step up", "stay": "stay", "down": "one step down"}

    # -- what was not counted, and remarks --------------------------------------------------------

    REMARKS = "Not counted, and remarks"
    REFUSED = "{leg}: {count} not counted ({reasons})."
    REASONS: Mapping[str, str] = {
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
    FLAGS: Mapping[str, str] = {
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
    LOST = "{leg}: {seconds:.1f} s of samples missing in {gaps}."
    GAPS = ("{count} gap", "{count} gaps")
    HEALTH = "Sensor {legs}: {message}"
    AND = " and "
    NOTHING = "Nothing to remark."

    # -- notes and method -------------------------------------------------------------------------

    NOTES = "Notes of the person"
    METHOD = "Method and limits"
    LIMITS = (
        "Angles are thigh tilt from the person's own tall pose, not hip or spine angle; good to"
        " ±5° absolute. Deeper is no progress: a bending knee tilts the thigh, too. Wobble is of"
        " the thigh, not of the weight on the leg. Values: median with the smallest and largest of"
        " all valid reps. Differences are worked out from the medians of sets; the 95 % interval"
        " holds what strapping a sensor on adds. Measures after the first are judged together: an"
        " interval of one of them may leave out 0 by chance, and no difference is called then. A"
        " single session misses most differences of 10 % and half of those of 20 %."
    )
    MADE_BY = (
        "Recording {recording}; {counted}; Kickstand {version}, metrics version {metrics}, settings"
        " {settings}, samples {samples}."
    )
    COUNTED: Mapping[str, str] = {"review": "counted with hindsight", "live": "counted as if live"}
    NOT_MEDICAL = (
        "Not a medical device. No diagnosis, and no reason to change a treatment by itself."
    )

    # -- what is not only a table ------------------------------------------------------------------

    def number(self, text: str) -> str:
        """A text of numbers, with the decimal sign of the language."""
        return text.replace(".", self.DECIMAL)

    def of_core(self, text: str) -> str:
        """What the rest of the core says in English: verdicts, reasons, what a sensor lacks."""
        return text

    def leg(self, leg: str) -> str:
        """The name of a leg; "A" and "B" are called so everywhere."""
        return self.LEGS.get(leg, leg)
