"""Text that people type, made into numbered blocks of a report."""
