"""A text held against the data and against itself: paragraphs → findings, each at its words."""
