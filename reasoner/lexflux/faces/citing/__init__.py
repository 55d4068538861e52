"""Citations shown: the card of one, and the review of all in a text."""
