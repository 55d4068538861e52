"""What holds in every description of a transfer: differences between laws, audits, changes of facts, by SAT."""
