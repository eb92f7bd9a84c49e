"""The first page, and the ways by which a report begins."""
