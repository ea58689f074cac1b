"""Every return in a tree of folders checked, on one machine or a cluster, and tidy tables of all of them written."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, nullcontext
from multiprocessing import active_children, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from check903 import rules
from check903.batch.checking import Outcome, Settings, check_group, failed
from check903.batch.groups import Group, groups, merged
from check903.batch.kept import Kept
from check903.batch.reading import Look, look
from check903.batch.spawning import context
from check903.batch.tables import without_rows
from check903.reference import authorities

Assumed = dict[Group, tuple[str, ...]]  # sentences on how each group came about
Progress = Callable[[str, int, int], None]  # what was done, how many are done, of how many


def batch(
    folder: str | Path,
    output: str | Path,
    *,
    providers: Iterable[str | Path] = (),
    executor: Executor | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Kept:
    """Check every council's return of every year below `folder`, each with the year before where that is there.

    folder     a tree of folders, files and zips. The council comes from the names of folders and files, else from the
               home postcodes; the years from the dates
    output     a folder for the tables (CSV, and a data dictionary). What is there from a run before is used again for
               groups of files that have not changed
    providers  Ofsted's list, for all that have none of their own
    executor   any `concurrent.futures.Executor`, such as dask.distributed's `Client.get_executor()`; its machines must
               see `folder` under the same path. By default a process for each core
    progress   called with each group's place, how many are done, and of how many

    Gives what was kept: `tables` by name. Raises OSError where the folder can't be read or written, FileExistsError
    where `output` holds files of those names that are not of a batch, ValueError where it is `folder` itself. Broken
    off, it goes on from what is done when it is called again.
    """
    root, kept = Path(folder).resolve(), Kept(Path(output), _version())
    if kept.folder.resolve() == root:
        raise ValueError(f"{output} holds the returns: give the tables a folder of their own")
    settings = Settings(tuple(str(Path(path).resolve()) for path in providers))
    with _pool(executor) as pool:
        all_groups, assumed, lists = _named(pool, groups(root, kept.folder.resolve()))
        settings = Settings((*settings.lists, *lists))
        kept.begin(settings.lists)
        waiting = [group for group in all_groups if not kept.has(group)]
        done = len(all_groups) - len(waiting)
        for outcome in _checked(pool, waiting, settings, assumed, alone=executor is None):
            kept.add(outcome)
            done += 1
            progress(outcome.group.place, done, len(all_groups))
    kept.finish(all_groups, without_rows())
    return kept


def _pool(executor: Executor | None) -> AbstractContextManager[Executor]:
    return nullcontext(executor) if executor else _processes()


@contextmanager
def _processes(number: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes. Where the work is broken off, they are ended in the middle of theirs: it is done again."""
    others = active_children()
    with ProcessPoolExecutor(number, context(), initializer=_begin_process) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                if process not in others:
                    process.terminate()
            raise


def _begin_process() -> None:
    """Ctrl-C goes to every process of a terminal: the first one sees to it. Where that one is killed, this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if first := parent_process():
        Thread(target=_end_after, args=(first,), daemon=True).start()


def _end_after(first: BaseProcess) -> None:
    first.join()
    os._exit(1)


def _named(pool: Executor, groups: list[Group]) -> tuple[list[Group], Assumed, list[str]]:
    """The groups by council, those without a name by what is in them; per place what was assumed; the lists for all."""
    unnamed = [group for group in groups if group.paths and not group.council]
    looked = dict(zip([group.place for group in unnamed], _looks(pool, unnamed)))
    assumed: dict[str, str] = {}  # path -> what was assumed of the files with which it lies
    lists, known, by_name = [], [], set[str]()
    for group in groups:
        seen = looked.get(group.place) if group.paths and not group.council else None
        if seen is None:
            known.append(group)
            by_name.add(group.council)
            continue
        lists += [str(group.root / path) for path in group.paths if path in seen.lists]
        left = tuple(path for path in group.paths if path not in seen.lists)
        if left:
            known.append(Group(seen.council, group.place, group.root, left))
            assumed |= dict.fromkeys(left, f"{group.place}: {seen.why}")
    merged_groups = merged(known)
    told = {of: tuple(_told(of, assumed, of.council in by_name)) for of in merged_groups}
    return merged_groups, told, lists


def _told(group: Group, assumed: dict[str, str], by_name: bool) -> Iterator[str]:
    """How its council is known."""
    if group.council and by_name:
        yield f"{group.place}: the council is {authorities.name(group.council)}, by the names of folders and files."
    yield from dict.fromkeys(assumed[path] for path in group.paths if path in assumed)


def _looks(pool: Executor, unnamed: list[Group]) -> Iterator[Look]:
    for future in [_begun(pool, look, group) for group in unnamed]:
        try:
            yield future.result()
        except Exception as fault:  # told when the group itself is read
            yield Look("", f"It could not be looked into ({type(fault).__name__}).", ())


def _checked(
    pool: Executor, waiting: list[Group], settings: Settings, assumed: Assumed, alone: bool
) -> Iterator[Outcome]:
    """The outcomes as they come. A process that dies takes others with it: those get one of their own each."""
    futures = {_begun(pool, check_group, group, settings, assumed[group]): group for group in waiting}
    broken = []
    try:
        for future in as_completed(futures):
            group = futures.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                broken.append(group)
            except Exception as fault:  # a cluster's machine that went, say
                yield failed(group, f"It was not checked: {type(fault).__name__}: {fault}. Run the batch again.")
    finally:  # where the work is broken off: what has not begun is not begun
        for future in futures:
            future.cancel()
    for group in broken:
        yield _by_itself(group, settings, assumed) if alone else failed(group, _ENDED)


def _begun(pool: Executor, work: Callable, *of: object) -> Future:
    """The work in the pool; where a process of the pool has died before, what says so."""
    try:
        return pool.submit(work, *of)
    except BrokenExecutor as fault:
        broken: Future = Future()
        broken.set_exception(fault)
        return broken


_ENDED = "The process that checked it was ended, most likely for want of memory."


def _by_itself(group: Group, settings: Settings, assumed: Assumed) -> Outcome:
    with _processes(1) as pool:
        try:
            return pool.submit(check_group, group, settings, assumed[group]).result()
        except BrokenExecutor:
            return failed(group, _ENDED)


def _version() -> str:
    """The hash of this tool with its rules: another one may find something else."""
    hasher = hashlib.sha256()
    for folder in (Path(__file__).parents[1], Path(next(iter(rules.__path__)))):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".json"):
                hasher.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    return hasher.hexdigest()
