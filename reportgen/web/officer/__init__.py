"""The pages of whoever answers for a district's schools."""
