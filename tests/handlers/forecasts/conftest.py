"""A sales floor on Monday 1 December 2025, ten in the morning in Madrid."""

from typing import Any

import pytest

from tests.handlers.conftest import ROUTES
from tests.handlers.floors import Floor, instant


@pytest.fixture
def floor(desk: Any) -> Floor:
    desk.now = instant("2025-12-01 10:00")
    return Floor(desk, ROUTES, "forecast")
