"""What is said of boards and MetaMotion sensors that cannot be used, in German."""

from __future__ import annotations

EXACT = {
    "The MetaMotion does not answer": "Der MetaMotion antwortet nicht",
    "This MbientLab sensor has no gyroscope": "Dieser Sensor von MbientLab misst keine Drehung",
    "The MetaMotion does not take the settings of its accelerometer": (
        "Der MetaMotion nimmt die Einstellung seines Beschleunigungssensors nicht an"
    ),
    "The MetaMotion does not take the settings of its gyroscope": (
        "Der MetaMotion nimmt die Einstellung seines Drehratensensors nicht an"
    ),
    "Switch it off and on, and close other apps that use it": (
        "Schalte ihn aus und ein, und schließe andere Apps, die ihn benutzen"
    ),
    "Reset it with the vendor's app MetaBase: something else may be running on it": (
        "Setze ihn mit MetaBase, der App des Herstellers, zurück: Vielleicht läuft etwas darauf"
    ),
    "The MetaMotion R, RL and S have what is needed; a phone on the thigh works too": (
        "MetaMotion R, RL und S haben, was es braucht; ein Telefon am Oberschenkel geht auch"
    ),
    "Add the gyroscope service to the board's program: the vendor's examples leave it out": (
        "Füge dem Programm der Platine den Gyroskop-Dienst hinzu: in den Beispielen fehlt er"
    ),
    "Switch it off and on; if that does not help, load its program again": (
        "Schalte sie aus und ein; hilft das nicht, lade ihr Programm noch einmal"
    ),
    "Bring Kickstand up to date, or load an older version of the board's program": (
        "Bring Kickstand auf den neuesten Stand, oder lade ein älteres Programm auf die Platine"
    ),
    "A Circuit Playground measures no rotation": "Ein Circuit Playground misst keine Drehung",
    "Use a CLUE or a Feather Sense, or a phone on the thigh": (
        "Nimm einen CLUE oder Feather Sense, oder ein Telefon am Oberschenkel"
    ),
    "This Arduino has another version of the sketch": (
        "Auf diesem Arduino ist eine andere Version des Sketches"
    ),
    "Load the sketch of Arduino's dashboard as it is published, or the Kickstand firmware": (
        "Lade den Sketch von Arduinos Dashboard, wie er veröffentlicht ist, oder unsere Firmware"
    ),
}

PATTERNS = {
    "This MbientLab sensor has chips that are not known: {one} and {other}": (
        "Dieser Sensor von MbientLab hat unbekannte Chips: {one} und {other}"
    ),
    "This board's services have version {version}, not 1": (
        "Die Dienste dieser Platine haben Version {version}, nicht 1"
    ),
    "This board does not measure every {period} ms; it says nothing": (
        "Diese Platine misst nicht alle {period} ms; sie sagt nichts dazu"
    ),
    "This board does not measure every {period} ms; it says {told} ms": (
        "Diese Platine misst nicht alle {period} ms; sie sagt: {told} ms"
    ),
    "This {title} cannot be used: its {role} channel ({uuid}) is missing": (
        "{title} ist nicht zu gebrauchen: Der Kanal {role} ({uuid}) fehlt"
    ),
}
