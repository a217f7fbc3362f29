"""Times and depths against exact truth."""

from __future__ import annotations

import pytest

from imu.recording import LabelledRep, Labels
from imu.samples import Command, CommandKind, Rep
from imu.validation.errors import errors_of, is_exact, rep_errors, was_armed
from imu.validation.model import RepError
from imu.validation.windows import windows_of
from tests.handmade import labels, rep, rep_set, side, window

ARM, DISARM, START, STOP, PAIN = (
    CommandKind.ARM,
    CommandKind.DISARM,
    CommandKind.SET_START,
    CommandKind.SET_STOP,
    CommandKind.PAIN_STOP,
)


@pytest.mark.parametrize(
    ("found", "exact"),
    [
        (None, False),
        (labels(window(5.0), quality="simulated: exact"), True),
        (labels(quality="simulated: exact"), True),
        (labels(window(5.0), quality="manual boundaries"), False),
        (
            labels(LabelledRep(side="left", start_s=1.0, end_s=2.0), quality="simulated: exact"),
            False,
        ),
    ],
)
def test_only_exact_labels_judge_times(found: Labels | None, exact: bool) -> None:
    assert is_exact(found) is exact


def errors(*found: Rep, truth: LabelledRep, due: str = "return") -> tuple[RepError, ...]:
    """The errors of these reps against one true rep, unarmed."""
    windows = windows_of(labels(truth), "right", 0.0, 60.0)
    return rep_errors(side(*found), windows, (), due)  # type: ignore[arg-type]


def test_errors_are_ours_minus_the_truth() -> None:
    truth = LabelledRep(side="right", start_s=4.3, end_s=5.9, bottom_s=4.9, depth_deg=22.0)
    (error,) = errors(rep(5.0, depth_deg=20.0, announced_s=6.5), truth=truth)
    assert error.start_s == pytest.approx(-0.3)
    assert error.bottom_s == pytest.approx(0.1)
    assert error.end_s == pytest.approx(0.1)
    assert error.depth_deg == pytest.approx(-2.0)
    assert error.announced_s == pytest.approx(0.6)
    assert not error.armed


def test_an_announcement_at_the_bottom_is_judged_by_the_bottom() -> None:
    (error,) = errors(rep(5.0, announced_s=5.2), truth=window(5.0), due="bottom")
    assert error.announced_s == pytest.approx(0.2)


def test_review_announces_nothing() -> None:
    (error,) = errors(rep(5.0, announced_s=6.5), truth=window(5.0), due="never")
    assert error.announced_s is None


def test_what_is_unknown_stays_unknown() -> None:
    (error,) = errors(rep(5.0), truth=window(5.0))
    assert error.announced_s is None
    assert error.depth_deg is None


def test_reps_that_cannot_be_paired_have_no_errors() -> None:
    assert errors(rep(4.8), rep(5.2), truth=window(5.0)) == ()
    assert errors(rep(20.0), truth=window(5.0)) == ()


@pytest.mark.parametrize(
    ("told", "armed"),
    [
        ([], False),
        ([(ARM, 3.0)], True),
        ([(START, 3.0)], True),
        ([(ARM, 6.5)], False),  # after it was announced
        ([(ARM, 2.0), (DISARM, 3.0)], False),
        ([(ARM, 2.0), (STOP, 3.0)], False),
        ([(ARM, 2.0), (PAIN, 3.0)], False),
        ([(DISARM, 2.0), (ARM, 3.0)], True),
        ([(ARM, 2.0), (CommandKind.CALIBRATE, 3.0)], True),
    ],
)
def test_armed_is_what_was_told_last(told: list[tuple[CommandKind, float]], armed: bool) -> None:
    found = rep(5.0, announced_s=6.2)
    commands = [Command(time_s, kind) for kind, time_s in told]
    assert was_armed(found, [rep_set(found)], commands) is armed


def test_arming_ends_with_the_set() -> None:
    first, second = rep(5.0, announced_s=6.2), rep(30.0, announced_s=31.2)
    sets = [rep_set(first), rep_set(second)]
    told = [Command(2.0, ARM)]
    assert was_armed(first, sets, told)
    assert not was_armed(second, sets, told)
    assert was_armed(second, sets, [*told, Command(25.0, ARM)])


def test_a_rep_that_was_never_announced_is_judged_by_its_end() -> None:
    found = rep(5.0)
    assert was_armed(found, [rep_set(found)], [Command(5.5, ARM)])
    assert not was_armed(found, [rep_set(found)], [Command(6.5, ARM)])


def error(start_s: float, *, depth_deg: float | None = None, armed: bool = False) -> RepError:
    """An error of a rep that was announced 1 s too late if armed, and 5 s if not."""
    return RepError(
        start_s=start_s,
        bottom_s=0.0,
        end_s=-start_s,
        depth_deg=depth_deg,
        announced_s=1.0 if armed else 5.0,
        armed=armed,
    )


def test_bounds_are_summed_up_by_their_absolute_errors() -> None:
    summary = errors_of([error(-0.2), error(0.1), error(0.3)])
    assert summary is not None
    assert (summary.start_s.n, summary.start_s.median) == (3, pytest.approx(0.2))
    assert summary.start_s.p95 == pytest.approx(0.29)
    assert summary.end_s.median == pytest.approx(0.2)
    assert summary.bottom_s.p95 == 0.0
    assert summary.depth_deg is None


def test_depth_is_summed_up_with_and_without_its_sign() -> None:
    summary = errors_of([error(0.0, depth_deg=value) for value in (-3.0, 1.0, 2.0)])
    assert summary is not None
    assert summary.depth_deg is not None
    assert summary.depth_abs_deg is not None
    assert summary.depth_deg.median == 1.0
    assert summary.depth_abs_deg.median == 2.0


def test_armed_and_unarmed_announcements_are_never_mixed() -> None:
    summary = errors_of([error(0.0, armed=True), error(0.0), error(0.0)])
    assert summary is not None
    assert summary.announced_armed_s is not None
    assert summary.announced_unarmed_s is not None
    assert (summary.announced_armed_s.n, summary.announced_armed_s.median) == (1, 1.0)
    assert (summary.announced_unarmed_s.n, summary.announced_unarmed_s.median) == (2, 5.0)


def test_no_errors_have_no_summary() -> None:
    assert errors_of([]) is None
