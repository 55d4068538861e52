"""Which verdicts let a command fail, and with which exit code."""

from __future__ import annotations

from collections.abc import Collection

from lexflux.decision.statuses import Verdict
from lexflux.errors import UnknownTermError, did_you_mean, listed

NAMES = {
    "prohibited": Verdict.PROHIBITED,
    "conditional": Verdict.CONDITIONAL,
    "undetermined": Verdict.UNDETERMINED,
    "permitted": Verdict.PERMITTED,
    "not-applicable": Verdict.NOT_REACHED,
}
NONE = "none"
FAIL_ON = "prohibited,conditional,undetermined"
BAD_INPUT, MAY_NOT_GO, UNDETERMINED = 3, 1, 4


def fail_on_verdicts(given: str) -> tuple[Verdict, ...]:
    """
    Return the verdicts of an option that lists them by name, with commas.

    >>> fail_on_verdicts("none")
    ()

    Raises
    ------
    UnknownTermError
        If one is no verdict.
    """
    words = [word.strip().lower() for word in given.split(",")]
    if words == [NONE]:
        return ()
    for word in words:
        if word not in NAMES:
            known = (*NAMES, NONE)
            raise UnknownTermError("unknown verdict", name=word, known=listed(known), hint=did_you_mean(word, known))
    return tuple(NAMES[word] for word in words)


def exit_code(failing: Collection[Verdict], bad_input: bool = False) -> int:
    """
    Return the exit code where some verdicts are not all clear.

    >>> exit_code([]), exit_code([Verdict.UNDETERMINED]), exit_code(Verdict), exit_code([], bad_input=True)
    (0, 4, 1, 3)
    """
    if bad_input:
        return BAD_INPUT
    if not failing:
        return 0
    return UNDETERMINED if set(failing) == {Verdict.UNDETERMINED} else MAY_NOT_GO
