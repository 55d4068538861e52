"""Citations of law as people write them: found in a text, and how each stands on a day."""
