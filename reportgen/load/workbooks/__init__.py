"""Workbooks → grids of cells → the tree that YAML files give, so that all that reads the one
reads the other.
"""
