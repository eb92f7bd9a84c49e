"""What is handed to people without Python's package index: a folder and a zip for each platform."""
