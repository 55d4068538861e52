"""The law of a day over descriptions of which parts are open, as one propositional formula; no solver is needed."""
