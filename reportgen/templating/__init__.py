"""Tags of jinja2, for phrases and Word templates alike: read, paired, named, and what is wrong
with them in Chinese.
"""
