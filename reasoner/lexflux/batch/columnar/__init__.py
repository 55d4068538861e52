"""Many transfers decided as columns: the law as one circuit over all rows, the evaluator for what stays open."""
