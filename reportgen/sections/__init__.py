"""School and assessment → the sections of the report, as neutral blocks."""
