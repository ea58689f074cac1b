"""The part of the worker's API that fixes: proposals, changes, undo, and the files to take away. See
`check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from check903.corrections.corrections import Corrections, Step
from check903.engine.findings import Findings
from check903.export.names import Made, file_name
