"""What is said of sensors that cannot be used, or not as they are, in German."""

from __future__ import annotations

EXACT = {
    "Use a phone that you own, or a sensor that 'kickstand sensors' lists": (
        "Nimm ein eigenes Telefon oder einen Sensor aus der Liste von 'kickstand sensors'"
    ),
    "Of Polar's sensors only the Verity Sense has one; a phone on the thigh works too": (
        "Von Polars Sensoren hat nur der Verity Sense einen Drehratensensor; ein Telefon am"
        " Oberschenkel geht auch"
    ),
    "This Polar has no gyroscope": "Dieser Polar hat keinen Drehratensensor",
    "The Movesense does not answer": "Der Movesense antwortet nicht",
    "The Movesense does not begin to stream": "Der Movesense beginnt nicht zu senden",
    "The Movesense has no stream left: another app holds all of them": (
        "Beim Movesense ist nichts mehr frei: Eine andere App belegt alles"
    ),
    "Close that app, or take the battery out and put it back": (
        "Schließ diese App, oder nimm die Batterie heraus und setz sie wieder ein"
    ),
    "Take other apps off it, wake it by touching its two studs, then try again": (
        "Trenn andere Apps von ihm, weck ihn durch Berühren der beiden Druckknöpfe und versuch es"
        " noch einmal"
    ),
    "Bring its firmware to 2.3 or later with the vendor's app": (
        "Bring seine Firmware mit der App des Herstellers auf 2.3 oder neuer"
    ),
    "Bring its firmware to 2.3 or later with the vendor's app, or choose another rate": (
        "Bring seine Firmware mit der App des Herstellers auf 2.3 oder neuer, oder wähle eine"
        " andere Rate"
    ),
    "Bring the older of the two up to date": "Bring das Ältere von beiden auf den neuesten Stand",
    "Switch it off and on; if that does not help, bring its firmware up to date": (
        "Schalte ihn aus und ein; hilft das nicht, bring seine Firmware auf den neuesten Stand"
    ),
}

PATTERNS = {
    "{title} measures no rotation, and without it a tilt cannot be told from a movement": (
        "{title} misst keine Drehung, und ohne sie ist Neigung nicht von Bewegung zu unterscheiden"
    ),
    "{title} measures no rotation": "{title} misst keine Drehung",
    "{title} sends 10 samples a second at most, where 50 are needed": (
        "{title} sendet höchstens 10 Messwerte je Sekunde, nötig sind 50"
    ),
    "This Movesense speaks version {version} of its protocol, this programme 1": (
        "Dieser Movesense spricht Version {version} seines Protokolls, dieses Programm 1"
    ),
    "This Movesense has no acceleration and rate at {rate} Hz": (
        "Dieser Movesense misst Beschleunigung und Drehung nicht mit {rate} Hz"
    ),
    "The Movesense refuses to stream: status {status}": (
        "Der Movesense weigert sich zu senden: Status {status}"
    ),
    "The Thingy stays at {real} Hz instead of {rate}": (
        "Der Thingy bleibt bei {real} Hz statt {rate}"
    ),
    "This Thingy does not say how it is set ({detail})": (
        "Dieser Thingy sagt nicht, wie er eingestellt ist ({detail})"
    ),
}
