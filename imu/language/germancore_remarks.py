"""What the program remarks on a recording that it made, read or imported, in German."""

from __future__ import annotations

EXACT = {
    "Recovered: the recording was never closed in good order": (
        "Gerettet: Die Aufnahme wurde nie ordentlich beendet"
    ),
    "The recording was never closed in good order; recover marks it so": (
        "Die Aufnahme wurde nie ordentlich beendet; Retten vermerkt es"
    ),
    "Bytes that are no frame are left out": "Bytes, die zu keinem Paket gehören, sind ausgelassen",
    "An iPhone without 'Standardise Units & Frames' shows gravity downwards: acceleration is turned"
    " round": (
        "Ein iPhone ohne 'Standardise Units & Frames' zeigt die Schwerkraft nach unten: Die"
        " Beschleunigung ist umgedreht"
    ),
    "No Metadata.csv says which phone it was; with an iPhone and 'Standardise Units & Frames' off,"
    " up and down are swapped, which does not change the count": (
        "Keine Metadata.csv sagt, welches Telefon es war; bei einem iPhone ohne 'Standardise Units"
        " & Frames' sind oben und unten vertauscht, was die Zählung nicht ändert"
    ),
}

_ROWS = {"1 row is": "1 Zeile ist", "{count} rows are": "{count} Zeilen sind"}
_OF_ROWS = {
    "{file}: {rows} left out, which cannot be read": "{file}: {rows} unlesbar und ausgelassen",
    "{file}: {rows} left out, the same as the row before": (
        "{file}: {rows} gleich der Zeile davor und ausgelassen"
    ),
    "{file}: {rows} left out, with a time that does not fit between the others": (
        "{file}: {rows} mit unpassender Zeit ausgelassen"
    ),
    "{file}: {rows} at the time of the row before, as of one packet; spread evenly up to the next"
    " one": (
        "{file}: {rows} zur selben Zeit wie die davor, wie aus einem Paket; gleichmäßig verteilt"
        " bis zur nächsten"
    ),
    "{rows} left out: there is no {what} at that time": (
        "{rows} ausgelassen: Zu dieser Zeit fehlt die {what}"
    ),
    "{rows} left out, with a time that does not fit": "{rows} mit unpassender Zeit ausgelassen",
    "{rows} at the time of the frame before; spread evenly": (
        "{rows} zur Zeit des Pakets davor; gleichmäßig verteilt"
    ),
}
"""With one row, and with several."""

PATTERNS = {
    "{file}: ignored, its name tells no side": (
        "{file}: nicht verwendet, der Name nennt keine Seite"
    ),
    "{file}: holds no samples and is left out": "{file}: enthält keine Messwerte, ausgelassen",
    "{file}: the sidecar says {told} Hz, the samples come at {real} Hz": (
        "{file}: angegeben sind {told} Hz, die Messwerte kommen mit {real} Hz"
    ),
    "{file}: {lost} of {all} rows have a missing value (the first in line {line}); they count as"
    " lost samples": (
        "{file}: In {lost} von {all} Zeilen fehlt ein Wert (zuerst in Zeile {line}); sie gelten als"
        " verlorene Messwerte"
    ),
    "{file}: seq is not a whole number in every row and is not used": (
        "{file}: seq ist nicht in jeder Zeile eine ganze Zahl und wird nicht verwendet"
    ),
    "{file}: ignored the column {names}": "{file}: Spalte {names} nicht verwendet",
    "{file}: the last line was torn and is left out": (
        "{file}: Die letzte Zeile war abgerissen und ist ausgelassen"
    ),
    "{file}: {zeros} zero bytes at the end are left out": (
        "{file}: {zeros} Nullbytes am Ende sind ausgelassen"
    ),
    "{file}: is empty": "{file}: ist leer",
    "{file}: the beginning stayed on a disk that failed": (
        "{file}: Der Anfang blieb auf einem Laufwerk, das versagte"
    ),
    "{count} rows were lost because the disk did not take them": (
        "{count} Zeilen sind verloren, weil das Laufwerk sie nicht nahm"
    ),
    "{count} rows were left out because their time did not increase": (
        "{count} Zeilen sind ausgelassen, weil ihre Zeit nicht weiterging"
    ),
    "{count} rows were left out because they had no time": (
        "{count} Zeilen sind ausgelassen, weil sie keine Zeit hatten"
    ),
    "{count} rows were left out because they were malformed": (
        "{count} Zeilen sind ausgelassen, weil sie fehlerhaft waren"
    ),
    "Imported from {files} ({kind})": "Importiert aus {files} ({kind})",
    "The {what} was read at other times ({one}) than the acceleration ({other}): it is put on a"
    " straight line between its two neighbouring readings, and left out where they are over 2.5 of"
    " its periods apart": (
        "Die {what} wurde zu anderen Zeiten ({one}) gemessen als die Beschleunigung ({other}): Sie"
        " liegt auf der Geraden zwischen den Nachbarwerten, außer wo die mehr als 2,5 ihrer"
        " Abstände auseinander sind"
    ),
    "The sensor's clock, whose zone is not known, said {moment}": (
        "Die Uhr des Sensors, deren Zeitzone nicht bekannt ist, zeigte {moment}"
    ),
    "Simulated ({plan}, seed {seed}): nobody wore these sensors": (
        "Simuliert ({plan}, Startwert {seed}): Niemand hat diese Sensoren getragen"
    ),
    **{
        said.replace("{rows}", one): meant.replace("{rows}", other)
        for said, meant in _OF_ROWS.items()
        for one, other in _ROWS.items()
    },
}

TERMS = {"own plan": "eigener Plan", "gravity": "Schwerkraft", "turn rate": "Drehrate"}
