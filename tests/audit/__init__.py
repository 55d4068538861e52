"""The audit of the cases: the compiled law is changed one thing at a time, and some case must notice."""
