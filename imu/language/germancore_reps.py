"""What the core says of movements and reps, in German."""

from __future__ import annotations

NOT_COUNTED = {
    "The leg swung as in walking": "Das Bein schwang wie beim Gehen",
    "The thigh rose instead of staying or sinking: a step or a knee lift": (
        "Der Oberschenkel hob sich, statt zu bleiben oder zu sinken: ein Schritt oder Knieheben"
    ),
    "The sensor was knocked or handled": "Der Sensor wurde angestoßen oder angefasst",
    "The thigh moved sideways or twisted more than it hinged": (
        "Der Oberschenkel ging eher zur Seite oder drehte sich, als sich zu neigen"
    ),
    "It was over too quickly to be a hinge": "Für eine Hüftbeuge war es zu schnell vorbei",
    "It was too small to be told from swaying": "Es war zu klein, um es von Schwanken zu scheiden",
    "It stood alone: without 'start set', three alike are needed": (
        "Es blieb allein: Ohne Beginn eines Satzes braucht es drei gleiche"
    ),
    "The other leg did the work": "Das andere Bein hat gearbeitet",
    "Samples are missing from it": "Darin fehlen Messwerte",
    "The thigh rested near horizontal: sitting": "Der Oberschenkel ruhte fast waagrecht: Sitzen",
    "You took it back": "Du hast es zurückgenommen",
    "It was less than half as deep as the others": "Es war nicht halb so tief wie die anderen",
}

TARGETS = {
    "Shallower than your band": "Flacher als dein Bereich",
    "Deeper than your band": "Tiefer als dein Bereich",
    "Quicker down than planned": "Schneller hinunter als geplant",
    "Slower down than planned": "Langsamer hinunter als geplant",
    "Quicker up than planned": "Schneller hinauf als geplant",
    "Slower up than planned": "Langsamer hinauf als geplant",
    "Not quite back to tall": "Nicht ganz aufgerichtet",
    "Less steady than wanted": "Weniger ruhig als gewünscht",
}
