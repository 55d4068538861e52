"""Editions of lists: the law that follows from the rows of a table and from the header beside it."""
