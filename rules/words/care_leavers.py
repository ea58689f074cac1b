"""Words for rules/care_leavers.py."""

import numpy as np

from check903.reference.groups import ADOPTED, ADOPTION_DETAILS, FOR_ADOPTION, HEALTH, LEAVER_DETAILS
from check903.wording import aged, as_dates, counted, days_between, letter, measure, when, words, years
from check903.wording.clues import born_otherwise, header, last_episode, left_otherwise, was_adopted
from check903.wording.declared import filled, one_of
from check903.wording.placeholders import born

from ..care_leavers import time_in_care
from .leavers import in_words, leaver_details

THEME, ADOPTION = "Care leavers", "Adoption and permanence"
ANSWERS = " ".join(LEAVER_DETAILS)
ASKED_OF_ADOPTED = " ".join(ADOPTION_DETAILS)
HEALTH_ANSWERS = " ".join(HEALTH)


def _filled_in(partner, columns):
    """What is filled in there is at fault."""
    return filled(" ".join(f"{partner}.{column}" for column in columns.split()))


# -- beside the other tables of this year -----------------------------------------------------------------------------


def _matched(f):
    return f.DATE_MATCH.readable


WAS_ADOPTED = letter(
    [
        when(
            _matched,
            "Details of an adoption, with adopters matched on {DATE_MATCH}. Also details of a care leaver, as for "
            "somebody who left care without being adopted.",
        ),
        "Details of an adoption. Also details of a care leaver, as for somebody who left care without being adopted.",
    ],
    "A child who was adopted is not a care leaver, so only one of the two can be right.",
    "Was the child adopted, and on which day? Tell us and we will remove what does not apply.",
)

words(
    "134",
    who="adoption",
    theme=ADOPTION,
    show=f"{ASKED_OF_ADOPTED} DOB {ANSWERS} DEC REC",
    clues={"current": last_episode},
    culprit=[
        when(was_adopted, _filled_in("oc3", ANSWERS)),
        when(left_otherwise, _filled_in("ad1", ASKED_OF_ADOPTED)),
        one_of(_filled_in("ad1", ASKED_OF_ADOPTED), _filled_in("oc3", ANSWERS)),
    ],
    sentence=[
        when(
            was_adopted,
            "The child was adopted[ on {current.DEC}] ({current.REC}[, {current.reason_ended}]), but OC3 has care "
            "leaver details.",
        ),
        when(
            left_otherwise,
            "The child left care[ on {current.DEC}] ({current.REC}[, {current.reason_ended}]) and has care leaver "
            "details, but AD1 has adoption details too.",
        ),
        "The child has adoption details in AD1 and care leaver details in OC3. Only one of the two can be right.",
    ],
    cause="Child has both adoption and care leaver details",
    letter=WAS_ADOPTED,
)


def _in_oc3(f):
    return f.table == "OC3"


def _adult_and_open(f):
    return _in_oc3(f) and f.current.DEC.blank & (f.DOB + years(18) <= f.r.end)


def _placed_for_adoption(f):
    return ~np.full(len(f), _in_oc3(f)) & f.current.PLACE.isin(*FOR_ADOPTION)


words(
    "187",
    who=[when(_in_oc3, "leaving_care"), "adoption"],
    theme=THEME,
    show=f"{ANSWERS} {ASKED_OF_ADOPTED} DECOM DEC REC PLACE",
    culprit=[
        when(_adult_and_open, "current.DEC current.REC"),
        when(_in_oc3, filled(ANSWERS)),
        when(_placed_for_adoption, one_of("current.DEC current.REC", filled(ASKED_OF_ADOPTED))),
        filled(ASKED_OF_ADOPTED),
    ],
    filled_details=leaver_details,
    sentence=[
        when(
            _adult_and_open,
            "OC3 has care leaver details and the young person turned 18 on {birthday_18}, but by the episodes was in "
            "care all year.",
        ),
        when(
            _in_oc3,
            "OC3 has care leaver details, but by the episodes the young person was in care all year, since "
            "{in_care_since}.",
        ),
        (
            "AD1 has adoption details, but by the episodes the child was in care all year, since {in_care_since}, and"
            " did not leave."
        ),
    ],
    cause=[
        when(_in_oc3, "Care leaver details for a young person in care all year"),
        "Adoption details for a child in care all year",
    ],
    letter=[
        when(
            _in_oc3,
            letter(
                "The young person was in care all year, and has not left. Also what is asked about care leavers: "
                "{filled_details}.",
                "A young person cannot be in care and a care leaver at the same time.",
                "Did the young person leave care, and on which day? If not, tell us and we will leave the care leaver "
                "details out.",
            ),
        ),
        letter(
            [
                when(
                    _matched,
                    "The child was in care all year. Also details of an adoption, with adopters matched on "
                    "{DATE_MATCH}.",
                ),
                "The child was in care all year. Also details of an adoption.",
            ],
            "A child who was adopted is no longer in care.",
            "Was the child adopted, and on which day? If the adoption order has not been made yet, tell us and we will "
            "leave the details out.",
        ),
    ],
)


