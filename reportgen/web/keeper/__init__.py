"""The pages of whoever keeps the templates, phrases and outlines."""
