"""What is shown of a ledger, and how records are watched."""
