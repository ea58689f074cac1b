"""js/client/worker-client.js and the worker: calls, checks in slices, stopping, faults, postcode areas."""

import json

import pytest

from launching import wait_for_python

SESSION = """
class Session:
    def __init__(self):
        self.steps, self.given, self.wanted = 0, {}, []
    def add_file(self, path, data):
        self.wanted = path.split()
        return {"path": path, "kind": type(data).__name__, "length": len(data)}
    def postcode_areas_wanted(self, call="", arguments=()):
        return [arguments[3]] if call else self.wanted
    def fix_cell(self, *_):
        return list(self.given)
    def dies(self):
        import sys
        sys.setrecursionlimit(10**8)
        self.deeper()
    def deeper(self):
        self.deeper()
    def fills_memory(self):
        return len(bytearray(2**31 - 1))
    def sleeps(self, seconds):
        import time
        time.sleep(seconds)
    is_empty = False
    def make_next(self):
        return False
    def decide(self, what):
        self.decided = what
    decide.decides = True
    def memo(self):
        return {"bytes": self.decided.encode(), "changes": 1, "notes": 0}
    def add_postcode_area(self, area, data):
        self.given[area] = len(data)
    def areas(self):
        return self.given
    def workbook(self, filter):
        return {"name": "report.xlsx", "bytes": bytes([0, 255, 10])}
    def numbers(self):
        import numpy
        return [numpy.int64(3), numpy.float32(0.5), "é < & '", None]
    def not_a_number(self):
        return float("nan")
    def fails(self):
        raise KeyError("a secret")
    def check_start(self, options):
        self.steps, self.total = 0, options["total"]
        return self.step()
    def check_step(self):
        import time
        time.sleep(0.005)
        self.steps += 1
        return self.step()
    def step(self):
        return {"done": self.steps == self.total, "total": self.total, "finished": self.steps, "code": "101", "title": "x"}
import check903_worker.glue as glue
glue.session = Session()
"""


FORGOTTEN = "for (const list of [said, faults, slow, memos]) list.length = 0;"


@pytest.fixture(scope="module")
def lasting_page(page_with, client_folder):
    """A client for all tests here that leave its worker alive."""
    page = page_with("plain")
    page.goto((client_folder / "index.html").as_uri())
    wait_for_python(page)
    yield page
    page.close()


@pytest.fixture
def lasting(lasting_page):
    """A client whose Python has a made-up session, the same for all such tests."""
    lasting_page.evaluate(FORGOTTEN)
    return with_session(lasting_page)


@pytest.fixture
def faked(client_page):
    """The same, a client of the test's own."""
    return with_session(client_page)


def with_session(page):
    page.workers[0].evaluate(f"python.runPython({json.dumps(SESSION)})")
    return page


def test_progress_in_words(client_page):
    said = client_page.evaluate("said")
    assert [one["text"] for one in said if one["text"]][-3:] == [
        "Loading the rule engine, 2 of 3",
        "Loading the rules, 3 of 3",
        "Python is ready",
    ]
    assert said[0] == {"text": "Loading Python, 1 of 3", "step": 1, "of": 3, "ready": False}
    assert [one["ready"] for one in said].count(True) == 1


def test_bytes_go_in_and_out(lasting):
    assert lasting.evaluate("client.call('add_file', 'a.csv', new Uint8Array(70000))") == {
        "path": "a.csv",
        "kind": "bytes",
        "length": 70000,
    }
    made = lasting.evaluate(
        "client.call('workbook', {}).then(({name, bytes}) => ({name, kind: bytes.constructor.name, bytes: [...bytes]}))"
    )
    assert made == {"name": "report.xlsx", "kind": "Uint8Array", "bytes": [0, 255, 10]}


def test_values(lasting):
    assert lasting.evaluate("client.call('numbers')") == [3, 0.5, "é < & '", None]


@pytest.mark.parametrize(
    ("method", "message", "detail"),
    [
        ("fails", "KeyError: 'a secret'", "fails"),
        ("nothing_such", "AttributeError", "AttributeError"),
        ("__init__", "AttributeError: __init__", "AttributeError"),
        ("not_a_number", "ValueError", "ValueError"),
    ],
)
def test_a_fault_is_told_and_stops_nothing(lasting, method, message, detail):
    said, details = lasting.evaluate(f"client.call('{method}').catch((fault) => [fault.message, fault.details])")
    assert said.startswith(message)
    assert detail in details and "secret" not in details
    assert lasting.evaluate("client.call('areas')") == {}
    assert lasting.evaluate("faults") == []


