"""What the core says about left and right, in German; see `imu.language.germancore`.

Half sentences, which may stand in the middle of one: none begins with a noun.
"""

from __future__ import annotations

EXACT = {
    "Only one leg was measured": "Nur ein Bein wurde gemessen",
    "No leg was measured": "Kein Bein wurde gemessen",
    "A single session shows it so, and it takes two of the last three": (
        "Ein einzelnes Training zeigt es so, und es braucht zwei der letzten drei"
    ),
    "No re-strap check has been done": "Noch wurde nicht geprüft, was das Neuanlegen ausmacht",
    "Which leg began is not known": "Welches Bein begann, ist nicht bekannt",
    "The same samples once more": "Noch einmal dieselben Messwerte",
    "It is not known when it was": "Wann es war, ist nicht bekannt",
    "Less than three hours before the next one: perhaps the same strapping": (
        "Weniger als drei Stunden vor dem nächsten: Vielleicht saßen die Sensoren noch"
    ),
    "Other legs were measured": "Andere Beine wurden gemessen",
    "Re-strap check with another version of the metrics, settings or way of counting": (
        "Eine Prüfung durch Neuanlegen mit anderer Fassung der Größen, Einstellung oder Zählweise"
    ),
    "The two sensors' rates differ, and only review brings them to one": (
        "Die Raten der beiden Sensoren sind verschieden, und nur die Nachschau gleicht sie an"
    ),
    "Rung, load and hand support are not noted in these recordings: they are taken as the same": (
        "Stufe, Last und Abstützen sind in diesen Aufnahmen nicht notiert: Sie gelten als gleich"
    ),
    "One leg worked after the other: tiredness or practice may be part of a single session": (
        "Ein Bein kam nach dem anderen dran: In einem einzelnen Training kann Müdigkeit oder Übung"
        " mitspielen"
    ),
}

PATTERNS = {
    "The sensor on the {leg} leg: {rest}": "Am Sensor {leg}: {rest}",
    "{leg}: {count} of {least} sets with {reps} reps or more that have this value": (
        "{leg}: {count} von {least} Sätzen mit mindestens {reps} Wiederholungen, die den Wert haben"
    ),
    "{leg}: {count} of {least} sets with {reps} reps or more": (
        "{leg}: {count} von {least} Sätzen mit mindestens {reps} Wiederholungen"
    ),
    "{leg}: {count} of {least} reps that have this value": (
        "{leg}: {count} von {least} Wiederholungen, die den Wert haben"
    ),
    "{leg}: {count} of {least} reps": "{leg}: {count} von {least} Wiederholungen",
    "It is not over {limit} %": "Er liegt nicht über {limit} %",
    "It is not over {limit}°": "Er liegt nicht über {limit}°",
    "The {leg} leg began each time: let the other one begin": (
        "Jedes Mal begann dasselbe Bein ({leg}): lass das andere beginnen"
    ),
    "Not enough data: {rest}": "Zu wenig Daten: {rest}",
    "Re-strap check: {rest}": "In der Prüfung durch Neuanlegen: {rest}",
    "Exercise {new} instead of {old}": "Andere Übung: {new} statt {old}",
    "Rung {new} instead of {old}": "Andere Stufe: {new} statt {old}",
    "Stance {new} instead of {old}": "Anderer Stand: {new} statt {old}",
    "Load in kg {new} instead of {old}": "Andere Last in kg: {new} statt {old}",
    "Load {new} instead of {old}": "Andere Last: {new} statt {old}",
    "Hand support {new} instead of {old}": "Anders abgestützt: {new} statt {old}",
    "Version of the metrics {new} instead of {old}": "Andere Fassung der Größen: {new} statt {old}",
    "Settings {new} instead of {old}": "Andere Einstellungen: {new} statt {old}",
    "Way of counting {new} instead of {old}": "Andere Zählweise: {new} statt {old}",
    "Unknown rate instead of {old}": "Unbekannte Rate statt {old}",
    "{new} Hz instead of {old}": "andere Rate: {new} Hz statt {old}",
}

TERMS = {"not noted": "nicht notiert", "unknown rate": "unbekannte Rate"}
