"""Questions about missing, reviews, social workers, health, care leavers and the errors found."""

from __future__ import annotations

from check903.ask.question import Question

QUESTIONS = (
    Question(
        "missing-by-placement",
        "Missing over 24 hours, by placement type",
        "Times, children and mean days, by where the child lived.",
        """SELECT meaning('PLACE', e.PLACE) AS placement, count(*) AS times,
  count(DISTINCT m.CHILD) AS children, round(avg(days(m.MIS_START, m.MIS_END)), 1) AS mean_days
FROM Missing m
JOIN Episodes e ON e.CHILD = m.CHILD AND m.MIS_START >= e.DECOM AND (e.DEC IS NULL OR m.MIS_START < e.DEC)
WHERE m.MISSING = 'M' AND days(m.MIS_START, m.MIS_END) > 1
GROUP BY 1
ORDER BY times DESC, placement
""",
        """m = Missing[Missing.MISSING == "M"]
m = m.assign(length=days(m.MIS_START, m.MIS_END))
m = m[m.length > 1].merge(Episodes[["CHILD", "DECOM", "DEC", "PLACE"]].dropna(subset="CHILD"), on="CHILD")
m = m[(m.MIS_START >= m.DECOM) & (m.DEC.isna() | (m.MIS_START < m.DEC))]
by = m.assign(placement=meaning(m.PLACE)).groupby("placement", dropna=False).agg(
    times=("length", "size"), children=("CHILD", "nunique"), mean_days=("length", "mean")
)
by = by.reset_index().round({"mean_days": 1}).sort_values(["times", "placement"], ascending=[False, True])
plot(by, "placement", "times")
""",
    ),
    Question(
        "still-missing",
        "Missing for more than 14 days, without an end date",
        "Still missing, or the end was not recorded.",
        """SELECT CHILD, MISSING, MIS_START, days(MIS_START, today()) AS days
FROM Missing
WHERE MIS_END IS NULL AND days(MIS_START, today()) > 14
ORDER BY days DESC, CHILD, row
""",
        """m = Missing[Missing.MIS_END.isna()]
m = m.assign(days=days(m.MIS_START, today()))
m = m[m.days > 14].sort_values(["days", "CHILD", "row"], ascending=[False, True, True])
m[["CHILD", "MISSING", "MIS_START", "days"]]
""",
    ),
    Question(
        "missing-often",
        "Children missing three times or more",
        "This year’s times missing or away, and the last of them.",
        """SELECT CHILD, count(*) AS times, max(MIS_START) AS last
FROM Missing
GROUP BY CHILD
HAVING count(*) >= 3
ORDER BY times DESC, CHILD
""",
        """by = Missing.groupby("CHILD", dropna=False).agg(times=("row", "size"), last=("MIS_START", "max"))
by = by.reset_index()
by[by.times >= 3].sort_values(["times", "CHILD"], ascending=[False, True])
""",
    ),
    Question(
        "reviews-overdue",
        "Reviews overdue",
        "In care today, and no review for more than 183 days (or 20 days at the start).",
        """WITH last AS (SELECT CHILD, max(REVIEW) AS review FROM Reviews WHERE REVIEW <= today() GROUP BY CHILD)
SELECT p.CHILD, p.start, l.review AS last_review, days(coalesce(l.review, p.start), today()) AS days
FROM periods p
LEFT JOIN last l ON l.CHILD = p.CHILD AND l.review >= p.start
WHERE p."end" IS NULL AND days(coalesce(l.review, p.start), today()) > CASE WHEN l.review IS NULL THEN 20 ELSE 183 END
ORDER BY days DESC, p.CHILD
""",
        """last = Reviews[Reviews.REVIEW <= today()].groupby("CHILD").REVIEW.max().reset_index(name="last_review")
p = periods[periods.end.isna()].merge(last, on="CHILD", how="left")
p.loc[p.last_review < p.start, "last_review"] = pd.NaT
p["days"] = days(p.last_review.fillna(p.start), today())
late = p[p.days > p.last_review.isna().map({True: 20, False: 183})]
late.sort_values(["days", "CHILD"], ascending=[False, True])[["CHILD", "start", "last_review", "days"]]
""",
    ),
    Question(
        "worker-changes-by-team",
        "Changes of social worker, by team",
        "Changes and children since 1 April; teams are those of your own list of workers.",
        """SELECT coalesce(w.team, 'No team known') AS team, count(*) AS changes, count(DISTINCT s.CHILD) AS children
FROM SWEpisodes s
LEFT JOIN workers w ON w.CHILD = s.CHILD
WHERE s.SW_DECOM >= (SELECT value FROM about WHERE fact = 'first day') AND coalesce(s.SW_REASON, '') <> 'FCONTA'
GROUP BY 1
ORDER BY changes DESC, team
""",
        """first = pd.Timestamp(about[about.fact == "first day"].value.iloc[0])
s = SWEpisodes[(SWEpisodes.SW_DECOM >= first) & ~(SWEpisodes.SW_REASON == "FCONTA")]
s = s.merge(workers[["CHILD", "team"]], on="CHILD", how="left")
by = s.assign(team=s.team.fillna("No team known")).groupby("team").agg(
    changes=("row", "size"), children=("CHILD", "nunique")
)
by.reset_index().sort_values(["changes", "team"], ascending=[False, True])
""",
    ),
    Question(
        "health-assessments",
        "Children without a health assessment",
        "Of the table OC2, those with no or a blank answer, by child.",
        """SELECT CHILD, DOB, HEALTH_ASSESSMENT
FROM OC2
WHERE coalesce(HEALTH_ASSESSMENT, '') <> '1'
ORDER BY CHILD, row
""",
        """o = OC2[~(OC2.HEALTH_ASSESSMENT == "1")].sort_values(["CHILD", "row"])
o[["CHILD", "DOB", "HEALTH_ASSESSMENT"]]
""",
    ),
    Question(
        "care-leavers-not-in-touch",
        "Care leavers with whom the council is not in touch",
        "By age today, with where they live as far as known.",
        """SELECT CHILD, age(DOB, today()) AS age, IN_TOUCH, ACTIV, ACCOM
FROM OC3
WHERE coalesce(IN_TOUCH, '') <> 'YES'
ORDER BY age, CHILD, row
""",
        """o = OC3[~(OC3.IN_TOUCH == "YES")].assign(age=age(OC3.DOB, today()))
o = o.sort_values(["age", "CHILD", "row"], na_position="first")
o[["CHILD", "age", "IN_TOUCH", "ACTIV", "ACCOM"]]
""",
    ),
    Question(
        "errors-by-team",
        "Errors by team and kind",
        "The findings as a table that you can cut as you like.",
        """SELECT coalesce(w.team, 'No team known') AS team, r.category AS kind, count(*) AS errors
FROM findings f
JOIN rules r ON r.rule = f.rule
LEFT JOIN workers w ON w.CHILD = f.CHILD
GROUP BY 1, 2
ORDER BY errors DESC, team, kind
""",
        """f = findings.merge(rules[["rule", "category"]], on="rule")
f = f.merge(workers[["CHILD", "team"]], on="CHILD", how="left")
f = f.assign(team=f.team.fillna("No team known"), kind=f.category)
by = f.groupby(["team", "kind"]).size().reset_index(name="errors")
by.sort_values(["errors", "team", "kind"], ascending=[False, True, True])
""",
    ),
)