def _latest(f):
    """The child's latest episode."""
    return f.rows.first_of(f.r.Episodes.latest("DECOM"))


def _in_care_all_year(f):
    return f.rows.per_child(f.r.continuously_looked_after, False)


def _had_left(f):
    return f.current.REC.filled & (f.current.REC != "X1")


words(
    "215",
    who="data",
    theme=THEME,
    show=f"{ANSWERS} {HEALTH_ANSWERS} DECOM DEC REC",
    clues={"current": _latest},
    culprit=[
        when(_in_care_all_year, _filled_in("oc3", ANSWERS)),
        when(_had_left, _filled_in("oc2", HEALTH_ANSWERS)),
        one_of(_filled_in("oc3", ANSWERS), _filled_in("oc2", HEALTH_ANSWERS)),
    ],
    sentence=[
        when(
            _in_care_all_year,
            "By the episodes the child was in care all year, so the health answers in OC2 fit and the care leaver "
            "details in OC3 do not.",
        ),
        when(
            _had_left,
            "The child left care[ on {current.DEC}] ({current.REC}[, {current.reason_ended}]), so the care leaver "
            "details in OC3 fit and the health answers in OC2 do not.",
        ),
        "The child has care leaver details in OC3 and health answers in OC2. Nobody can be a care leaver and in "
        "care for all of the last twelve months.",
    ],
    cause="Both care leaver details and health answers for a year in care",
)


def _no_start(f):
    return f.current.exists & ~f.current.DECOM.readable


words(
    "1014",
    who="data",
    theme="Asylum-seeking children",
    show=f"CHILD DUC DOB {ANSWERS} DECOM DEC",
    culprit=[when(_no_start, "current.DECOM"), "uasc.CHILD"],
    sentence=[
        when(
            _no_start,
            "UASC and OC3 both have the child, but the start of the episode is blank or is not a valid date, so it "
            "does not count as in the year.",
        ),
        when(
            lambda f: ~f.current.exists,
            "UASC and OC3 both have the child, but Episodes has no row. The UASC row is for those in care during the "
            "year.",
        ),
        when(
            lambda f: f.current.DECOM > f.r.end,
            "UASC and OC3 both have the child, but the latest episode begins only on {current.DECOM}, after the year. "
            "The UASC row is for those in care during the year.",
        ),
        (
            "UASC and OC3 both have the child, but the latest episode ended on {current.DEC}, before the year. The UASC"
            " row is for those in care during the year."
        ),
    ],
    cause="Asylum-seeking young person in UASC, but only a care leaver this year",
)


def _other_birth_date(f):
    return f.DOB.clashes_with(f.header.DOB) & ~f.r.in_year(f.DOB + years(17))


words(
    "3001",
    who=[when(_other_birth_date, "data"), "leaving_care"],
    theme=THEME,
    measures=[aged("header.DOB", "end", "on the last day of the year", least=18)],
    show=f"{ANSWERS} DOB",
    culprit=[when(_other_birth_date, "header.DOB or DOB or ACCOM"), "ACCOM"],
    sentence=[
        when(
            _other_birth_date,
            "By Header the 17th birthday is {header.birthday_17}, so {ACCOM}[ ({accommodation})] cannot be right. By "
            "OC3 the young person was born on {DOB}.",
        ),
        (
            "The 17th birthday is {header.birthday_17}, but the accommodation is {ACCOM}[ ({accommodation})], which is"
            " not accepted at 17."
        ),
    ],
    cause="Care leaver of 17 recorded as living with former foster carers ({ACCOM})",
    letter=letter(
        "Leaving care details for the 17th birthday, {header.birthday_17}: the young person lived with former foster "
        "carers.",
        "At 17 this answer is not accepted. It is for young people who stay with their foster carers after turning 18.",
        "Where did the young person live on {header.birthday_17}? With relatives, in supported lodgings, in a place of "
        "their own? If they were still fostered that day, tell us: then they had not left care. If the date of birth "
        "is wrong, tell us the right one.",
    ),
)

