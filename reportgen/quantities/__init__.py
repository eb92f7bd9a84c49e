"""The numbers that a text states: a paragraph → `StatedQuantity`s, each with what it counts, of
whom and when.
"""
