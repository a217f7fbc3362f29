"""What is said of recordings that cannot be read, in German."""

from __future__ import annotations

EXACT = {
    "Check the spelling and the drive": "Prüfe Schreibweise und Laufwerk",
    "A recording holds session.json and left.imu.csv or right.imu.csv": (
        "Eine Aufnahme enthält session.json und left.imu.csv oder right.imu.csv"
    ),
    "Nothing was recorded into it; it can be deleted": (
        "Es wurde nichts hinein aufgenommen; sie kann gelöscht werden"
    ),
    "Nothing was recorded into it; delete it": "Es wurde nichts hinein aufgenommen; lösche sie",
    "Move one of them out of the folder": "Nimm eine davon aus dem Ordner",
    "Upgrade Kickstand to open it": "Bring Kickstand auf den neuesten Stand, um sie zu öffnen",
    "Mend it in a text editor, or put a copy of the file in its place": (
        "Richte sie in einem Texteditor, oder leg eine Kopie der Datei an ihre Stelle"
    ),
    "Mend or delete that line": "Richte oder lösche diese Zeile",
    "Mend that line": "Richte diese Zeile",
    "Mend or delete that line, or cut the file in two there": (
        "Richte oder lösche diese Zeile, oder teile die Datei dort"
    ),
    "Export the file with decimal points": "Exportiere die Datei mit Dezimalpunkten",
    "Export the file with commas between the columns and with decimal points": (
        "Exportiere die Datei mit Kommas zwischen den Spalten und mit Dezimalpunkten"
    ),
    "The sensor sent nothing usable; record again": (
        "Der Sensor hat nichts Brauchbares gesendet; nimm noch einmal auf"
    ),
    "Delete or rename the surplus ones": "Lösche die überzähligen, oder benenne sie um",
    "Give a CSV file with samples": "Gib eine CSV-Datei mit Messwerten an",
    "Copy or download it again, or unzip what is left of it with a repair tool": (
        "Kopiere oder lade sie noch einmal, oder entpacke mit einem Rettungswerkzeug, was übrig ist"
    ),
    "The file is damaged from there on; copy it again or delete that line": (
        "Die Datei ist ab dort beschädigt; kopiere sie noch einmal, oder lösche diese Zeile"
    ),
    "Is it a recording? If so, cut it into shorter files": (
        "Ist das eine Aufnahme? Dann teile sie in kürzere Dateien"
    ),
    "Export the raw acceleration, with gravity in it": (
        "Exportiere die rohe Beschleunigung, mit der Schwerkraft darin"
    ),
    "Rename them": "Benenne sie um",
    "Delete it, or put a copy of the file there": (
        "Lösche es, oder leg eine Kopie der Datei an seine Stelle"
    ),
    "Retype it": "Tippe ihn neu",
    "Mend the two times": "Richte die beiden Zeiten",
    "Mend the times of one of them": "Richte die Zeiten bei einem von beiden",
    "Give the number that was counted, 0 or more": "Gib die gezählte Zahl an, mindestens 0",
    "Say that they are to be replaced": "Sag, dass sie ersetzt werden sollen",
    "The folder was deleted while it was recorded, and was made anew": (
        "Der Ordner wurde während der Aufnahme gelöscht und neu angelegt"
    ),
}

PATTERNS = {
    "{path}: is no file": "{path}: ist keine Datei",
    "{path}: is larger than {size} MiB": "{path}: ist größer als {size} MiB",
    "{path}: cannot hold such text ({why})": "{path}: kann solchen Text nicht enthalten ({why})",
    "{path}: does not exist": "{path}: gibt es nicht",
    "{path}: is not a recording": "{path}: ist keine Aufnahme",
    "{path}: session.json is missing": "{path}: session.json fehlt",
    "{path}: holds no sample file such as left.imu.csv": (
        "{path}: enthält keine Messdatei wie left.imu.csv"
    ),
    "{path}: has two files for one side, {one} and {other}": (
        "{path}: hat zwei Dateien für eine Seite, {one} und {other}"
    ),
    "Put it back, or read the samples alone by giving the file: {file}": (
        "Leg sie zurück, oder lies allein die Messwerte, indem du die Datei angibst: {file}"
    ),
    "{path}: cannot be read ({why})": "{path}: lässt sich nicht lesen ({why})",
    "{path}: is not valid JSON ({why})": "{path}: ist kein gültiges JSON ({why})",
    "{path}: is JSON, but not an object in braces": (
        "{path}: ist JSON, aber kein Objekt in Klammern"
    ),
    "{path}: has a wrong value ({why})": "{path}: hat einen falschen Wert ({why})",
    "{path}: has schema_version {version}; this programme knows up to {known}": (
        "{path}: hat schema_version {version}; dieses Programm kennt bis {known}"
    ),
    "{path}: has schema_version {version}, which is no whole number": (
        "{path}: hat schema_version {version}, und das ist keine ganze Zahl"
    ),
    "{path}: {what} {number} starts at {start} s but ends at {end} s": (
        "{path}: {what} {number} beginnt bei {start} s, endet aber bei {end} s"
    ),
    "{path}: {what} {number} has {count} reps": (
        "{path}: {what} {number} hat {count} Wiederholungen"
    ),
    "{path}: {what} {number} ({start} to {end} s) overlaps {other} {later} ({from_} to {to} s)": (
        "{path}: {what} {number} ({start} bis {end} s) überschneidet sich mit {other} {later}"
        " ({from_} bis {to} s)"
    ),
    "{path} marks reps already": "In {path} sind schon Wiederholungen bezeichnet",
    "{path}: is UTF-16 text": "{path}: ist UTF-16-Text",
    "{path}: is not a text file": "{path}: ist keine Textdatei",
    "{path}: holds a zero byte": "{path}: enthält ein Nullbyte",
    "{path}: holds no complete line": "{path}: enthält keine ganze Zeile",
    "{path}: has a header but no rows": "{path}: hat eine Kopfzeile, aber keine Zeilen",
    "{path}: is cut off in the middle of its gzip data": (
        "{path}: bricht mitten in den gzip-Daten ab"
    ),
    "{path}: is damaged gzip data ({why})": "{path}: ist beschädigtes gzip ({why})",
    "{path}: every row has a missing value": "{path}: In jeder Zeile fehlt ein Wert",
    "{path}: {text} is not a number": "{path}: {text} ist keine Zahl",
    "{path}: {found} fields where the header has {expected}; the numbers seem to have decimal"
    " commas": (
        "{path}: {found} Felder, wo die Kopfzeile {expected} hat; die Zahlen scheinen Dezimalkommas"
        " zu haben"
    ),
    "{path}: {found} fields where the header has {expected}": (
        "{path}: {found} Felder, wo die Kopfzeile {expected} hat"
    ),
    "{path}: the column {names} is there more than once": "{path}: Spalte {names} gibt es mehrmals",
    "{path}: time_s leaps from {one} to {other}, more than a day": (
        "{path}: time_s springt von {one} auf {other}, mehr als einen Tag"
    ),
}

TERMS = {"rep": "Wiederholung", "set": "Satz", "foil": "Abschnitt ohne Wiederholung"}
"""What is marked in a file of labels."""