# -- beside this year's episodes --------------------------------------------------------------------------------------


def _died_on(f):
    return np.where(f.current.exists, as_dates(f.current.DEC), as_dates(f.last.DEC))


def _later_start(f):
    """Start of the child's latest episode of this year."""
    return as_dates(f.rows.first_of(f.r.Episodes.latest("DECOM")).DECOM)


def _goes_on(f):
    """True where the child has an episode that starts later than the one that ended with E2."""
    return _later_start(f) > np.where(f.current.exists, as_dates(f.current.DECOM), as_dates(f.last.DECOM))


def _leaver_died(f):
    return f.IN_TOUCH == "DIED"


def _this_year(f):
    return f.current.exists


words(
    "1000",
    who="leaving_care",
    theme=THEME,
    show=f"{ANSWERS} DOB DECOM DEC REC",
    culprit=[
        when(lambda f: _goes_on(f) & _this_year(f), "current.REC"),
        when(_goes_on, "last.REC"),
        when(lambda f: _leaver_died(f) | ~f.rows.any_filled(*LEAVER_DETAILS), "IN_TOUCH"),
        when(_this_year, "current.REC or IN_TOUCH"),
        "last.REC or IN_TOUCH",
    ],
    died_on=_died_on,
    later_start=_later_start,
    leaver_details=leaver_details,
    sentence=[
        when(
            _goes_on,
            "The episode[ that ended on {died_on}] says E2 (died), but the child has a later one, from {later_start}, "
            "and is in OC3 as a care leaver.",
        ),
        when(
            _leaver_died,
            "OC3 says DIED (died after leaving care), but the episode[ that ended on {died_on}] says E2: the child "
            "died in care. A child who died in care has no OC3 row.",
        ),
        "The child is in OC3 as a care leaver, but the episode[ that ended on {died_on}] says E2 (died).",
    ],
    cause="Care leaver details for a child whose episode says died (E2)",
    letter=letter(
        [
            when(
                lambda f: f.rows.any_filled(*LEAVER_DETAILS),
                "Care ended[ on {died_on}] because the child died. For the same person we also have leaving care "
                "details: {leaver_details}.",
            ),
            "Care ended[ on {died_on}] because the child died. The same person is also recorded as a care leaver.",
        ],
        "Leaving care details are for young people who left care. Both cannot be right.",
        "Tell us which is right. If the child died in care, we will take the leaving care details out. If not, tell us "
        "why care ended on that day. We are sorry to have to ask.",
    ),
)


def _at_17(f):
    return f.birthday == f.DOB + years(17)


def _had_left_by_header(f):
    """True where Header has another date of birth, by whose birthday the young person had left care."""
    birthday = f.r.latest_birthday(f.header.DOB, 17, 18)
    return born_otherwise(f) & ~(f.current.DEC.blank & ~np.isnat(birthday)) & ~(f.current.DEC > birthday)


BY_HEADER = " Header has another date of birth, {header.DOB}."


