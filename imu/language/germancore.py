"""What the core says, in German: the sentences of `imu` by their English wording."""

from __future__ import annotations

from imu.language import germancore_boards as boards
from imu.language import germancore_files as files
from imu.language import germancore_legs as legs
from imu.language import germancore_library as library
from imu.language import germancore_progress as progress
from imu.language import germancore_remarks as remarks
from imu.language import germancore_sensors as sensors
from imu.language import germancore_settings as settings
from imu.language.germancore_alignment import ALIGNMENT
from imu.language.germancore_editing import EDITING, EDITING_PATTERNS
from imu.language.germancore_health import HEALTH
from imu.language.germancore_reps import NOT_COUNTED, TARGETS
from imu.language.sentences import Sentences

_LINKS = {
    "Looking for the sensor": "Der Sensor wird gesucht",
    "Connecting": "Wird verbunden",
    "Setting the sensor up": "Der Sensor wird eingestellt",
    "Samples are coming": "Messwerte kommen",
    "Samples have stopped coming": "Es kommen keine Messwerte mehr",
    "Stay near the computer, with no body between it and the sensor": (
        "Bleib nah am Computer, ohne Körper zwischen ihm und dem Sensor"
    ),
    "Waiting for the phone": "Auf das Telefon wird gewartet",
    "Begin recording in the app, with this computer's address in it": (
        "Starte in der App die Aufnahme, mit der Adresse dieses Computers"
    ),
    "The phone sends nothing any more": "Das Telefon sendet nichts mehr",
    "Unlock it, and look whether app and network are still there": (
        "Entsperre es und sieh nach, ob App und Netz noch da sind"
    ),
}

