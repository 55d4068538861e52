"""What is settled by each fact alone, with tests kept from one transfer to the next, is what diagrams say."""

import datetime

import pytest

from lexflux.decision.decide import apply_law, label_on
from lexflux.decision.labelling import Labelling, label
from lexflux.decision.verdicts import find_verdicts, possible_verdicts
from lexflux.law.lawbook import LawBook
from lexflux.law.loading import load_law_book
from lexflux.law.snapshot import snapshot
from tests.transfers import seeded

BOOK = load_law_book()
DAY = datetime.date(2026, 6, 1)


def said(labelling: Labelling) -> dict[str, object]:
    """Return the truth of all that a labelling tells, which does not depend on the order of facts."""
    truth = labelling.evaluation.truth
    return {
        "triggered": {norm: truth(where) for norm, where in labelling.triggered.items()},
        "effective": {norm: truth(where) for norm, where in labelling.effective.items()},
        "possible": possible_verdicts(labelling, find_verdicts(labelling)),
        "gaps": [truth(labelling.evaluation.holds(gap.condition)) for gap in labelling.law.gaps],
    }


@pytest.mark.parametrize("regime", sorted(BOOK.regimes))
def test_what_is_settled_is_what_diagrams_say(book: LawBook, regime: str) -> None:
    """Transfers that follow each other under one law are labelled as each would be alone, the last one strictly."""
    law = snapshot(book, regime, DAY)
    drawn = seeded(book, regime, seed=8, count=6)
    for facts, chosen in drawn:
        strict = facts is drawn[-1][0]
        known, lost = label_on(book, facts, law, DAY, chosen, strict)
        evaluation, expired = apply_law(book, facts, law, DAY, chosen, strict)

        assert (said(label(law, evaluation)), expired) == (said(known), lost)
