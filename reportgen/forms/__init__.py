"""Data and standards → the Excel forms that schools fill in, and data files as YAML text."""