_FAULTS = {
    "Bluetooth is switched off": "Bluetooth ist ausgeschaltet",
    "Switch Bluetooth on in the settings, or with 'bluetoothctl power on'": (
        "Schalte Bluetooth in den Einstellungen ein, oder mit 'bluetoothctl power on'"
    ),
    "Switch Bluetooth on in the menu bar or in System Settings": (
        "Schalte Bluetooth in der Menüleiste oder den Systemeinstellungen ein"
    ),
    "Switch Bluetooth on in Settings > Bluetooth & devices, and flight mode off": (
        "Schalte Bluetooth unter Einstellungen > Bluetooth und Geräte ein, den Flugmodus aus"
    ),
    "This computer has no Bluetooth that sensors could be used with": (
        "Dieser Computer hat kein Bluetooth, das für Sensoren taugt"
    ),
    "Plug in a Bluetooth adapter, and start it ('sudo systemctl start bluetooth')": (
        "Steck einen Bluetooth-Adapter an und starte ihn ('sudo systemctl start bluetooth')"
    ),
    "Use a Mac with Bluetooth, or a phone as the sensor": (
        "Nimm einen Mac mit Bluetooth, oder ein Telefon als Sensor"
    ),
    "Plug in a Bluetooth adapter of version 4.0 or later and install its driver": (
        "Steck einen Bluetooth-Adapter ab Version 4.0 an und installiere seinen Treiber"
    ),
    "The library for Bluetooth is missing from this installation": (
        "In dieser Installation fehlt die Bibliothek für Bluetooth"
    ),
    "Install it with 'pip install bleak', or use a phone as the sensor": (
        "Installiere sie mit 'pip install bleak', oder nimm ein Telefon als Sensor"
    ),
    "Kickstand is not allowed to use Bluetooth": "Kickstand darf Bluetooth nicht benutzen",
    "Add your user to the group 'bluetooth' and log in again, or allow org.bluez in polkit or the"
    " D-Bus policy": (
        "Nimm deinen Benutzer in die Gruppe 'bluetooth' auf und melde dich neu an, oder erlaube"
        " org.bluez in polkit oder den D-Bus-Regeln"
    ),
    "Allow it for your terminal, or for Kickstand, in System Settings > Privacy & Security >"
    " Bluetooth, and start again": (
        "Erlaube es deinem Terminal oder Kickstand unter Systemeinstellungen > Datenschutz &"
        " Sicherheit > Bluetooth, und starte neu"
    ),
    "Allow apps to control radios in Settings > Privacy & security > Radios, and start again": (
        "Erlaube Apps den Funk unter Einstellungen > Datenschutz und Sicherheit > Funkgeräte, und"
        " starte neu"
    ),
    "The system's Bluetooth service has just stopped or is starting again": (
        "Der Bluetooth-Dienst des Systems hat gerade aufgehört oder startet neu"
    ),
    "Wait a moment; if it does not come back, switch Bluetooth off and on": (
        "Warte etwas; kommt er nicht wieder, schalte Bluetooth aus und ein"
    ),
    "Another programme on this computer is busy with Bluetooth": (
        "Ein anderes Programm auf diesem Computer benutzt gerade Bluetooth"
    ),
    "Close Bluetooth settings and other programmes that look for devices": (
        "Schließe die Bluetooth-Einstellungen und andere Programme, die Geräte suchen"
    ),
    "The sensor is not to be found": "Der Sensor ist nicht zu finden",
    "Switch it on, or press its button, and keep it within a few metres of the computer; close"
    " other apps and phones that may hold it, for a sensor talks to one only": (
        "Schalte ihn ein oder drücke seinen Knopf, wenige Meter vom Computer; schließe andere Apps,"
        " auch am Telefon, die ihn festhalten: Ein Sensor spricht nur mit einem"
    ),
    "Another programme on this computer uses the sensor": (
        "Ein anderes Programm auf diesem Computer benutzt den Sensor"
    ),
    "Close it, or switch the sensor off and on": (
        "Schließe es, oder schalte den Sensor aus und ein"
    ),
    "The sensor does not answer": "Der Sensor antwortet nicht",
    "Bring it nearer, with no body in between; close other apps and phones that may hold it, for a"
    " sensor talks to one only": (
        "Bring ihn näher, ohne Körper dazwischen; schließe andere Apps, auch am Telefon, die ihn"
        " festhalten: Ein Sensor spricht nur mit einem"
    ),
    "The sensor wants to be paired with this computer first": (
        "Der Sensor will erst mit diesem Computer gekoppelt werden"
    ),
    "Pair it once in the Bluetooth settings, or with 'bluetoothctl pair'": (
        "Kopple ihn einmal in den Bluetooth-Einstellungen, oder mit 'bluetoothctl pair'"
    ),
    "Accept when the system asks to pair; if it does not ask, remove the sensor in the Bluetooth"
    " settings and try again": (
        "Stimme zu, wenn das System nach der Kopplung fragt; fragt es nicht, entferne den Sensor in"
        " den Bluetooth-Einstellungen und versuche es noch einmal"
    ),
    "Pair it once in Settings > Bluetooth & devices; if it is paired, remove it there and pair it"
    " again": (
        "Kopple ihn einmal unter Einstellungen > Bluetooth und Geräte; ist er gekoppelt, entferne"
        " ihn dort und kopple ihn neu"
    ),
    "This sensor cannot be used as what it was taken for": (
        "Dieser Sensor ist nicht das, wofür er gehalten wurde"
    ),
    "Name the right family for it": "Nenne seine richtige Familie",
    "This kind of sensor is not known": "Diese Art von Sensor ist nicht bekannt",
    "Name its family, or describe it as in firmware_notes/sensors/own.toml": (
        "Nenne seine Familie, oder beschreibe ihn wie in firmware_notes/sensors/own.toml"
    ),
    "A sensor of that name is there, but it is another one": (
        "Ein Sensor dieses Namens ist da, aber es ist ein anderer"
    ),
    "Switch the right one on, or choose this one anew": (
        "Schalte den richtigen ein, oder wähle diesen neu"
    ),
    "The sensor is connected but sends nothing": "Der Sensor ist verbunden, sendet aber nichts",
    "Switch it off and on, and close other apps that may have set it up in another way": (
        "Schalte ihn aus und ein, und schließe andere Apps, die ihn anders eingestellt haben können"
    ),
    "The connection broke off": "Die Verbindung ist abgerissen",
    "Nothing is to be done: it is being made again": "Nichts ist zu tun: Sie wird neu aufgebaut",
    "The sensor has fallen silent and is not to be found any more": (
        "Der Sensor ist verstummt und nicht mehr zu finden"
    ),
    "Press its button; if it stays dark, charge it": (
        "Drücke seinen Knopf; bleibt er dunkel, lade ihn auf"
    ),
    "The sensor has fallen silent, and its battery was nearly empty": (
        "Der Sensor ist verstummt, und sein Akku war fast leer"
    ),
    "Charge it, or go on with a phone or another sensor": (
        "Lade ihn auf, oder mach mit einem Telefon oder einem anderen Sensor weiter"
    ),
    "Bluetooth failed in an unexpected way": "Bluetooth ist auf unerwartete Weise gescheitert",
    "Switch Bluetooth off and on; if that does not help, report it with 'kickstand doctor'": (
        "Schalte Bluetooth aus und ein; hilft das nicht, melde es mit 'kickstand doctor'"
    ),
}

