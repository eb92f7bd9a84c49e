"""What all tests of a process share: the bundled data, which nobody changes, is read once."""

from __future__ import annotations

from reportgen.pipeline import Workshop

WORKSHOP = Workshop()
LIBRARY = WORKSHOP.library
