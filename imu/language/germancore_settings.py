"""What is said of files of settings, and of what is kept for a person, in German."""

from __future__ import annotations

EXACT = {
    "Look whether it is there and may be opened": (
        "Sieh nach, ob sie da ist und sich öffnen lässt"
    ),
    "See the names and units in imu/settings.py": ("Namen und Einheiten stehen in imu/settings.py"),
    "See the names and units in imu/targets.py": "Namen und Einheiten stehen in imu/targets.py",
}

PATTERNS = {
    "{path}: is not valid TOML ({why})": "{path}: ist kein gültiges TOML ({why})",
    "{path} cannot be read ({why}): {cost}": "{path} ist nicht lesbar ({why}): {cost}",
    "{path} was written by a newer Kickstand: set aside as {name}, {cost}": (
        "{path} stammt von einem neueren Kickstand: als {name} beiseitegelegt, {cost}"
    ),
    "{path} is damaged ({why}): set aside as {name}, {cost}": (
        "{path} ist beschädigt ({why}): als {name} beiseitegelegt, {cost}"
    ),
    "{path} was written by a newer Kickstand and cannot be set aside ({problem})": (
        "{path} stammt von einem neueren Kickstand und lässt sich nicht beiseitelegen ({problem})"
    ),
    "{path} is damaged ({why}) and cannot be set aside ({problem})": (
        "{path} ist beschädigt ({why}) und lässt sich nicht beiseitelegen ({problem})"
    ),
    "{path} was written by a newer Kickstand, and {count} were before it: look at them": (
        "{path} stammt von einem neueren Kickstand, und {count} gab es davor: sieh sie dir an"
    ),
    "{path} is damaged ({why}), and {count} were before it: look at them": (
        "{path} ist beschädigt ({why}), und {count} gab es davor: sieh sie dir an"
    ),
}

TERMS = {
    "the training starts afresh": "das Training fängt neu an",
    "sensors are learned anew": "Sensoren werden neu gelernt",
}
