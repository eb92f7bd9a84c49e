"""The Word templates that come with the program, made from a page layout."""
