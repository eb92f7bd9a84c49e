"""Many schools: which files, who works, what is remembered, and the district over all of them."""
