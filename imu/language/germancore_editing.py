"""What the core says of corrections, in German: merged in `imu.language.germancore`."""

from __future__ import annotations

EDITING = {
    "No movement is chosen": "Es ist keine Bewegung gewählt",
    "What is chosen is no rep": "Das Gewählte ist keine Wiederholung",
    "The side of this sensor is not known": "Die Seite dieses Sensors ist nicht bekannt",
    "The thigh does not go down and come up again between these times": (
        "Zwischen diesen Zeiten geht der Oberschenkel nicht hinunter und wieder hinauf"
    ),
    "There are too few samples for a rep between these times": (
        "Zwischen diesen Zeiten gibt es zu wenige Messwerte für eine Wiederholung"
    ),
    "There is no edit to take back": "Es gibt keine Berichtigung zurückzunehmen",
    "The last edit was no undo": "Zuletzt wurde nichts zurückgenommen",
    "Take an edit back first": "Nimm erst eine Berichtigung zurück",
    "Nothing is to be done": "Es ist nichts zu tun",
    "Click on one, or choose one with ← →": "Klick eine an, oder wähle eine mit ← →",
    "Choose a rep, or press R to make it one": (
        "Wähle eine Wiederholung, oder drück R, damit es eine wird"
    ),
    "Say which leg it was with 'kickstand edit side'": (
        "Sag mit „kickstand edit side“, welches Bein es war"
    ),
    "Choose times at which you stood, before and after it": (
        "Wähle Zeiten, zu denen du standest, davor und danach"
    ),
    "Correct a leg on which some reps were found": (
        "Berichtige ein Bein, an dem Wiederholungen gefunden wurden"
    ),
    "Reject that one first, or choose other times": ("Lehne die erst ab, oder wähle andere Zeiten"),
    "Choose a time between two reps of one set": (
        "Wähle eine Zeit zwischen zwei Wiederholungen eines Satzes"
    ),
    "Choose a time between the two": "Wähle eine Zeit zwischen den beiden",
    "Choose a span with a rep in it": "Wähle eine Spanne mit einer Wiederholung darin",
    "Choose a time within a rep": "Wähle eine Zeit in einer Wiederholung",
}

EDITING_PATTERNS = {
    "There is no rep at {time} s": "Bei {time} s ist keine Wiederholung",
    "There is a rep at {time} s already": "Bei {time} s ist schon eine Wiederholung",
    "The rep at {time} s does not count anyway": "Die bei {time} s zählt ohnehin nicht",
    "The rep at {time} s is left out already": "Die bei {time} s ist schon weggelassen",
    "The rep at {time} s counts already": "Die bei {time} s zählt schon",
    "No set has reps on both sides of {time} s": (
        "Kein Satz hat vor und nach {time} s Wiederholungen"
    ),
    "There are no two sets that {time} s lies in or between": (
        "Bei {time} s gibt es keine zwei Sätze, die sich verbinden ließen"
    ),
    "There is no rep from {start} to {end} s": (
        "Von {start} bis {end} s gibt es keine Wiederholung"
    ),
    "No hinge axis was found on the {leg} leg, so nothing can be measured": (
        "An diesem Bein ({leg}) fand sich keine Beugeachse, darum lässt sich nichts messen"
    ),
}
