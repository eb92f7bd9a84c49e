"""A data file as it is changed: one value at a time, and nothing else of what a person wrote."""
