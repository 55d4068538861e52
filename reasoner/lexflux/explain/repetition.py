"""An answer derived again: the whole of it, as it is given in JSON."""

from __future__ import annotations

from typing import Any

from lexflux.decision.all_law import AllLaw
from lexflux.decision.differences import Difference, differences
from lexflux.decision.flows import decide_leg
from lexflux.decision.outcome import Decision
from lexflux.decision.receipt import ORIGIN, SCHEMA, decide_again, make_receipt
from lexflux.errors import InputError
from lexflux.explain.data import as_data
from lexflux.explain.fields import LEFT_OUT
from lexflux.explain.together import joint_data
from lexflux.facts.legs import flow_of
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


def repeat_jointly(answer: Any, book: LawBook, name: str = "<answer>") -> list[Difference]:
    """
    Derive again an answer under all law from the receipts in it, and compare all that it says.

    Parameters and errors as for `repeat`; an answer in which no law was asked has no receipt.
    """
    receipts = [one.get("receipt") for one in answer["answers"] if isinstance(one, dict)]
    decisions = [decide_again(receipt, book, name) for receipt in receipts]
    if not decisions:
        raise InputError("not a receipt", name=name, schema=SCHEMA)
    first, leg = decisions[0], flow_of(decisions[0].stated).legs[0]
    found = decide_leg(AllLaw.of(first), leg)
    fields = {*answer, *answer["answers"][0]} if LEFT_OUT in answer else None
    return list(differences(answer, joint_data(book, found, _language(answer, name), fields)))


def _language(answer: dict[str, Any], name: str) -> str:
    language = answer.get("language")
    if language not in LANGUAGES:
        raise InputError("garbled receipt", name=name, problem="language")
    return str(language)


def concerns_origin(difference: Difference) -> bool:
    """Return whether a difference is only about which tool and law an answer comes from."""
    path = difference.path[2:] if difference.path[0] == "answers" else difference.path
    return path[:1] == ("receipt",) and path[1] in ORIGIN
