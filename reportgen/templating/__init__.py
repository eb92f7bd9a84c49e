"""The tags of jinja2, in phrases and Word templates alike, and their faults in Chinese."""
