"""Made-up children and their time in care, as one consistent history from which the returns of two years are taken.

Nothing here knows a rule's code, but every choice keeps to what the Department's rules ask of a good return, so that a
sample without injected errors has next to no findings.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from check903.sample.child import FAR, Adoption, Child, Episode, Placement, birthday
from check903.sample.places import FOSTERING, NO_URN, Postcodes, Providers
from check903.sample.weights import (
    ADOPTERS,
    ADULT_REASONS,
    AGES,
    ETHNICITIES,
    HOME_REASONS,
    MOVE_REASONS,
    NEEDS,
    PLACEMENTS,
    WORKER_REASONS,
    pick,
)

SUPPORTED_LISTED = dt.date(2023, 4, 1).toordinal()  # before, supported accommodation had no Ofsted number (rule 222)


class LifeHistories:
    """Makes children whose care touches at least one of the `years` that end on the ordinal `end`, or who left care
    as adults before.

    start, first_start  first days of this year and of the first
    """

    def __init__(self, rng: Random, year: int, where: Postcodes, providers: Providers, children: int, years: int = 2):
        self.rng, self.where, self.providers = rng, where, providers
        starts = [dt.date(of, 4, 1).toordinal() for of in range(year - years, year)]
        self.first_start, self.start, self.end = starts[0], starts[-1], dt.date(year, 3, 31).toordinal()
        self.edges = {self.end, *starts, *(start - 1 for start in starts)}
        self.staff = [f"SW{10_000 + 37 * number}" for number in range(5 + children // 15)]
        self.own_fostering = [row for row in providers.open["U6", "PR1"]][0]
        self._number = 0

    def child(self) -> Child:
        """The next child."""
        kinds = {
            self._looked_after: 64,
            self._care_leaver: 20,
            self._adopted: 8,
            self._asylum_seeker: 4,
            self._short_breaks: 4,
        }
        child = pick(self.rng, kinds)()
        if not child.respite:
            self._add_missing(child)
        self._add_workers(child)
        return child

    # -- kinds of children --------------------------------------------------------------------------------------------

    def _looked_after(self) -> Child:
        rng = self.rng
        while True:
            (age,) = rng.choices(range(18), AGES)
            child = self._new(self._born(age))
            first = self._clear(max(self.end - 5 - int(rng.expovariate(1 / 1000)), child.born + 1, self.end - 9 * 365))
            last = self._clear(first + 10 + int(rng.expovariate(1 / 1200)))
            if last < self.first_start + 3 or first >= self.end - 3:
                continue
            break
        self._care(child, first, last if last < self.end else None)
        if last + 60 < self.end and rng.random() < 0.15:
            self._care(child, self._clear(last + 20 + rng.randrange(30)), None)
        if child.sex == "F" and rng.random() < 0.06:
            self._have_baby(child)
        self._maybe_detained(child)
        self._previous_permanence(child)
        return child

    def _care_leaver(self) -> Child:
        rng = self.rng
        child = self._new(self._born(18 + rng.randrange(4)))
        eighteen = birthday(child.born, 18)
        self._care(child, self._clear(eighteen - 300 - rng.randrange(3000)), eighteen)
        if child.sex == "F" and rng.random() < 0.1:
            self._have_baby(child)
        self._previous_permanence(child)
        return child

    def _adopted(self) -> Child:
        """Care order, placement order with the decision for adoption, placed with adopters, adopted; as far as the
        years reach.
        """
        rng = self.rng
        while True:
            child = self._new(self._born(rng.randrange(7)))
            first = self._clear(child.born + 1 + rng.randrange(900))
            order = self._clear(first + 120 + rng.randrange(250))
            placed = self._clear(order + 60 + rng.randrange(300))
            adopted = self._clear(placed + 120 + rng.randrange(250))
            if first < self.end - 10 and adopted > self.first_start + 2:
                break
        by_carer = rng.random() < 0.2
        carer = self._fostered("U5" if by_carer else "U6", child)
        child.episodes = [Episode(first, "S", "C1", carer)]
        if order < self.end - 5:
            child.adoption = Adoption(
                order - rng.randrange(min(60, order - first)), adopters=pick(rng, ADOPTERS), by_carer=by_carer
            )
            self._next(child, order, "L", ls="E1")
            if rng.random() < 0.08:
                given_up = self._clear(order + 30 + rng.randrange(20))
                if given_up < self.end - 5:
                    child.adoption.reversed = given_up
                    self._next(child, given_up, "L", ls="C2")
            elif placed < self.end - 5:
                child.adoption.matched = max(child.adoption.decided, placed - 5 - rng.randrange(40))
                home = (
                    Placement("A5", "PR1", carer.postcode, NO_URN)
                    if by_carer
                    else Placement("A6", "PR1", self._anywhere(child), NO_URN)
                )
                self._next(child, placed, "T" if by_carer else "P", home, reason="PLACE" if by_carer else "CARPL")
                if adopted < self.end:
                    self._leave(child, adopted, "E11" if rng.random() < 0.4 else "E12")
        return child

    def _asylum_seeker(self) -> Child:
        rng = self.rng
        child = self._new(self._born(15 + rng.randrange(4)))
        child.uasc, child.need, child.home, child.upn, child.sex = (
            True,
            "N8",
            "",
            "UN2",
            "F" if rng.random() < 0.1 else "M",
        )
        eighteen = birthday(child.born, 18)
        first = self._clear(min(eighteen - 200, self.end - 10) - rng.randrange(400))
        self._care(child, first, eighteen if eighteen < self.end else None)
        return child

    def _short_breaks(self) -> Child:
        """A series of single stays (V3), or one agreement (V4)."""
        rng = self.rng
        child = self._new(self._born(3 + rng.randrange(13)))
        child.respite, child.need, child.home = True, "N2", ""
        placement = Placement("K2" if rng.random() < 0.3 else "U6", "PR4", "", "")
        if rng.random() < 0.3:
            child.episodes = [Episode(self._clear(self.end - 20 - rng.randrange(500)), "S", "V4", placement)]
            return child
        day = self._clear(max(self.first_start + 5 + rng.randrange(250), birthday(child.born, 1)))
        for _ in range(3 + rng.randrange(8)):
            end = self._clear(day + 2 + rng.randrange(4))
            if end >= self.end:
                break
            child.episodes.append(Episode(day, "S", "V3", placement, end, "E8"))
            day = self._clear(end + 25 + rng.randrange(40))
        return child

    # -- who the child is ---------------------------------------------------------------------------------------------

    def _born(self, age: int) -> int:
        """A day that makes the child `age` at the end of this year; no birthday on the year's first or last day."""
        while True:
            born = birthday(self.end, -age) - 1 - self.rng.randrange(364)
            day = dt.date.fromordinal(born)
            if (day.month, day.day) not in ((3, 31), (4, 1)):
                return born

    def _new(self, born: int) -> Child:
        self._number += 1
        scrambled = self._number * 7919
        return Child(
            id=str(1_000_000 + scrambled % 9_000_000),
            sex=self.rng.choice("MF"),
            born=born,
            ethnic=pick(self.rng, ETHNICITIES),
            upn=f"{'ABCDEFGH'[self._number % 8]}{(8_010_000_000_000 + scrambled) % 10**12:012d}",
            need=pick(self.rng, NEEDS),
            home=self.rng.choice(self.where.own),
        )

    def _have_baby(self, child: Child) -> None:
        first = max(birthday(child.born, 15), child.episodes[0].start)
        last = child.episodes[-1].end or self.end
        if last - first > 30:
            child.baby = self._clear(first + self.rng.randrange(last - first - 20))

    def _previous_permanence(self, child: Child) -> None:
        first = child.episodes[0].start
        if first - child.born > 1200 and self.rng.random() < 0.08:
            day = dt.date.fromordinal(first - 100 - self.rng.randrange(900))
            written = self.rng.choice([f"{day:%d/%m}/{day.year}", f"zz/{day:%m}/{day.year}", f"zz/zz/{day.year - 1}"])
            child.permanence = (
                self.rng.choice(["P1", "P2", "P3"]),
                self.rng.choice(["801", "802", "803"]),
                written.upper(),
            )

    # -- time in care -------------------------------------------------------------------------------------------------

    def _clear(self, day: int) -> int:
        """The day, or one soon after where it is the first or last of a year: what happens there is for the tests, not
        for a sample.
        """
        while day in self.edges:
            day += 3
        return day

    def _care(self, child: Child, first: int, last: int | None) -> None:
        """A period of care from `first` to `last` (None: still going on), with changes of status and placement on the
        way.
        """
        rng = self.rng
        adult = last is not None and last >= birthday(child.born, 18)
        ls = "V2" if child.uasc else pick(rng, {"C1": 45, "V2": 45, "L2": 6, "C2": 4})
        child.episodes.append(Episode(first, "S", ls, self._placement(child, first, ls)))
        # the last placement lasts, so that care leavers have their time in care within the two years
        stop = (last if last is not None else self.end) - (150 if adult else 7)
        day = first
        if ls == "L2":
            day = self._clear(first + 6)
            if day >= stop:
                child.episodes[-1].ls = "C1"
            else:
                self._next(child, day, "L", ls="C1")
        while True:
            day = self._clear(day + 8 + int(rng.expovariate(1 / 420)))
            if day >= stop:
                break
            day = self._change(child, day, stop)
        if last is not None:
            place = child.episodes[-1].placement.place
            self._leave(
                child, last, self._reason_left(pick(rng, ADULT_REASONS if adult else HOME_REASONS), place, child, adult)
            )

    def _change(self, child: Child, day: int, stop: int) -> int:
        """One change on `day`; gives the day on which it is over."""
        rng, now = self.rng, child.episodes[-1]
        following = {"V2": "C1", "C1": "C2", "L2": "C1"}.get(now.ls)
        may = following is not None and not child.uasc
        kind = pick(rng, {"move": 50, "status": 30 * may, "both": 5 * may, "house": 8, "away": 7})
        if kind == "status":
            self._next(child, day, "L", ls=following)
        elif kind == "house" and now.placement.place in FOSTERING:
            self._next(
                child,
                day,
                "T",
                now.placement._replace(postcode=self._anywhere(child, now.placement.postcode)),
                reason="OTHER",
            )
        elif kind == "away" and now.placement.place in FOSTERING:
            return self._away(child, day, stop)
        else:
            ls = following if kind == "both" and following else now.ls
            self._next(
                child, day, "B" if kind == "both" else "P", self._another(child, day, ls), ls, pick(rng, MOVE_REASONS)
            )
        return day

    def _away(self, child: Child, day: int, stop: int) -> int:
        """A temporary stay in hospital or while the carer is away, and back."""
        back = self._clear(day + 3 + self.rng.randrange(4))
        now = child.episodes[-1]
        if back < stop and not any(episode.placement.place[0] == "T" for episode in child.episodes):
            where = self._anywhere(child, now.placement.postcode)
            self._next(child, day, "P", Placement(self.rng.choice(["T1", "T3", "T4"]), "", where, ""))
            self._next(child, back, "P", now.placement)
        return back

    def _next(
        self,
        child: Child,
        day: int,
        rne: str,
        placement: Placement | None = None,
        ls: str | None = None,
        reason: str = "",
    ) -> None:
        now = child.episodes[-1]
        now.end, now.rec, now.reason = day, "X1", reason
        child.episodes.append(Episode(day, rne, ls or now.ls, placement or now.placement))

    def _leave(self, child: Child, day: int, rec: str) -> None:
        child.episodes[-1].end, child.episodes[-1].rec = day, rec

    def _reason_left(self, rec: str, place: str, child: Child, adult: bool) -> str:
        """`rec`, or another where it doesn't go with the placement: former foster carers must have been foster
        carers.
        """
        if rec in ("E45", "E46", "E17") and place not in FOSTERING:
            return "E5" if adult else "E41"
        return "E8" if child.uasc and not adult else rec

    # -- placements ---------------------------------------------------------------------------------------------------

    def _another(self, child: Child, day: int, ls: str) -> Placement:
        now = child.episodes[-1].placement
        while True:
            placement = self._placement(child, day, ls)
            if placement != now:
                return placement

    def _placement(self, child: Child, day: int, ls: str) -> Placement:
        """A placement for the child's age on `day` and the legal status, with a provider that may offer it."""
        rng = self.rng
        least = max(age for age in PLACEMENTS if birthday(child.born, age) <= day or age == 0)
        kind = pick(rng, PLACEMENTS[least])
        if kind == "P1" and (ls == "V2" or child.uasc):
            kind = "U"
        if kind == "K3" and day < SUPPORTED_LISTED and self.first_start < SUPPORTED_LISTED:
            kind = "K2"
        if kind == "P1":
            return Placement("P1", "PR0", child.home if rng.random() < 0.5 else rng.choice(self.where.own), "")
        if kind == "K2-wales":
            return Placement("K2", "PR4", rng.choice(self.where.wales), "")
        if kind == "U-kin":
            return self._fostered(rng.choice(["U1", "U3"]), child)
        if kind == "U":
            return self._fostered(
                pick(rng, {"U4": 40, "U6": 60}), child, pick(rng, {"PR1": 55, "PR4": 33, "PR5": 9, "PR2": 3})
            )
        if kind in ("K2", "K3", "S1", "R3", "K1"):
            codes = [
                code
                for code in ("PR4", "PR4", "PR5", "PR1" if kind == "K2" else "PR2")
                if (kind, code) in self.providers.open
            ]
            code = rng.choice(codes)
            row = rng.choice(self.providers.open[kind, code])
            if row.postcode == child.home:
                return self._fostered("U6", child)
            return Placement(kind, code, row.postcode, row.urn)
        provider = {"R2": "PR3", "R5": "PR3", "Z12": ""}.get(kind, "PR4")
        return Placement(kind, provider, self._anywhere(child), "")

    def _fostered(self, place: str, child: Child, provider: str = "PR1") -> Placement:
        row = self.own_fostering if provider == "PR1" else self.rng.choice(self.providers.open[place, provider])
        return Placement(place, provider, self._anywhere(child), row.urn)

    def _anywhere(self, child: Child, not_here: str = "") -> str:
        """A postcode, more often in the council's own area, that is neither the child's home nor `not_here`."""
        while True:
            postcode = (
                self.rng.choice(self.where.own) if self.rng.random() < 0.6 else self.rng.choice(self.where.elsewhere)[0]
            )
            if postcode not in (child.home, not_here):
                return postcode

    # -- what happens besides -----------------------------------------------------------------------------------------

    def _add_missing(self, child: Child) -> None:
        """Short absences within one episode each; some children go missing again and again."""
        rng = self.rng
        if child.born > self.end - 11 * 365 or rng.random() > 0.25:
            return
        for episode in child.episodes:
            day = max(episode.start, self.first_start, birthday(child.born, 10)) + 3
            while True:
                day = self._clear(day + int(rng.expovariate(1 / 90)))
                back = day + rng.randrange(4)
                if back >= (episode.end or self.end + 30) - 3 or day > self.end - 1:
                    break
                child.missing.append((pick(rng, {"M": 70, "A": 30}), day, back))
                day = back + 5

    def _add_workers(self, child: Child) -> None:
        """The child's social workers, one after the other without a gap; the last stays on after care."""
        rng = self.rng
        day, why = child.episodes[0].start, "FCONTA"
        while True:
            change = self._clear(day + 30 + int(rng.expovariate(1 / 500)))
            child.workers.append((rng.choice(self.staff), day, change if change < self.end - 10 else None, why))
            if change >= self.end - 10:
                return
            day, why = change, pick(rng, WORKER_REASONS)

    def _maybe_detained(self, child: Child) -> None:
        """A deprivation of liberty order within one placement in a children's home this year."""
        for episode in child.episodes:
            first = max(episode.start + 3, self.start + 2)
            last = min(episode.end or FAR, self.end) - 3
            if episode.placement.place == "K2" and last - first > 40 and self.rng.random() < 0.1:
                start = first + self.rng.randrange(last - first - 30)
                child.detained = (start, start + 28)
                return
