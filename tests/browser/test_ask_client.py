"""What the page does with whatever comes from Ask's worker, which a stranger's code may have made: by Node alone."""

import json
import subprocess

import pytest

from tools.places import ROOT

UNFIT = "failed The code answered something that this page can’t show safely."
UNASKED = "failed The code said something that it was not asked, and its Python was ended."
WANTED = {
    "good": "answered value",
    "full": "answered value, ended",
    "dead": "failed The question ended its Python: probably there was not enough memory.",
    "unasked": UNASKED,
    "no text": UNASKED,
    "no JSON": UNASKED,
    "twice": "answered value, ended",
    "other kind": UNFIT,
    "inherited kind": UNFIT,
    "other type": UNFIT,
    "other value": UNFIT,
    "not yet": "still open",
    "too long": "failed The question was stopped after a minute. Your tables are as they were.",
    "rules not ready yet": "still open",
    "rules not ready": "failed The Python for local rules was not ready after three minutes. Reload the page., of no rule",
    "a rule too slow": "failed It took too long and was stopped., ended",
    "long fault": f"failed {'x' * 1000}",
}
ENDED = {"full", "dead", "unasked", "no text", "no JSON", "twice", "too long", "rules not ready", "a rule too slow"}


@pytest.fixture(scope="module")
def results(built):
    script = ROOT / "tests" / "browser" / "ask_client.mjs"
    ran = subprocess.run(["node", script], capture_output=True, encoding="utf-8", check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize("name", WANTED)
def test_what_comes_from_the_worker_is_looked_over(results, name):
    assert results[name].startswith(WANTED[name])
    assert results[name].endswith(", ended") == (name in ENDED)
    assert len(results[name]) < 1_100
