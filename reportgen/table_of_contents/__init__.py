"""Tables of contents in finished documents: their entries, their pages."""
