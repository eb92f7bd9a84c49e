"""Chinese words: numerals, ordinals, the name that a misspelt one was to be."""
