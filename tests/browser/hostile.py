"""Code of a stranger's that tries to send, to store and to speak unasked, as a question of Ask and as a file of local
rules; and what it must find.
"""

import json

# What a stranger's code might try: each gets URL, and names what it would use to send, to store, to open another window
# or worker, or to speak to the page unasked.
HOSTILE = """
import js; js.fetch(URL)
import js; x = js.XMLHttpRequest.new(); x.open('GET', URL, False); x.send()
import js; js.WebSocket.new(URL.replace('http', 'ws'))
import js; js.EventSource.new(URL)
import js; js.navigator.sendBeacon(URL, 'x')
import js; js.Worker.new(URL)
import js; js.SharedWorker.new(URL)
import js; js.importScripts(URL)
import js; js.postMessage('x')
import js; js.self.postMessage('x')
import js; js.globalThis.postMessage('x')
import js; js.BroadcastChannel.new('x').postMessage('x')
import js; js.localStorage.setItem('stolen', 'x')
import js; js.indexedDB.open('stolen')
import js; js.caches.open('stolen')
import js; js.navigator.storage.getDirectory()
import js; js.location.assign(URL)
import js; js.open(URL)
import js; js.eval(f"fetch('{URL}')")
import js; js.Function.new(f"fetch('{URL}')")()
import js; js.setTimeout.constructor(f"fetch('{URL}')")()
import js; js.setTimeout(f"fetch('{URL}')", 0)
import sys; sys.modules['js'].fetch(URL)
import _pyodide_core; _pyodide_core.js.fetch(URL)
import pyodide.http, asyncio; asyncio.ensure_future(pyodide.http.pyfetch(URL))
import pyodide.http; pyodide.http.open_url(URL)
import pyodide.http; pyodide.http.pyxhr.get(URL)
import urllib.request; urllib.request.urlopen(URL, timeout=2)
import socket; socket.create_connection(('127.0.0.1', PORT), timeout=2)
import pyodide.code; pyodide.code.run_js(f"fetch('{URL}')")
import pyodide.code; pyodide.code.run_js(f"import('{URL}')")
import pyodide.code; pyodide.code.run_js("import('data:text/javascript,postMessage(1)')")
import pyodide_js, asyncio; asyncio.ensure_future(pyodide_js.loadPackage(URL))
import micropip, asyncio; asyncio.ensure_future(micropip.install(URL + '/x-1.0-py3-none-any.whl'))
import pyodide_js; pyodide_js._module.readAsync(URL)
import pyodide_js; pyodide_js._module.IDBFS.indexedDB().open('stolen')
import pyodide_js; pyodide_js._module.IDBFS.getDB('stolen', lambda *_: None)
import pyodide_js; m = pyodide_js._module; m._emscripten_run_script(m.stringToNewUTF8(f"fetch('{URL}')"))
import pyodide_js; m = pyodide_js._module; m.Browser.asyncPrepareData(URL)
import pyodide_js; pyodide_js.registerJsModule.constructor(f"importScripts('{URL}')")()
import pyodide_js; pyodide_js._api.lockFilePromise.constructor.constructor(f"fetch('{URL}')")()
import pyodide_js; pyodide_js._api.loadBinaryFile(URL)
import gc; [one.fetch(URL) for one in gc.get_objects() if type(one).__name__ == 'JsProxy']
""".strip().splitlines()
# This ends its Python.
FATAL = """import ctypes; ctypes.CDLL(None).emscripten_run_script(f"fetch('{URL}')".encode())"""
# What is put in the place of what all objects share, so that a later answer is another than what was found.
POISON = """
from pyodide.ffi import create_proxy
import pyodide_js
promise = pyodide_js._api.lockFilePromise.constructor
shared = pyodide_js.FS.constructor
def set_to(owner, name):
    try:
        setattr(owner, name, create_proxy(lambda *given: '{}'))
    except BaseException as refused:
        print(name)
for owner, name in ((promise.prototype, 'then'), (shared.prototype, 'toJSON'), (promise, 'resolve')):
    set_to(owner, name)
"""
# Every later question of this Python is answered with what the page takes from nobody.
FORGED = """
import check903.ask.asker as a
real = a.Asker.ask
a.Asker.ask = lambda *given: real(*given) if 'ctypes' in given[2] else {'kind': 'table', 'html': '<img src=x>'}
1"""
# What is looked for on the global itself, as code that got so far would find it.
GONE = (
    "postMessage fetch XMLHttpRequest WebSocket EventSource WebTransport Worker SharedWorker BroadcastChannel importScripts"
    " indexedDB caches MessageChannel MessagePort RTCPeerConnection webkitRequestFileSystem close loadPyodide FontFace fonts"
    " trustedTypes Notification"
).split()
# None of this can be done there, by code that got so far.
REFUSED = [
    "new Function('1')()",
    "eval('1')",
    "navigator.storage.getDirectory()",
    "navigator.locks.request('x', () => 1)",
    "Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).navigator.storage.getDirectory()",
    "'use strict'; globalThis.fetch = 1",
    "'use strict'; delete globalThis.navigator",
    "'use strict'; Promise.prototype.then = 1",
    "'use strict'; Object.prototype.toJSON = 1",
]
HOSTILE_SQL = {
    "ATTACH '/stolen' AS x": "a question can’t do that",
    "SELECT load_extension('x')": "a question can’t do that",
    "COMMIT": "a question can’t do that",
    "PRAGMA writable_schema = 1": "a question can’t do that",
    "SELECT readfile('/etc/passwd')": "SQL has no function readfile",
}


def trying(port, codes):
    """Lines of Python that try them all, each with an address of its own."""
    base = f"http://127.0.0.1:{port}/"
    return (
        f"PORT = {port}\ntries = {codes!r}\n"
        "for number, code in enumerate(tries):\n"
        "    try:\n"
        f"        exec('\\n'.join(code.split('; ')), {{'URL': f'{base}{{number}}', 'PORT': PORT}})\n"
        "    except BaseException:\n"
        "        pass\n"
    )


def tries(port, codes):
    """One question that tries them all."""
    return trying(port, codes) + "f'{len(tries)} tried'"


def rules_that_try(port, codes):
    """A file of local rules that tries them all when it is read, and again in its rule, which finds all children."""
    within = "".join(f"    {line}\n" for line in trying(port, codes).splitlines())
    return (
        f"from check903.local import return_rule\n{trying(port, codes)}\n"
        '@return_rule("H1", "Header.SEX", title="<img src=x>", wrong="W.", fix="F.")\n'
        f"def hostile(r):\n{within}    print(len(tries), 'tried')\n    return r.Header\n"
    )


def looked_at_from_the_global(worker):
    """What hostile code would find if it got at the worker's global: nothing to send or store with."""
    left = f"{json.dumps(GONE)}.filter((name) => globalThis[name] !== undefined)"
    assert worker.evaluate(left) == []
    assert worker.evaluate("Object.keys(navigator)") == ["userAgent", "language", "platform"]
    for code in REFUSED:  # in a timer: what the debugger runs itself may do more than a script
        tried = f"(() => {{ {code}; }})(); done('done');"
        answer = f"new Promise((done) => setTimeout(() => {{ try {{ {tried} }} catch {{ done('refused'); }} }}))"
        assert worker.evaluate(answer) == "refused", code
