"""What foreign files may cost: the limits that are checked first, and a process for the rest."""
