"""How many examples hypothesis draws: few by default and always the same ones, so that a change is what makes a test
fail.

CHECK903_EXAMPLES=nightly draws ten times as many, others every time: for a machine that has nothing else to do.
"""

import os

from hypothesis import HealthCheck, settings

MORE = 10  # times as many by night
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

# No deadline: a shared machine is slow at times, and speed is the bench's business.
settings.register_profile("few", max_examples=50, derandomize=True, deadline=None, database=None)
settings.register_profile("nightly", max_examples=50 * MORE, deadline=None)


def load():
    """Choose the profile; hypothesis says which there are if the variable names another one."""
    settings.load_profile(os.environ.get("CHECK903_EXAMPLES") or "few")


def several(examples: int) -> settings:
    """So many examples by default, each of which may take its time."""
    night = settings.get_current_profile_name() == "nightly"
    return settings(max_examples=examples * (MORE if night else 1), suppress_health_check=SLOW)
