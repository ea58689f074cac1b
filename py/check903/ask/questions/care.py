"""Questions about who is in care, and for how long."""

from __future__ import annotations

from check903.ask.question import Question

QUESTIONS = (
    Question(
        "in-care-by-legal-status",
        "Children in care today, by legal status",
        "Everybody with an open episode, short breaks left out.",
        """SELECT meaning('LS', LS) AS legal_status, count(DISTINCT CHILD) AS children
FROM Episodes
WHERE DECOM <= today() AND (DEC IS NULL OR DEC > today()) AND LS NOT IN ('V3', 'V4')
GROUP BY 1
ORDER BY children DESC, legal_status
""",
        """e = Episodes
now = e[(e.DECOM <= today()) & (e.DEC.isna() | (e.DEC > today())) & ~e.LS.isin(["V3", "V4"])]
counts = now.assign(legal_status=meaning(now.LS)).groupby("legal_status").CHILD.nunique()
counts.reset_index(name="children").sort_values(["children", "legal_status"], ascending=[False, True])
""",
    ),
    Question(
        "agreement-over-a-year",
        "Children in care by agreement for over a year",
        "Section 20 without a break for more than 365 days, the longest first.",
        """SELECT p.CHILD, min(e.DECOM) AS since, days(min(e.DECOM), today()) AS days
FROM periods p
JOIN Episodes e ON e.period = p.period
WHERE p."end" IS NULL AND e.LS = 'V2'
  AND NOT EXISTS (SELECT 1 FROM Episodes o WHERE o.period = p.period AND o.LS <> 'V2')
GROUP BY p.CHILD
HAVING days > 365
ORDER BY days DESC, p.CHILD
""",
        """e = Episodes.merge(periods[periods.end.isna()][["period"]], on="period")
others = e[e.LS.notna() & (e.LS != "V2")].period
own = e[(e.LS == "V2") & ~e.period.isin(others)]
since = own.groupby("CHILD").DECOM.min().reset_index(name="since")
since["days"] = days(since.since, today())
since[since.days > 365].sort_values(["days", "CHILD"], ascending=[False, True])
""",
    ),
    Question(
        "turning-18",
        "Placements ending in the next 30 days at 18",
        "Open placements of children who turn 18 by then, with the home.",
        """SELECT p.CHILD, h.DOB, age(h.DOB, today()) AS age, p.PLACE, p.URN, p.start
FROM placements p
JOIN Header h ON h.CHILD = p.CHILD
WHERE p."end" IS NULL AND age(h.DOB, today()) = 17 AND age(h.DOB, date(today(), '+30 days')) = 18
ORDER BY h.DOB, p.CHILD, p.placement
""",
        """p = placements[placements.end.isna()].merge(Header[["CHILD", "DOB"]], on="CHILD")
p["age"] = age(p.DOB, today())
soon = p[(p.age == 17) & (age(p.DOB, today() + pd.Timedelta(days=30)) == 18)]
soon.sort_values(["DOB", "CHILD", "placement"])[["CHILD", "DOB", "age", "PLACE", "URN", "start"]]
""",
    ),
    Question(
        "starts-by-month",
        "Children who started to be looked after, by month",
        "Since 1 April, to be drawn as a line.",
        """SELECT substr(DECOM, 1, 7) AS month, count(DISTINCT CHILD) AS children
FROM Episodes
WHERE RNE = 'S' AND LS NOT IN ('V3', 'V4')
  AND DECOM >= (SELECT value FROM about WHERE fact = 'first day') AND DECOM <= today()
GROUP BY month
ORDER BY month
""",
        """first = pd.Timestamp(about[about.fact == "first day"].value.iloc[0])
e = Episodes[(Episodes.RNE == "S") & ~Episodes.LS.isin(["V3", "V4"]) & Episodes.LS.notna()]
e = e[(e.DECOM >= first) & (e.DECOM <= today())]
counts = e.groupby(e.DECOM.dt.strftime("%Y-%m").rename("month")).CHILD.nunique()
plot(counts.reset_index(name="children"), "month", "children", "line")
""",
    ),
    Question(
        "came-back-within-a-year",
        "Children who came back into care within a year",
        "A period of care that began less than 366 days after the one before.",
        """SELECT b.CHILD, a."end" AS left, b.start AS came_back, days(a."end", b.start) AS days
FROM periods a
JOIN periods b ON b.CHILD = a.CHILD AND b.period = a.period + 1
WHERE days(a."end", b.start) BETWEEN 0 AND 365
ORDER BY days, b.CHILD, b.start
""",
        """p = periods.sort_values("period")
p["left"] = p.groupby("CHILD").end.shift()
p["days"] = days(p.left, p.start)
p = p[p.days.between(0, 365)].rename(columns={"start": "came_back"})
p.sort_values(["days", "CHILD", "came_back"])[["CHILD", "left", "came_back", "days"]]
""",
    ),
    Question(
        "asylum-by-placement",
        "Asylum-seeking children in care today, by placement",
        "Children of the table UASC whose status has not ended.",
        """SELECT meaning('PLACE', e.PLACE) AS placement, count(DISTINCT e.CHILD) AS children
FROM Episodes e
JOIN UASC u ON u.CHILD = e.CHILD AND (u.DUC IS NULL OR u.DUC > today())
WHERE e.DECOM <= today() AND (e.DEC IS NULL OR e.DEC > today())
GROUP BY 1
ORDER BY children DESC, placement
""",
        """u = UASC[UASC.DUC.isna() | (UASC.DUC > today())]
e = Episodes[Episodes.CHILD.isin(u.CHILD.dropna())]
e = e[(e.DECOM <= today()) & (e.DEC.isna() | (e.DEC > today()))]
counts = e.assign(placement=meaning(e.PLACE)).groupby("placement", dropna=False).CHILD.nunique()
counts.reset_index(name="children").sort_values(["children", "placement"], ascending=[False, True])
""",
    ),
)
