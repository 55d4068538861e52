"""Documents prepared from a decision: what each covers, the record of the transfer, its life cycle."""
