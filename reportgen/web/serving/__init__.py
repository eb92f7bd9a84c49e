"""Who may talk to the page, where it is reached, and what may be asked of it."""
