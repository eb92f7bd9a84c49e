"""A Word document, whoever made it, held against a layout standard: its bytes → findings with
place and clause.
"""
