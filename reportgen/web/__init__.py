"""The page in the browser: for whoever fills in a school's data. Everything is on this machine."""
