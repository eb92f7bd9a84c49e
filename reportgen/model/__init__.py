"""Immutable values that the stages hand to each other. Knows no files, no Word, no terminal."""
