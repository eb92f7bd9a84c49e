"""Self-inspection reports (自查报告) of Chinese schools, from figures to Word."""

__version__ = "0.1.0"