words(
    "1007",
    who=[when(_had_left_by_header, "data"), "leaving_care"],
    theme=THEME,
    show=f"DOB {ANSWERS} DECOM DEC REC LS",
    clues={"header": header},
    culprit=[when(_had_left_by_header, "DOB"), when(_at_17, filled(ANSWERS)), "current.DEC"],
    leaver_details=leaver_details,
    sentence=[
        when(
            _had_left_by_header,
            "By OC3 the birthday is {birthday}, within the episode from {current.DECOM}[ to {current.DEC}]."
            + BY_HEADER,
        ),
        when(
            _at_17,
            "Turned 17 on {birthday} and was in care that day (episode from {current.DECOM}[ to {current.DEC}]), but "
            "care leaver details are filled in.",
        ),
        when(
            lambda f: f.current.DEC.blank,
            "Turned 18 on {birthday}, but the episode from {current.DECOM} has no end. Care ends on the 18th birthday "
            "at the latest.",
        ),
        (
            "Turned 18 on {birthday}, but the episode from {current.DECOM} ends on {current.DEC}. Care ends on the 18th"
            " birthday at the latest."
        ),
    ],
    cause="Care leaver details, but in care on the birthday {birthday}",
    letter=[
        when(
            _at_17,
            letter(
                "{current.placement} from {current.DECOM}[ to {current.DEC}]. Leaving care details for the 17th"
                " birthday, {birthday}: {leaver_details}.",
                "On that birthday the young person was still in our care. Leaving care details at 17 are for those who"
                " had left by then.",
                "Was the young person in care on {birthday}? If so, tell us and we will take the leaving care details"
                " out. If care had ended, tell us the day.",
            ),
        ),
        letter(
            "{current.placement} from {current.DECOM}[ to {current.DEC}]. The 18th birthday was on {birthday}. Leaving "
            "care details: {leaver_details}.",
            "Care ends on the 18th birthday at the latest, but we have it going on after that.",
            "On which day did care end, and where did the young person live then? Enter the end of care. If the date "
            "of birth is wrong, tell us the right one.",
        ),
    ],
)

words(
    "1011",
    who="leaving_care",
    theme=THEME,
    show=f"{ANSWERS} DECOM DEC REC",
    culprit=one_of("current.REC", filled(ANSWERS)),
    leaver_details=leaver_details,
    sentence=(
        "The final episode ended on {current.DEC} with E3 (care taken over by another UK council), but care "
        "leaver details are filled in."
    ),
    cause="Care leaver details, but another council took over care on {current.DEC}",
    letter=letter(
        "Care ended[ on {current.DEC}] because another council took it over. We also have leaving care details: "
        "{leaver_details}.",
        "If another council took over, that council reports on the young person, and we do not.",
        "Did another council take over the care? If so, tell us and we will take the leaving care details out. If not, "
        "tell us why care ended on that day.",
    ),
)

words(
    "1016",
    who=[when(_had_left_by_header, "data"), "leaving_care"],
    theme=THEME,
    show=f"DOB {ANSWERS} DECOM DEC REC LS",
    clues={"header": header},
    culprit=[when(_had_left_by_header, "DOB"), when(_at_17, filled(ANSWERS)), "current.DEC"],
    leaver_details=leaver_details,
    days=lambda f: days_between(f.birthday, f.current.DEC),
    sentence=[
        when(_had_left_by_header, "By OC3 the birthday is {birthday}, before care ended on {current.DEC}." + BY_HEADER),
        when(
            _at_17,
            "Turned 17 on {birthday} and left care on {current.DEC}, {days} days later, but care leaver details are "
            "filled in.",
        ),
        (
            "Turned 18 on {birthday}, but care ended on {current.DEC}, {days} days later. Care ends on the 18th"
            " birthday at the latest."
        ),
    ],
    cause="Care leaver details, but care ended on {current.DEC}, after the birthday",
    letter=[
        when(
            _at_17,
            letter(
                "The 17th birthday on {birthday}, the end of care on {current.DEC}, and leaving care details: "
                "{leaver_details}.",
                "Leaving care details at 17 are for those who had left care by that birthday. Here care ended {days}"
                " days after it.",
                "On which day did care end? If {current.DEC} is right, tell us and we will take the leaving care"
                " details out. If the date of birth is wrong, tell us the right one.",
            ),
        ),
        letter(
            "The 18th birthday on {birthday}, and the end of care on {current.DEC}.",
            "Care ends on the 18th birthday at the latest. Here it ends {days} days after it.",
            "On which day did care end? Correct it. If the date of birth is wrong, tell us the right one.",
        ),
    ],
)

# -- beside last year's return ----------------------------------------------------------------------------------------


def _no_contact(f):
    return f.IN_TOUCH.blank


def _tells_of_a_life(f):
    return (f.IN_TOUCH == "YES") & ~f.ACTIV.isin("0", "") & ~f.ACCOM.isin("0", "")


