"""The samples that templates are tried with, made once."""

from __future__ import annotations

import pytest

from reportgen.template_tools.samples import Samples


@pytest.fixture(scope="session")
def samples() -> Samples:
    return Samples()
