"""What is said of an indicator's result: its words, its amounts, what it lacks."""
