"""The pages of whoever fills in one school's data."""
