"""Templates, phrases and outlines of a bureau → everything that is wrong with them, before any
report is made.
"""
