"""What the page about a person's sessions over time says, in English."""

from __future__ import annotations

PROGRESS_TITLE = "Progress"
PROGRESS_OPEN = "Progress (G)"

PROGRESS_ROWS = ("Whose", "Sessions that are alike", "Measure")
PROGRESS_NOBODY = "no name given"
PROGRESS_WHO = "{person}  ({number} of {all})"
PROGRESS_LIKE = "{like}:  {sessions}"
PROGRESS_SESSIONS = ("{count} session", "{count} sessions")
PROGRESS_NO_STEP = "step not noted"
PROGRESS_LOAD = "{load}, {kg:g} kg"
PROGRESS_KG = "{kg:g} kg"
PROGRESS_HAND = "hand on: {support}"
PROGRESS_HZ = "{rate:.0f} Hz"
PROGRESS_DAY = "d MMM"
PROGRESS_FAR_DAY = "MMM yyyy"

PROGRESS_SAYS_TITLE = "What can be said"
PROGRESS_SAYS: dict[str, str] = {
    "no trend detected": "no direction to be seen",
    "rising": "rising",
    "falling": "falling",
}
PROGRESS_VALUES = "{leg}: first {first:.1f}, last {last:.1f} {unit}"
PROGRESS_ONE_VALUE = "{leg}: {last:.1f} {unit}"
PROGRESS_FEW = "It takes {fewest} sessions to name a direction: {count} so far."
PROGRESS_SLOPE = "{says}, {slope:+.2f} {unit} a week (95 % interval {low:+.2f} to {high:+.2f})"
PROGRESS_NO_JUDGEMENT = "A direction is no judgement."
PROGRESS_DEPTH = "A direction is no judgement, and deeper is no progress."

PROGRESS_PICTURE = "{title}, {unit}"
PROGRESS_LEGEND = "small: each set"
PROGRESS_STRAP = "shaded: what strapping alone changes"
PROGRESS_SPOKEN = "{leg}: {sessions}, first {first:.1f}, last {last:.1f}"
PROGRESS_LACKS = {
    "NO_SESSION": "No training has been recorded yet.",
    "NO_VALUE": "No session here has this value.",
    "NO_TIME": "Nobody knows when these sessions were: they cannot be put in order.",
    "ONE_SESSION": "One session so far: the next one will stand beside it.",
}
PROGRESS_UNREADABLE = "None of these recordings can be read."

PROGRESS_FELT = "Pain and effort, 0 to 10"
PROGRESS_FEELINGS = {
    "before": "before",
    "between": "during",
    "after": "after",
    "since": "until the next",
    "effort": "effort",
}
PROGRESS_LIMIT = "limit set: {limit:g}"
PROGRESS_NO_LIMIT = "no limit set"
PROGRESS_NOT_TOLD = "Neither pain nor effort was told."
PROGRESS_FELT_LAST = "{name} {score:g}"

PROGRESS_WEEKS = "Reps done of those planned, in weeks with a session"
PROGRESS_WEEK = "{done} of {planned}"
PROGRESS_WEEK_UNPLANNED = "{reps} reps"
PROGRESS_NO_WEEKS = "No session has a date."

PROGRESS_STEP_TITLE = "Next step of the ladder: a suggestion"
PROGRESS_STEPS = {
    "up": "One step up: {rung}",
    "stay": "Stay: {rung}",
    "down": "One step down: {rung}",
}
PROGRESS_NO_RUNG = "Stay as you are"
PROGRESS_NEEDS = "A step up needs"
PROGRESS_HOLDS = "✓  {text}"
PROGRESS_OPEN_YET = "○  {text}"
PROGRESS_NEED_SPOKEN = ("not yet: {text}", "so: {text}")

PROGRESS_NOTES_TITLE = "Notes and limits"
PROGRESS_PROBLEMS = "Could not be read:"
PROGRESS_APART = "Not put together with these sessions: {recordings}. {reasons}."
PROGRESS_LEFT_OUT = "No dot for {recording}: {reason}."
PROGRESS_TIMELESS = "Not drawn, as nobody knows when it was: {recordings}."
PROGRESS_LIMITS = (
    (
        "A dot is the median of all valid reps of a session; the small ones are the medians of "
        "its sets. Only sessions with the same step, load, hand support, rate and way of "
        "counting stand together. A direction is named from {fewest} sessions on, and only "
        "where chance hardly does it, over all legs and measures together. Rising and falling "
        "are directions and no judgement."
    ),
    (
        "The shaded band is where 95 % of sessions would lie if nothing changed but how the "
        "sensor was strapped on. It is known once a check of the strap has been done, and has "
        "nothing to do with an aim."
    ),
    (
        "Angles are thigh tilt from tall, good to ±5°; not of hip or spine. Deeper is no "
        "progress: the thigh tilts more when the knee bends, too. The suggestion reads sets, "
        "reps, pain and effort, never depth. Someone who can look at you knows more than any "
        "app."
    ),
)

PROGRESS_WAIT = "Counting: {done} of {total} recordings …"
PROGRESS_LOOKING = "…"
PROGRESS_UNREAD = (
    "1 recording cannot be read: see the notes (N).",
    "{count} recordings cannot be read: see the notes (N).",
)
PROGRESS_STAND_APART = (
    "1 other session is not like these: see the notes (N).",
    "{count} other sessions are not like these: see the notes (N).",
)
PROGRESS_ACTIONS = {
    "legs": "Legs (V)",
    "notes": "Notes and limits (N)",
    "train": "Train (C)",
    "back": "Back (Esc)",
}
PROGRESS_HINTS = {"measure": "↑ ↓  measure", "like": "← →  alike", "who": "P  person"}
