"""School and standards → Assessment, and the problems of figures held together."""
