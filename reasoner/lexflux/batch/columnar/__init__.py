"""Many transfers decided as columns: the law as one circuit over all rows, a SAT solver for what stays open."""
