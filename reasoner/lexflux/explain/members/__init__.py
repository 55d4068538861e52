"""The members of an answer as data, by what they tell of; `lexflux.explain.data` puts them together."""
