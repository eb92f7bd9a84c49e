"""School and standards → Assessment, and the problems that only show when figures are held
together.
"""
