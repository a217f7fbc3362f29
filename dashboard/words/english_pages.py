"""What stands on the pages before, between and after the sets, in English."""

from __future__ import annotations

# -- plan ------------------------------------------------------------------------------------------

RUNGS = {
    "both-feet": "Both feet",
    "both-feet-band": "Both feet, band",
    "one-leg": "One leg",
    "one-leg-load": "One leg, loaded",
}
SUPPORTS = {"free": "none", "fingertips": "fingertips", "chair": "chair", "wall": "wall"}
PLAN_TITLE = "What do you want to do today?"
PLAN_KIND = "What"
PLAN_KINDS = ("training", "check of the strap")
PLAN_CHECK = (
    "Two sets for each leg. Between them you take the sensor off and strap it on anew: it tells "
    "what strapping alone changes. Only then a difference between the legs is called consistent."
)
PAIN_LIMIT = "Allowed by a physio"
PAIN_LIMIT_NONE = "not said"
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
    "library": "All recordings (L)",
    "progress": "Progress (G)",
    "settings": "Settings (S)",
    "safety": "Safety (A)",
    "quit": "Quit (Ctrl+Q)",
}
HOME_LATELY = "Lately"
HOME_WHEN = "ddd d MMM yyyy, HH:mm"
HOME_FIRST = "Your sessions will be listed here. They stay on this computer."
HOME_UNFINISHED = "not closed: Enter recovers it"
HOME_RECOVERED = "Recovered: {name}."
OPEN_TITLE = "Open a recording: its folder, or a CSV file"
OPEN_KINDS = "Recordings (session.json *.csv *.csv.gz);;All files (*)"

RESCUE_TITLE = "Not everything is saved"
RESCUE_ASK = "This training is still in memory. Save it in another folder?"
RESCUE_CHOOSE = "Choose a folder"
RESCUE_GIVE_UP = "Give it up"

TRAINING_TITLE = "Training"
HOWTO_PAGE = "How to do it"

# -- between sets ----------------------------------------------------------------------------------

BOTH_LEGS = "both legs"
SETS_SPOKEN = "{side}: {done} of {planned} sets"
STAGE_READY = "GET READY"
STAGE_REST = "REST"
STAGE_CHANGE = "MOVE THE SENSOR"
STAGE_RESTRAP = "OFF AND ON AGAIN"
STAGE_OFF_AND_ON = "Free your foot. Take the sensor off, and strap it on anew."
STAGE_SAME_LEG = "It stays on the {side} thigh."
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
