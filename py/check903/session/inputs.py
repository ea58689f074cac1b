"""What a check starts from: the files that were dropped in, and the postcodes that the page brings by area."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from check903 import api
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.model.table import Table
from check903.reading import LoadedFiles
from check903.reading.council import Evidence, evidence
from check903.reading.providers import ProviderList
from check903.reference import postcodes
from check903.session.answers import CheckOptions


class Inputs:
    """The loaded files, and the postcode directory.

    directory  check903.reference.postcodes.Directory; by default what the package finds, else an empty one that the
    page fills by area
    """

    def __init__(self, directory: postcodes.Directory | None = None):
        installed = directory or postcodes.default_directory()
        self._directory = installed or postcodes.Directory()
        self._by_area = installed is None
        self._areas = 0
        self._mentioned_by: list = []
        self._mentioned: set[str] = set()
        self.loaded = self._empty()

    def _empty(self) -> LoadedFiles:
        return LoadedFiles(by_postcodes=lambda episodes: evidence(episodes, self._directory).likely)

    def clear(self) -> None:
        """Take all files away; the postcodes stay."""
        self.loaded = self._empty()
        self._mentioned_by, self._mentioned = [], set()

    def prepared(self, options: CheckOptions):
        """The return to be checked, its rules, and findings to be filled: see `api.prepare`. `options` are those of
        `Session.check_start`.
        """
        return self.prepared_from(self.loaded, options.get("authority") or "", options.get("rules_year"))

    def prepared_from(self, loaded: LoadedFiles, authority: str, rules_year: int | None = None):
        """The same of other files. `authority`: ONS code, or ""."""
        directory = self._directory_if_there()
        return api.prepare(
            loaded.this_year,
            loaded.last_year or None,
            Collection.of_year(loaded.year),
            authority=authority or None,
            rules_year=int(rules_year) if rules_year else None,
            providers=self._providers(directory),
            postcodes=directory,
            earlier=loaded.before(loaded.year - 1),
        )

    def areas_wanted_of(self, loaded: LoadedFiles) -> list[str]:
        """The postcode areas that other files mention and that are not here yet; some may not exist."""
        episodes = [tables.get("Episodes") for tables in (loaded.this_year, loaded.last_year)]
        mentioned = postcodes.areas_in(_postcodes(loaded.providers, episodes)) if self._by_area else set()
        return sorted(mentioned - self._directory.areas)

    def areas_wanted(self, cells: Iterable[tuple[str | None, str]], of_files: bool) -> list[str]:
        """The postcode areas that are not here yet, though these cells, given as (field, text), or the files mention
        them; some may not exist.
        """
        if not self._by_area:
            return []
        mentioned = self._areas_of(cells) | (self._areas_mentioned() if of_files else set())
        return sorted(mentioned - self._directory.areas)

    def add_area(self, area: str, data: bytes) -> None:
        """Take in the postcodes of an area."""
        self._directory.add_area(area, bytes(data))
        self._areas += 1
        self.loaded.postcodes_came()

    @property
    def undecided(self) -> bool:
        """True while postcodes have yet to come that tell whose some of the files are."""
        told_by = self.loaded.parted.of_places if self._by_area else []
        return bool(postcodes.areas_in(_in_episodes(told_by)) - self._directory.areas)

    def council_evidence(self) -> Evidence:
        """What the postcodes of this year's episodes tell of the council, as far as they are here."""
        return evidence(self.loaded.this_year.get("Episodes"), self._directory_if_there())

    def _areas_mentioned(self) -> set[str]:
        """The postcode areas of the files. Worked out again where one of the three concerned came or went."""
        sources = [
            self.loaded.providers,
            *(tables.get("Episodes") for tables in (self.loaded.this_year, self.loaded.last_year)),
            *self.loaded.parted.of_places,
        ]
        if any(now is not then for now, then in zip_longest(sources, self._mentioned_by)):
            listed, *of_returns = sources
            self._mentioned_by, self._mentioned = sources, postcodes.areas_in(_postcodes(listed, of_returns))
        return self._mentioned

    def _areas_of(self, cells: Iterable[tuple[str | None, str]]) -> set[str]:
        """The postcode areas of what was put into cells, as (field, text): postcodes, and Ofsted numbers of listed
        providers.
        """
        texts, urns = [], set()
        for field, text in cells:
            if field in ("HOME_POST", "PL_POST"):
                texts.append(text)
            elif field == "URN":
                urns.add(text)
        return postcodes.areas_in(texts + _of_providers(self.loaded.providers, urns))

    def _directory_if_there(self) -> postcodes.Directory | None:
        """The directory; None where the page could bring none of it, so that rules don't take every postcode for a
        wrong one.
        """
        return None if self._by_area and not self._areas and self._areas_mentioned() else self._directory

    def _providers(self, directory: postcodes.Directory | None) -> Providers | None:
        listed = self.loaded.providers
        return None if listed is None else Providers.of_list(listed, directory)


def _postcodes(listed: ProviderList | None, of_returns: list[Table | None]) -> list[str]:
    """The postcodes of the children's homes and placements in Episodes, and of the listed providers they are placed
    with.
    """
    urns = {text for table in of_returns if table and "URN" in table.columns for text in table.columns["URN"].values}
    return _in_episodes(of_returns) + _of_providers(listed, urns)


def _in_episodes(tables: Iterable[Table | None]) -> list[str]:
    """The postcodes of the children's homes and placements."""
    columns = [table.columns for table in tables if table]
    return [
        text for table in columns for name in ("HOME_POST", "PL_POST") if name in table for text in table[name].values
    ]


def _of_providers(listed: ProviderList | None, urns: set[str]) -> list[str]:
    """The postcodes of the listed providers with those Ofsted numbers."""
    return listed.postcodes_of(urns) if listed and urns else []
