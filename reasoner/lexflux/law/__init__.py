"""From Turtle to the law of one day."""
