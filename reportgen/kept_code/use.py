"""What a process does that may find code that was kept, and keep what it compiles."""

from __future__ import annotations

from reportgen.kept_code.expressions import use_kept_expressions
from reportgen.kept_code.program_tables import program_table, use_program_tables
from reportgen.known_results import know_results
from reportgen.late_regex import Compile


def use_kept_code() -> Compile:
    """From now on all kinds of it are used; what compiles expressions."""
    use_program_tables()
    know_results(program_table("results"))
    return use_kept_expressions()
