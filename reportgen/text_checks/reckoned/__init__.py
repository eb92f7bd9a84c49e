"""Numbers that a text computes of others, held against all that they may be computed of."""
