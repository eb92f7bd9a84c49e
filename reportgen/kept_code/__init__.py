"""What was compiled once, kept beside the bytecode of the program's own modules.

Neither the code of an expression nor that of a template is data: CPython's check of the one misses
some that read any memory, and nothing checks the other. So both lie where Python looks for the
bytecode of this package. Whoever can write there gives the program its code already; nobody else is
ever asked.
"""
