"""Workbooks → grids of cells → the tree that YAML files give, so that one reader reads both."""
