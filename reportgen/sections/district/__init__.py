"""A district's file and the summary of its schools → sections and tables of its report."""
