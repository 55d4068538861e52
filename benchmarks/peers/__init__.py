"""The race: the same rulebook in other engines, on the same transfers, in one run. See benchmarks/README.md."""