words(
    "348",
    who="leaving_care",
    theme=THEME,
    show=ANSWERS,
    this_year=lambda f: in_words(f, "IN_TOUCH"),
    culprit=[when(_no_contact, "IN_TOUCH"), when(_tells_of_a_life, "last.IN_TOUCH"), "IN_TOUCH or last.IN_TOUCH"],
    sentence=[
        when(_no_contact, "Last year’s contact was DIED (died after leaving care); this year’s is blank."),
        "Last year’s contact was DIED (died after leaving care); this year’s is {IN_TOUCH}[ ({contact})].",
    ],
    cause=[
        when(_no_contact, "Recorded as having died last year, contact is blank this year"),
        "Recorded as having died last year, contact is {IN_TOUCH} this year",
    ],
    letter=letter(
        [
            when(
                _no_contact,
                "Last year the young person was recorded as having died. This year it is not filled in whether we are "
                "in touch.",
            ),
            "Last year the young person was recorded as having died. This year: {this_year}.",
        ],
        "One of the two years is wrong.",
        "Which is right? If the young person has died, correct this year. If not, tell us and we will tell the "
        "Department that last year was wrong. We are sorry to have to ask.",
    ),
)


def _adopted(f):
    return f.adopted


def _adopted_this_year(f):
    return f.adopted & f.current.REC.upper.isin(ADOPTED)


def _no_birth_date(f):
    return ~f.header.DOB.readable


def _under_91(f):
    return f.days_14 < 91


def _counted_stays(f):
    """The episodes of both years that count, with their days since the 14th birthday."""
    e, since_14, _ = time_in_care(f.r)
    return e, since_14


def _began_before(f):
    """True where the 14th birthday was before the two years of which there are episodes."""
    return _under_91(f) & (f.header.DOB + years(14) < f.r.start_of_last_year)


def _not_yet_16(f):
    return f.header.DOB + years(16) > f.r.end


AT_LEAST_91 = (
    "A care leaver has been in care for at least 91 days since turning 14, and for some of them since turning 16."
)
AT_LEAST_1 = "A care leaver has been in care for at least a day since turning 16."
TAKE_OUT = "tell us and we will take the leaving care details out."

