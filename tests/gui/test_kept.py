"""Things that are made anew only when what they are made of is another object."""

from __future__ import annotations

from dashboard.kept import Kept


def test_it_is_made_anew_for_other_objects_only() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    kept: Kept[int] = Kept()
    first, same = [1], [1]
    assert [kept.of((first, None), make) for _ in range(3)] == [0, 0, 0]
    assert kept.of((same, None), make) == 1, "equal is not enough: comparing takes long"
    assert kept.of((same,), make) == 2
    assert kept.of((same,), make) == 2
