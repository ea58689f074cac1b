#!/usr/bin/env python3
"""Build, serve and test Check 903. Needs Python 3.11 or newer and Node 20 or newer; gets everything else by itself.

build/ holds what is made on the way (its own virtual environment too), dist/ the hosted site and the zip,
~/.cache/check903 the downloads. The steps are in py/tools/: one runs again only if something that it reads has changed.
Bytecode and compression are made in the page's own interpreter, so the same source gives the same bytes everywhere.
"""

import argparse
import os
import shutil
import subprocess
import sys

if sys.version_info < (3, 11):  # before anything that an older Python can't read
    sys.exit("Check 903 is built with Python 3.11 or newer; this is " + sys.version.split()[0])
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "py"))

from tools.assets import assets, postcodes
from tools.environment import environment, node_packages, venv_python
from tools.library import library
from tools.places import BUILD, DIST, MODULES, ROOT, TESTS
from tools.server import serve
from tools.site import report, site
from tools.steps import Trouble, only_one
from tools.testing import browsers, in_a_browser

ALL_TESTS = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def build():
    """make dist/: the hosted site and the zip"""
    with only_one():
        environment("build")
        node_packages()
        assets()
        postcodes()
        site()
    report()


def only_postcodes():
    """make the postcode assets only"""
    with only_one():
        environment("build")
        node_packages()
        postcodes()


def ready_for_a_browser():
    """The browsers, the packages that drive them, and the page."""
    browsers()
    build()
    with only_one():
        environment("build", "test", "browser")
    os.environ["CHECK903_BUILT"] = "1"


def python(*arguments, **more):
    """Run the environment's Python from the project's folder; its status."""
    return subprocess.run([venv_python()] + list(arguments), cwd=ROOT, **more).returncode


def test(arguments):
    """run all tests, or those named, with what they need (a browser and Node only for some)"""
    if in_a_browser(arguments):
        ready_for_a_browser()
    with only_one():
        environment("test")
    return python("-m", "pytest", *(arguments or ALL_TESTS))


def bench(arguments):
    """measure the start, checking and the screen; sizes may follow (children)"""
    ready_for_a_browser()
    paths = os.pathsep.join(str(ROOT / part) for part in (".", "py", "tests", "tests/browser"))
    return python("-m", "bench", *arguments, env=dict(os.environ, PYTHONPATH=paths))


def fuzz(arguments):
    """look for files that a reader fails on: fuzz READER SECONDS (Linux only)"""
    with only_one():
        environment("test", "fuzz")
    return python(TESTS / "reading" / "fuzzing.py", *arguments)


def screenshots():
    """take the README's pictures anew (docs/screenshots)"""
    os.environ["CHECK903_SCREENSHOTS"] = "1"
    return test(["tests/browser/test_looks.py", "-k", "pictures"])


def docs():
    """make the library's site (build/library)"""
    with only_one():
        library()


def clean():
    """remove build/, dist/ and js/node_modules; downloads stay in ~/.cache/check903"""
    for folder in (BUILD, DIST, MODULES):
        shutil.rmtree(folder, ignore_errors=True)


STEPS = {
    "build": build,
    "serve": serve,
    "test": test,
    "bench": bench,
    "fuzz": fuzz,
    "screenshots": screenshots,
    "docs": docs,
    "postcodes": only_postcodes,
    "clean": clean,
}
WITH_ARGUMENTS = ("test", "bench", "fuzz")


def command_line():
    parser = argparse.ArgumentParser(
        description="Build Check 903, serve it on localhost and open it. Each step can be run alone:"
    )
    parser.add_argument("--no-serve", action="store_true", help="only build")
    parser.add_argument("--no-open", action="store_true", help="open no browser")
    commands = parser.add_subparsers(dest="command", metavar="STEP")
    for name, function in STEPS.items():
        commands.add_parser(name, help=function.__doc__, add_help=name not in WITH_ARGUMENTS)
    return parser


def everything(options):
    build()
    if not options.no_serve:
        serve(not options.no_open)


def main():
    options, rest = command_line().parse_known_args()
    if rest and options.command not in WITH_ARGUMENTS:
        command_line().error("what is " + " ".join(rest) + "?")
    try:
        if options.command is None:
            return everything(options)
        if options.command == "serve":
            return serve(not options.no_open)
        return STEPS[options.command](*[rest] if options.command in WITH_ARGUMENTS else [])
    except Trouble as trouble:
        sys.exit("\nbuild.py stopped: " + str(trouble))


if __name__ == "__main__":
    sys.exit(main())
