"""What a text adds up without saying so in one breath: rows, rests and shares held together."""
