"""An answer derived again: the whole of it, as it is given in JSON."""

from __future__ import annotations

from typing import Any

from lexflux.decision.differences import Difference, differences
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import ORIGIN, decide_again, make_receipt
from lexflux.errors import InputError
from lexflux.explain.data import as_data
from lexflux.explain.fields import LEFT_OUT
from lexflux.law.lawbook import LawBook
from lexflux.phrases import LANGUAGES


def repeat(answer: Any, book: LawBook, name: str = "<answer>") -> tuple[Decision, list[Difference]]:
    """
    Derive an answer again from the receipt in it, and compare all that it says.

    Parameters
    ----------
    answer
        The answer in JSON, whole or in part, or a receipt alone.
    book
        The law book of today.
    name
        How messages call the answer.

    Returns
    -------
    Decision and list of Difference
        The new decision, and where the answer given differs from the one derived; empty if it is the same.

    Raises
    ------
    InputError
        If the answer does not say in which language it is, is nested too deeply, or as
        `lexflux.decision.receipt.decide_again`.
    """
    try:
        if not isinstance(answer, dict) or "receipt" not in answer:
            decision = decide_again(answer, book, name)
            return decision, list(differences({"receipt": answer}, {"receipt": make_receipt(decision)}))
        decision = decide_again(answer["receipt"], book, name)
        fields = answer.keys() if LEFT_OUT in answer else None
        return decision, list(differences(answer, as_data(decision, _language(answer, name), fields)))
    except RecursionError as error:
        raise InputError("receipt too deep", name=name) from error


def _language(answer: dict[str, Any], name: str) -> str:
    language = answer.get("language")
    if language not in LANGUAGES:
        raise InputError("garbled receipt", name=name, problem="language")
    return str(language)


def concerns_origin(difference: Difference) -> bool:
    """Return whether a difference is only about which tool and law an answer comes from."""
    return difference.path[0] == "receipt" and difference.path[1] in ORIGIN
