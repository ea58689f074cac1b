"""Health, convictions and emotional wellbeing: the answers of OC2 about children in care for twelve months."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, ratio, share
from check903.figures.declared import measure
from check903.figures.splits import Groups, banded
from check903.model.care import Care

TWELVE = "Episodes: DECOM DEC RNE REC LS"
BANDS = {"Normal (0 to 13)": 14, "Borderline (14 to 16)": 17, "Cause for concern (17 to 40)": 41}


def _answered(care: Care, column: str, other: str, of: np.ndarray | None = None) -> Count:
    """Those whose answer in OC2 is yes; a blank, or anything but 0 and 1, can't be told."""
    on = care.twelve_months.today
    answer = getattr(on.own("OC2"), column)
    return share(on, answer == "1", of=of, cannot_tell=~answer.isin("0", "1"), other=other)


def _aged(care: Care, first: int, last: int) -> np.ndarray:
    age = care.twelve_months.today.age
    return (age >= first) & (age <= last)


@measure("health_assessment", f"OC2: HEALTH_ASSESSMENT; {TWELVE}", yearly=True)
def health_assessment(care: Care) -> Count:
    """Children with an up-to-date health assessment

    Of the children in care for twelve months, those whose answer says that their yearly health assessment was done (two
    a year under 5). Children without an answer stay among those it is a share of.

    Exactly: CLA12 children with OC2.HEALTH_ASSESSMENT = 1; of |CLA12|, from Episodes, not the OC2 rows.

    Source: The Department's data guidance 2023, conviction and health outcomes, notes 1 and 6.
    """
    return _answered(care, "HEALTH_ASSESSMENT", "No assessment")


@measure("immunisations", f"OC2: IMMUNISATIONS; {TWELVE}", yearly=True)
def immunisations(care: Care) -> Count:
    """Children with immunisations up to date

    Of the children in care for twelve months, those whose answer says that their immunisations are up to date.

    Exactly: CLA12 children with OC2.IMMUNISATIONS = 1; of |CLA12|.

    Source: The Department's data guidance 2023, conviction and health outcomes, note 4.
    """
    return _answered(care, "IMMUNISATIONS", "Not up to date")


@measure("dental", f"OC2: TEETH_CHECK; {TWELVE}", yearly=True)
def dental(care: Care) -> Count:
    """Children who saw a dentist

    Of the children in care for twelve months, those whose answer says that a dentist checked their teeth.

    Exactly: CLA12 children with OC2.TEETH_CHECK = 1; of |CLA12|.

    Source: The Department's data guidance 2023, conviction and health outcomes, note 5.
    """
    return _answered(care, "TEETH_CHECK", "Saw no dentist")


@measure("development", f"OC2: HEALTH_CHECK; Header: DOB; {TWELVE}", yearly=True)
def development(care: Care) -> Count:
    """Under-fives with development checks up to date

    Of the children under 5 in care for twelve months, those whose answer says that their development checks are up to
    date.

    Exactly: CLA12 children aged 0 to 4 at D with OC2.HEALTH_CHECK = 1; of all aged 0 to 4.

    Source: The Department's data guidance 2023, conviction and health outcomes, note 7.
    """
    return _answered(care, "HEALTH_CHECK", "Not up to date", _aged(care, 0, 4))


@measure("convicted", f"OC2: CONVICTED; Header: DOB; {TWELVE}", yearly=True)
def convicted(care: Care) -> Count:
    """Children aged 10 to 17 convicted or cautioned

    Of the children aged 10 to 17 in care for twelve months, those whose answer says that they were convicted or
    received a youth caution in the year.

    Exactly: CLA12 children aged 10 to 17 at D with OC2.CONVICTED = 1; of all aged 10 to 17.

    Source: The 2025 release, name of the breakdown; the Local Authority Interactive Tool, measure 202.
    """
    return _answered(care, "CONVICTED", "Not convicted or cautioned", _aged(care, 10, 17))


@measure("substance", f"OC2: SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED; {TWELVE}", yearly=True)
def substance(care: Care) -> Count:
    """Children with a substance misuse problem, and help

    Of the children in care for twelve months, those whose answer says that they have a substance misuse problem; and of
    these, who received help for it, and who was offered it and refused.

    Exactly: CLA12 with SUBSTANCE_MISUSE = 1, of |CLA12|; of those INTERVENTION_RECEIVED = 1; else INTERVENTION_OFFERED
    = 1.

    Source: The 2025 release (the denominators by arithmetic); data guidance 2023, note 3.
    """
    on = care.twelve_months.today
    answers = on.own("OC2")
    problem = answers.SUBSTANCE_MISUSE
    received, offered = answers.INTERVENTION_RECEIVED == "1", answers.INTERVENTION_OFFERED == "1"
    help_ = Groups(
        ("Received help", "Offered help and refused it", "Neither, or not recorded"),
        np.where(received, 0, np.where(offered, 1, 2)).astype(np.int64),
        per="counted",
    )
    return share(on, problem == "1", cannot_tell=~problem.isin("0", "1"), help=help_, other="No such problem")


@measure("sdq", f"OC2: SDQ_SCORE SDQ_REASON; Header: DOB; {TWELVE}", yearly=True)
def sdq(care: Care) -> Count:
    """Emotional health (SDQ): score received, bands, average

    Of the children aged 5 to 16 in care for twelve months, those with a score of the strengths and difficulties
    questionnaire (0 to 40). Those with a score are told apart by what it means; beside it, the average score.

    Exactly: CLA12 aged 5 to 16 at D with a whole SDQ_SCORE 0 to 40; of all aged 5 to 16. Normal 0-13, borderline 14-16,
    cause for concern 17-40, each of those with a score; average = mean score.

    Source: The Department's data guidance 2023, conviction and health outcomes, note 8.
    """
    on = care.twelve_months.today
    text = on.own("OC2").SDQ_SCORE
    score = text.number
    received = text.whole & (score >= 0) & (score <= 40)
    aged = _aged(care, 5, 16)
    unsure = ~on.own("OC2").exists | text.filled & ~received
    mean = ratio(on, np.where(received & aged, score, np.nan), cannot_tell=np.zeros(len(on), bool))
    return share(
        on,
        received,
        of=aged,
        cannot_tell=unsure,
        band=banded(np.where(received, score, np.nan), BANDS).share_of("counted"),
        other="No score",
    ).beside({"Average score": mean})
