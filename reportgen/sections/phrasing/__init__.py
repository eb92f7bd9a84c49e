"""The bureau's own phrases: their filters, their compilation and their clauses."""
