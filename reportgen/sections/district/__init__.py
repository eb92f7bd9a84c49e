"""A district's own file and the summary of its schools → the sections and tables of the
district's report.
"""
