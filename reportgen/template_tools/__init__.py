"""What the keeper of templates works with: samples, the list of names, the check, the preview."""
