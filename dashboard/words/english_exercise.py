"""Every text on how the exercise is done and for whom it is, in English."""

from __future__ import annotations

HOWTO_TITLES: dict[str, str] = {
    "both-feet": "Both feet on the floor",
    "both-feet-band": "Both feet on the floor, with a band",
    "one-leg": "One leg",
    "one-leg-band": "One leg, with a band",
    "one-leg-weights": "One leg, with a weight",
}

HOWTO_STEPS: dict[str, str] = {
    "chair-near-floor": "Put a chair or a wall within reach.",
    "hip-wide": "Set your feet a hip’s width apart, side by side.",
    "tall-both": "Stand tall, your weight on both feet alike.",
    "soft-knees": "Let the knees go soft and keep them there.",
    "hinge-both": "Send the hips straight back a little, spine long, hands down.",
    "up-both": "Come back up, all the way to tall.",
    "band-both": "Hold on, and step on the band with both feet, a hip’s width apart.",
    "band-short-both": "Stand tall and take the band short, until it just pulls.",
    "band-free-both": "Let go of the band, hold on, and free your feet before anything else.",
    "chair-near": "Put a chair or a wall within reach and the block behind you.",
    "tall": "Stand tall a little in front of the block, feet side by side.",
    "look-back": "Hold on, fold a little with a straight back, and look for the block.",
    "foot-back": "Set the other foot’s ball on the block; the front foot carries you.",
    "hinge": "Send the hips straight back a little, knee quiet; come back up to tall.",
    "off": "Hold on and bring the foot down to the floor before you rest.",
    "band-loop": "Hold on, lift the front foot, and loop the band under its sole.",
    "foot-back-band": "Look back, hold on, and set the other foot on the block.",
    "band-short": "Stand tall and take the band short, until it just pulls.",
    "off-band": "Hold on, step off the block, and free your foot before anything else.",
    "chair-near-weights": "Put a chair within reach, the block behind you, a weight at hand.",
    "tall-weights": "Stand tall, the weight in one hand; the other is for the chair.",
    "hinge-weights": "Send the hips straight back a little, knee quiet, the weight hanging.",
    "off-weights": "Hold on, bring the foot down to the floor, then put the weight away.",
}
"""One sentence under each picture."""

HOWTO_TAGS = {"left": "◀ LEFT", "right": "RIGHT ▶", "both": "◀ BOTH ▶"}
"""Under the foot that works."""

HOWTO_TITLE = "How to do it: {rung}"
HOWTO_SPOKEN = "Step {number} of {of}: {sentence}"
HOWTO_START = "Start (Enter)"
HOWTO_CLOSE = "Close (Enter)"
HOWTO_BACK = "Back (Esc)"
HOWTO_PREVIOUS = "Step before (←)"
HOWTO_NEXT = "One by one (→)"

STRAP_LINES = (
    "On the front of the thigh.",
    "A hand’s width above the knee.",
    "Snug: it must not slide.",
    "Any way round.",
)
STRAP_LEGS = {"left": "LEFT", "right": "RIGHT"}
STRAP_SPOKEN: dict[str, str] = {
    "left": "Strap the sensor on the left leg.",
    "right": "Strap the sensor on the right leg.",
    "both": "Strap one sensor on each leg.",
}
STRAP_MIRROR = "as in a mirror"

SAFETY_TITLE = "Before you begin"
SAFETY_LEAD = "Kickstand counts reps. It is not a medical device and makes no diagnosis."
SAFETY_CARDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "not-for",
        "Not without advice",
        (
            "with acute pain in a knee or in the back",
            "soon after an operation",
            "if you might fall, or feel unsteady on your feet",
        ),
    ),
    (
        "always",
        "Every time",
        (
            "a chair or a wall within reach",
            "a block and a floor that do not slip",
            "small hinges first",
        ),
    ),
    (
        "stop",
        "Stop at once",
        ("when pain rises", "when something goes numb or tingles", "when you feel dizzy"),
    ),
)
"""The sign, the heading, and what stands under it."""
SAFETY_ASK = "Someone to ask, such as a physiotherapist, is better than any app."
SAFETY_ACCEPT = "I understand (Enter)"
SAFETY_CLOSE = "Close (Enter)"