_PATTERNS = {
    "{leg} sensor: {rest}": "Sensor {leg}: {rest}",
    "Sensor: {rest}": "Sensor: {rest}",
    "{good} of {reps} as planned (mostly: {rest})": "{good} von {reps} wie geplant (meist: {rest})",
    "{good} of {reps} as planned": "{good} von {reps} wie geplant",
    "Free your foot, then move the sensor to the {leg} leg": (
        "Löse den Fuß, dann setz den Sensor ans andere Bein: {leg}"
    ),
    "The sensor is on the {leg} leg": "Der Sensor sitzt {leg}",
    "The sensor sends {rate} samples a second; counting needs 50": (
        "Der Sensor sendet {rate} Messwerte je Sekunde; Zählen braucht 50"
    ),
    "The sensor sends {rate} samples a second": "Der Sensor sendet {rate} Messwerte je Sekunde",
    "The samples come {measured} times a second, not {told} times as is stated": (
        "Die Messwerte kommen {measured}-mal je Sekunde, nicht {told}-mal wie angegeben"
    ),
    "The gyroscope reads about {n} times as much turning as gravity shows": (
        "Der Drehratensensor zeigt etwa {n}-mal so viel Drehung wie die Schwerkraft"
    ),
    "The {sensor} reaches the end of its range ({level}): quick movements are cut off": (
        "Beim {sensor} ist der Messbereich zu Ende ({level}): Schnelles wird abgeschnitten"
    ),
    "The sensor slipped by about {by}° on the thigh": (
        "Der Sensor ist am Oberschenkel um etwa {by}° verrutscht"
    ),
    "The sensor sits turned by about {by}°, compared with before": (
        "Der Sensor sitzt um etwa {by}° gedreht, verglichen mit vorher"
    ),
    "The {sensor}'s {axis} axis does not move": "Achse {axis} am {sensor} bewegt sich nicht",
    "The accelerometer reads {a} m/s² at rest instead of 9.8": (
        "Der Beschleunigungssensor zeigt in Ruhe {a} m/s² statt 9,8"
    ),
    "The accelerometer reads {a} at rest instead of 9.8: probably {unit} that were taken for"
    " m/s²": (
        "Der Beschleunigungssensor zeigt in Ruhe {a} statt 9,8: wohl {unit}, für m/s² gehalten"
    ),
    "The accelerometer reads {a} m/s² in one pose at rest and {b} in another: an axis is off in"
    " scale or zero": (
        "Der Beschleunigungssensor zeigt in einer ruhigen Lage {a} m/s² und in einer anderen {b}:"
        " Bei einer Achse stimmt Maßstab oder Nullpunkt nicht"
    ),
    "No sound: {rest}": "Kein Ton: {rest}",
    "The phone sends nothing of {names}": "Das Telefon sendet nichts von {names}",
    "Only {percent} % of its charge is left": "Nur noch {percent} % Ladung",
    "{percent} % of its charge is left": "Noch {percent} % Ladung",
    "{lost} % of its samples are lost": "{lost} % seiner Messwerte gehen verloren",
    "Only {real} of {nominal} samples a second arrive": (
        "Nur {real} von {nominal} Messwerten je Sekunde kommen an"
    ),
    "Battery {percent} %: charge it": "Noch {percent} % geladen: lade ihn auf",
    "Battery {percent} %": "Zu {percent} % geladen",
    "{rate} of {nominal} Hz, {lost} % lost, jitter {jitter} ms": (
        "{rate} von {nominal} Hz, {lost} % verloren, Schwankung {jitter} ms"
    ),
    "{lost} % lost, jitter {jitter} ms": "{lost} % verloren, Schwankung {jitter} ms",
}

_MORE = {
    "Charge it after this training": "Lade ihn nach diesem Training auf",
    "It should do for one training": "Für ein Training sollte es reichen",
    "Come nearer to the computer, and keep your body from between": (
        "Komm näher an den Computer, und bleib nicht dazwischen"
    ),
    "Switch it on in the app": "Schalte es in der App ein",
    "the loudspeaker or headphones were lost": "Lautsprecher oder Kopfhörer sind weg",
    "the sounds that belong to Kickstand cannot be read": (
        "die Klänge, die zu Kickstand gehören, sind nicht lesbar"
    ),
    "Counting goes on": "Gezählt wird weiter",
    "Begin when you stand well": "Beginne, wenn du gut stehst",
    "Simulated: nobody wore these sensors": "Simuliert: Niemand hat diese Sensoren getragen",
}

_TERMS = {
    "No space left on device": "kein Platz mehr",
    "Read-only file system": "schreibgeschützt",
    "No such file or directory": "gibt es nicht mehr",
    "Permission denied": "nicht erlaubt",
    "Input/output error": "das Laufwerk antwortet nicht",
    "Left": "links",
    "Right": "rechts",
    "left": "links",
    "right": "rechts",
    "gyroscope": "Drehratensensor",
    "accelerometer": "Beschleunigungssensor",
    "thousandths of g": "Tausendstel g",
}

_LAST = {"{rest} ({detail})": "{rest} ({detail})"}
"""Would take what a pattern with more words in it knows better: tried when none fits."""

SENTENCES = Sentences(
    {
        **NOT_COUNTED,
        **TARGETS,
        **HEALTH,
        **_LINKS,
        **ALIGNMENT,
        **_FAULTS,
        **_MORE,
        **EDITING,
        **legs.EXACT,
        **library.EXACT,
        **files.EXACT,
        **boards.EXACT,
        **sensors.EXACT,
        **progress.EXACT,
        **remarks.EXACT,
        **settings.EXACT,
    },
    {
        **progress.PATTERNS,
        **_PATTERNS,
        **EDITING_PATTERNS,
        **legs.PATTERNS,
        **library.PATTERNS,
        **files.PATTERNS,
        **boards.PATTERNS,
        **sensors.PATTERNS,
        **remarks.PATTERNS,
        **settings.PATTERNS,
        **_LAST,
    },
    {**_TERMS, **files.TERMS, **legs.TERMS, **remarks.TERMS, **settings.TERMS},
    ",",
)
