"""Labelling by questions: the sets that review found, each to be confirmed or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from imu.cli.labeldraft import Draft
from imu.cli.labelwords import count_of, foil_of, seconds_of, set_of, side_of
from imu.cli.tables import clock
from imu.errors import ImuError, UsageError
from imu.recording import LabelledSet
from imu.samples import RepSet, Session

COUNTED_ALOUD = "counted aloud"
"""How most people do it: the answer to be confirmed."""

BLIND = "the counter's own numbers were not shown"
"""Added to the quality of labels that were made so."""

_MARGIN_S = 3.0
"""s before and after a set in which its first and last rep may still lie."""

_SET_AGAIN = "Answer with a number, with number, start and end (8 0:10 0:55), or with n for no set."
_ANOTHER = "Another set, as SIDE START END COUNT (Enter for none): "
_FOIL = "A stretch without a rep, as KIND START END, such as walking 60 75 (Enter for none): "


@dataclass(frozen=True, slots=True)
class Found:
    """A set of review as it is shown: with a margin, session time, s."""

    side: str
    start_s: float
    end_s: float
    count: int


@dataclass(frozen=True, slots=True)
class Interview:
    """The questions about one recording.

    Parameters
    ----------
    ask : shows a question and gives the answer.
    tell : shows a line.
    blind : do not show what the counter counted.
    zero_s : session time from which the person's times count, s.
    """

    draft: Draft
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    blind: bool = False
    zero_s: float = 0.0

    def about(self, session: Session) -> tuple[str, bool]:
        """Ask about everything; the new labels are in the draft then.

        Returns
        -------
        How the reps were counted, and whether every rep is in a set.
        """
        found = found_sets(session)
        for number, one in enumerate(found, start=1):
            self._about_set(f"Set {number} of {len(found)}", one)
        if not found:
            self.tell("Review found no set.")
        self._until_none(_ANOTHER, self._add_set)
        self._until_none(_FOIL, self._add_foil)
        return self._quality(), self._every()

    def _quality(self) -> str:
        usual = self.draft.labels.quality or COUNTED_ALOUD
        quality = self.ask(f"How were the reps counted? [{usual}]: ").strip() or usual
        return f"{quality}; {BLIND}" if self.blind and BLIND not in quality else quality

    def _every(self) -> bool:
        usual = self.draft.labels.exhaustive
        question = "Is every rep of the recording in one of these sets"
        answer = self.ask(f"{question}? y/n [{'y' if usual else 'n'}]: ").strip().lower()
        return answer in ("y", "yes") if answer else usual

    def _about_set(self, name: str, found: Found) -> None:
        title = f"{name}: {found.side}, {self._clock(found.start_s)} to {self._clock(found.end_s)}"
        if any(_is_same(known, found) for known in self.draft.labels.sets):
            self.tell(f"{title}: labelled already.")
            return
        question = f"{title}. Reps{'' if self.blind else f' [{found.count}]'}, n if it is none: "
        while True:
            try:
                labelled = self._answered(self.ask(question).strip(), found)
                if labelled is not None:
                    self.draft.add_set(labelled)
            except ImuError as error:
                self.tell(str(error))
            else:
                return

    def _answered(self, answer: str, found: Found) -> LabelledSet | None:
        """The set that an answer means; None for no set."""
        words = answer.split()
        if answer.lower() in ("n", "no"):
            return None
        if len(words) not in (0, 1, 3) or (not words and self.blind):
            raise UsageError(f"{answer!r} is no answer", _SET_AGAIN)
        start_s, end_s = found.start_s, found.end_s
        if len(words) == 3:
            start_s, end_s = (self.zero_s + seconds_of(word) for word in words[1:])
        count = count_of(words[0]) if words else found.count
        side = side_of(found.side)
        return LabelledSet(side=side, start_s=start_s, end_s=end_s, count=count)

    def _until_none(self, question: str, take: Callable[[str], None]) -> None:
        while words := self.ask(question).strip():
            try:
                take(words)
            except ImuError as error:
                self.tell(str(error))

    def _add_set(self, words: str) -> None:
        self.draft.add_set(set_of(words, self.zero_s, between=None))

    def _add_foil(self, words: str) -> None:
        self.draft.add_foil(foil_of(words, self.zero_s, between=None))

    def _clock(self, time_s: float) -> str:
        return clock(time_s - self.zero_s)


def found_sets(session: Session) -> list[Found]:
    """The sets of a session with their margins, in the order of time.

    A margin ends half-way to the next set of the same side.
    """
    found = [
        Found(side, *_with_margin(result.sets, number), rep_set.count)
        for side, result in session.sides.items()
        for number, rep_set in enumerate(result.sets)
    ]
    return sorted(found, key=lambda one: one.start_s)


def _with_margin(sets: Sequence[RepSet], number: int) -> tuple[float, float]:
    this = sets[number]
    start_s = max(this.start_s - _MARGIN_S, 0.0)
    end_s = this.end_s + _MARGIN_S
    if number > 0:
        start_s = max(start_s, (sets[number - 1].end_s + this.start_s) / 2)
    if number + 1 < len(sets):
        end_s = min(end_s, (this.end_s + sets[number + 1].start_s) / 2)
    return round(start_s, 1), round(end_s, 1)


def _is_same(known: LabelledSet, found: Found) -> bool:
    """Whether a labelled set has something of a found one in it."""
    return known.side in (found.side, "both") and (
        known.start_s < found.end_s and found.start_s < known.end_s
    )
