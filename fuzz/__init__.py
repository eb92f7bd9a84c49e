"""Damaged and hostile files for every reader: what ends otherwise than in words or in a sound
document is kept, made small, and becomes a case in tests/regressions.
"""
