"""Files → model. The only stage that reads files; what is wrong in them becomes Problems."""
