"""Questions about placements."""

from __future__ import annotations

from check903.ask.question import Question

QUESTIONS = (
    Question(
        "three-placements",
        "Children with three or more placements this year",
        "Placements that touch the year, counted as Figures counts them.",
        """SELECT CHILD, count(*) AS placements
FROM placements
WHERE "end" IS NULL OR "end" >= (SELECT value FROM about WHERE fact = 'first day')
GROUP BY CHILD
HAVING count(*) >= 3
ORDER BY placements DESC, CHILD
""",
        """first = pd.Timestamp(about[about.fact == "first day"].value.iloc[0])
this_year = placements[placements.end.isna() | (placements.end >= first)]
counts = this_year.groupby("CHILD").size().reset_index(name="placements")
counts[counts.placements >= 3].sort_values(["placements", "CHILD"], ascending=[False, True])
""",
    ),
    Question(
        "out-of-area-by-provider",
        "Open placements outside the area, by provider",
        "Where the home’s postcode lies in another council.",
        """SELECT meaning('PLACE_PROVIDER', PLACE_PROVIDER) AS provider, count(*) AS placements,
  sum(PL_LOCATION = 'OUT') AS outside
FROM Episodes
WHERE DEC IS NULL AND PL_LOCATION IS NOT NULL
GROUP BY 1
ORDER BY outside DESC, provider
""",
        """e = Episodes[Episodes.DEC.isna() & Episodes.PL_LOCATION.notna()]
e = e.assign(provider=meaning(e.PLACE_PROVIDER), outside=(e.PL_LOCATION == "OUT").astype(int))
by = e.groupby("provider", dropna=False).agg(placements=("row", "size"), outside=("outside", "sum")).reset_index()
by.sort_values(["outside", "provider"], ascending=[False, True], na_position="first")
""",
    ),
    Question(
        "far-from-home",
        "Children placed more than 20 miles from home",
        "Open episodes, the furthest first.",
        """SELECT CHILD, PLACE, PL_LA, round(PL_DISTANCE, 1) AS miles
FROM Episodes
WHERE DEC IS NULL AND PL_DISTANCE > 20
ORDER BY miles DESC, CHILD, row
""",
        """e = Episodes[Episodes.DEC.isna() & (Episodes.PL_DISTANCE > 20)].assign(miles=Episodes.PL_DISTANCE.round(1))
e.sort_values(["miles", "CHILD", "row"], ascending=[False, True, True])[["CHILD", "PLACE", "PL_LA", "miles"]]
""",
    ),
    Question(
        "homes-with-postcode",
        "Open placements by home, with postcode",
        "One row for each Ofsted number and postcode, to check with commissioning.",
        """SELECT URN, PL_POST, count(DISTINCT CHILD) AS children
FROM Episodes
WHERE DEC IS NULL AND URN IS NOT NULL
GROUP BY URN, PL_POST
ORDER BY children DESC, URN, PL_POST
""",
        """e = Episodes[Episodes.DEC.isna() & Episodes.URN.notna()]
homes = e.groupby(["URN", "PL_POST"], dropna=False, observed=True).CHILD.nunique().reset_index(name="children")
homes.sort_values(["children", "URN", "PL_POST"], ascending=[False, True, True], na_position="first")
""",
    ),
    Question(
        "moves-by-reason",
        "Why placements changed",
        "Episodes that ended with a reason for the change, by reason.",
        """SELECT meaning('REASON_PLACE_CHANGE', REASON_PLACE_CHANGE) AS reason, count(*) AS changes
FROM Episodes
WHERE REASON_PLACE_CHANGE IS NOT NULL
GROUP BY 1
ORDER BY changes DESC, reason
""",
        """e = Episodes[Episodes.REASON_PLACE_CHANGE.notna()]
counts = e.assign(reason=meaning(e.REASON_PLACE_CHANGE)).groupby("reason").size().reset_index(name="changes")
plot(counts.sort_values(["changes", "reason"], ascending=[False, True]), "reason", "changes")
""",
    ),
    Question(
        "other-moves-by-team",
        "Moves with the reason “Other”, by team",
        "Teams are those of your own list of workers; drop one on Files.",
        """SELECT coalesce(w.team, 'No team known') AS team, count(*) AS moves
FROM Episodes e
LEFT JOIN workers w ON w.CHILD = e.CHILD
WHERE e.REASON_PLACE_CHANGE = 'OTHER'
GROUP BY 1
ORDER BY moves DESC, team
""",
        """e = Episodes[Episodes.REASON_PLACE_CHANGE == "OTHER"]
e = e.merge(workers[["CHILD", "team"]], on="CHILD", how="left")
counts = e.assign(team=e.team.fillna("No team known")).groupby("team").size().reset_index(name="moves")
counts.sort_values(["moves", "team"], ascending=[False, True])
""",
    ),
)