words(
    "1001",
    who=[when(lambda f: _no_birth_date(f) & ~f.adopted, "data"), "leaving_care"],
    theme=THEME,
    measures=[
        counted(
            "Time in care that was counted",
            _counted_stays,
            "LS",
            note="Episodes of both years, without short breaks; days since 14",
            nothing="No episode in either year",
        ),
        measure("Since 14", "days_14", unit="days", least=91, title="Too few days since the 14th birthday"),
        measure(
            "Since 16", "days_16", unit="days", least=1, title="Enough since 14, but not a day since the 16th birthday"
        ),
    ],
    remedy=[
        when(_adopted, "Who was adopted is not a care leaver, whatever the time in care: remove the row in OC3."),
        when(_no_birth_date, "Enter the date of birth in Header."),
        when(
            _under_91,
            "91 days are needed. Was the young person in care before {last_year_start}? Then the rest may be in years "
            "that are not in these files, and nothing is wrong.",
        ),
        "One day is needed.",
    ],
    show="CHILD DOB DECOM DEC REC",
    culprit=[when(_adopted_this_year, "current.REC"), when(_adopted, ""), when(_no_birth_date, "header.DOB"), ""],
    leaver_details=leaver_details,
    sentence=[
        when(
            _adopted_this_year,
            "The latest episode ended on {current.DEC} with {current.REC}[ ({current.reason_ended})]. Who was adopted "
            "is not a care leaver.",
        ),
        when(
            _adopted,
            "The latest episode, in last year’s return, ended with adoption (E11 or E12). Who was adopted is not a "
            "care leaver.",
        ),
        when(
            _no_birth_date,
            "The time in care cannot be worked out, because Header has no valid date of birth for the child. It "
            "counts as too little.",
        ),
        when(
            _under_91,
            "{days_14} days in care since the 14th birthday on {header.birthday_14} are in the two years’ episodes; "
            "91 are needed.",
        ),
        when(
            _not_yet_16,
            "{days_14} days in care since the 14th birthday, but the 16th is only on {header.birthday_16}; 1 day "
            "since then is needed.",
        ),
        "{days_14} days in care since the 14th birthday, but none since the 16th on {header.birthday_16}; 1 is needed.",
    ],
    cause=[
        when(_adopted, "Care leaver details for a child who was adopted"),
        when(_no_birth_date, "Time in care of a care leaver without a valid date of birth in Header"),
        "Care leaver with {days_14} of 91 days in care since 14, {days_16} since 16",
    ],
    letter=[
        when(
            _adopted,
            letter(
                [
                    when(
                        _adopted_this_year,
                        "Care ended on {current.DEC} because the child was adopted. We also have leaving care details: "
                        "{leaver_details}.",
                    ),
                    (
                        "Care ended last year because the child was adopted. We also have leaving care details: "
                        "{leaver_details}."
                    ),
                ],
                "A child who was adopted is not a care leaver.",
                "Was the child adopted? If so, " + TAKE_OUT + " If not, tell us why care ended on that day.",
            ),
        ),
        when(
            _began_before,
            letter(
                "The young person is recorded as a care leaver. Looking back to {last_year_start}, we have {days_14}"
                " days in our care since the 14th birthday.",
                AT_LEAST_91,
                "Was the young person in our care for longer? If the rest was before {last_year_start}, nothing is"
                " wrong: tell us so. If it was later, tell us from when to when. If it was never that long, "
                + TAKE_OUT,
            ),
        ),
        when(
            _under_91,
            letter(
                "The young person is recorded as a care leaver. Since the 14th birthday on {header.birthday_14}, we"
                " have {days_14} days in our care.",
                AT_LEAST_91,
                "Is the date of birth right? Was the young person in our care for longer? If so, tell us from when to "
                "when. If not, " + TAKE_OUT,
            ),
        ),
        when(
            _not_yet_16,
            letter(
                "The young person is recorded as a care leaver. The date of birth is {header.DOB}, so they turn 16 on "
                "{header.birthday_16}.",
                AT_LEAST_1,
                "Is the date of birth right? If it is, " + TAKE_OUT + " If not, tell us the right one.",
            ),
        ),
        letter(
            "The young person is recorded as a care leaver. The time in care that we have is before the 16th birthday "
            "on {header.birthday_16}.",
            AT_LEAST_1,
            "Was the young person in our care on or after {header.birthday_16}? If so, tell us from when to when. If "
            "not, " + TAKE_OUT,
        ),
    ],
)


def _age_known(f):
    return ~np.isnat(born(f.r, f.rows))


words(
    "1002",
    who="leaving_care",
    theme=THEME,
    show=f"CHILD DOB {ANSWERS}",
    culprit="",
    leaver_details=leaver_details,
    sentence=[
        when(
            _age_known,
            "The 16th birthday is {birthday_16}, so time in care after 16 would be in this year or last year, but "
            "neither return has an episode of this child.",
        ),
        (
            "Neither this year nor last year has an episode of this child, and there is no valid date of birth that"
            " would show whether care ended earlier."
        ),
    ],
    cause="Care leaver with no episode in care this year or last year",
    letter=[
        when(
            _age_known,
            letter(
                "Leaving care details: {leaver_details}. The 16th birthday is {birthday_16}. We have no time in our"
                " care since {last_year_start}.",
                AT_LEAST_1,
                "Was the young person in our care on or after {birthday_16}? If so, tell us from when to when, and"
                " whether they had another number with us. If not, " + TAKE_OUT,
            ),
        ),
        letter(
            "Leaving care details: {leaver_details}. We have no time in our care since {last_year_start}, and the date "
            "of birth is not filled in or not valid.",
            "We cannot tell whether the young person is a care leaver.",
            "Tell us the date of birth, and from when to when the young person was in our care. If care ended before "
            "{last_year_start}, nothing is wrong: tell us the day.",
        ),
    ],
)

words(
    "1010",
    who="data",
    theme="Disagrees with last year",
    show=f"CHILD DOB {ANSWERS} DECOM DEC PLACE LS",
    culprit="",
    sentence=(
        "Last year’s return left the episode from {last.DECOM} open[ ({last.placement})], but this year has no "
        "episode of the child, only the care leaver row."
    ),
    cause="Episode of {last.DECOM} left open last year, no episode this year",
)