def test_check_goes_on_to_its_end(lasting):
    finished, last = lasting.evaluate("""(async () => {
        const seen = [];
        const last = await client.check({total: 40}, (step) => seen.push(step.finished));
        return [seen, last];
    })()""")
    assert last == {"done": True, "total": 40, "finished": 40, "code": "101", "title": "x"}
    assert finished == sorted(set(finished)) and len(finished) > 1


def test_check_can_be_stopped_and_calls_are_answered_meanwhile(lasting):
    numbers, last = lasting.evaluate("""(async () => {
        const checking = client.check({total: 100000});
        const numbers = await client.call('numbers');
        client.stop();
        return [numbers, await checking];
    })()""")
    assert numbers[0] == 3
    assert last["stopped"] is True and last["done"] is False
    assert lasting.evaluate("client.check({total: 2})")["finished"] == 2


def test_postcode_areas_come_before_the_check(lasting):
    lasting.evaluate("client.call('add_file', 'B BS', new Uint8Array())")
    lasting.evaluate("client.check({total: 1})")
    given = lasting.evaluate("client.call('areas')")
    assert set(given) == {"B", "BS"} and given["B"] > 100_000
    assert lasting.evaluate("document.querySelectorAll('script[src*=postcodes]').length") == 0


@pytest.mark.expects_errors
def test_postcode_area_that_there_is_not(faked):
    faked.evaluate("client.call('add_file', 'QQ ../B b', new Uint8Array())")
    assert faked.evaluate("client.check({total: 1})")["done"] is True
    assert faked.evaluate("client.call('areas')") == {}


def test_a_worker_that_dies(faked):
    faked.evaluate("void (window.pending = client.check({total: 100000}).catch((fault) => fault.message))")
    faked.workers[0].evaluate("setTimeout(() => { throw new Error('gone'); }) && 1")
    assert "our fault" in faked.evaluate("pending")
    assert [fault["fatal"] for fault in faked.evaluate("faults")] == [True]


def test_a_worker_that_is_ended_from_outside(faked):
    faked.evaluate("void (window.pending = client.check({total: 100000}).catch((fault) => fault.fatal))")
    faked.workers[0].evaluate("self.close()")
    assert faked.evaluate("pending") is True
    assert [fault["fatal"] for fault in faked.evaluate("faults")] == [True]


@pytest.mark.expects_errors
def test_python_that_dies_of_a_fault_of_its_own(faked):
    assert faked.evaluate("client.call('dies').catch((fault) => fault.fatal)") is True
    assert [fault["fatal"] for fault in faked.evaluate("faults")] == [True]


def test_a_step_that_runs_out_of_memory_is_only_that_step(lasting):
    said, fatal, plain = lasting.evaluate(
        "client.call('fills_memory').catch((fault) => [fault.message, fault.fatal, fault.plain])"
    )
    assert said.startswith("There was not enough memory") and not fatal and plain
    assert lasting.evaluate("client.call('areas')") == {} and lasting.evaluate("faults") == []


def test_the_memo_comes_after_what_changes_it(lasting):
    lasting.evaluate("client.call('areas')")
    assert lasting.evaluate("memos") == []
    lasting.evaluate("client.call('decide', 'é')")
    assert lasting.evaluate("memos") == [{"bytes": [195, 169], "changes": 1, "notes": 0}]


def test_silence_is_told_and_so_is_its_end(faked):
    faked.evaluate("CHECK903.timeoutMs = 300")
    faked.evaluate("client.call('sleeps', 2)")
    assert faked.evaluate("slow") == [True, False]


def test_areas_of_a_typed_postcode_come_before_the_change(lasting):
    assert lasting.evaluate("client.call('fix_cell', 'Episodes', 0, 'PL_POST', 'ZE')") == ["ZE"]


def test_restart_forgets_everything(faked):
    faked.evaluate("client.call('add_file', 'B', new Uint8Array())")
    lost = faked.evaluate("""(async () => {
        const lost = client.check({total: 100000}).catch((fault) => fault.message);
        await client.restart();
        return lost;
    })()""")
    assert lost == "Python was started anew."
    assert faked.evaluate("client.call('areas').catch((fault) => fault.message)").startswith(
        "AttributeError"
    )  # the real Session again
