"""Words for rules/moves.py."""

import numpy as np

from check903.reference.groups import FOR_ADOPTION, FOSTERED, TEMPORARY
from check903.wording import aged, counted, days_between, differing, letter, measure, same, when, words
from check903.wording.clues import NEIGHBOURS, after, another, before, goes_on, went_on
from check903.wording.lists import stays

STATUS = "Legal status and reasons"
MOVES = "Placement dates and moves"
ADOPTION = "Adoption and permanence"
PLACEMENT = "PLACE PL_POST URN PLACE_PROVIDER"


# -- adopted by the foster carers -------------------------------------------------------------------------------------


def _same_postcode(f):
    return f.PL_POST.filled & same(f, f.before, "PL_POST")


def _other_postcode(f):
    return f.PL_POST.filled & f.before.PL_POST.filled & ~same(f, f.before, "PL_POST")


def _left_other_carers(f):
    return _other_postcode(f) & f.before.PLACE.isin(*FOSTERED, *FOR_ADOPTION)


words(
    "217",
    who="adoption",
    theme=ADOPTION,
    show="PLACE RNE PL_POST URN LS DECOM",
    clues={"before": before},
    culprit=[
        when(lambda f: f.RNE.blank | ~f.before.exists | _same_postcode(f), "RNE"),
        when(_left_other_carers, "PLACE"),
        "RNE or PLACE",
    ],
    sentence=[
        when(
            lambda f: f.RNE.blank,
            "{PLACE}[, {placement},] needs the reason S, T or U, and the reason for new episode is blank.",
        ),
        when(
            _same_postcode,
            "The postcode stayed the same, and {PLACE}[, {placement},] is with the same carers, so the reason can be "
            "S, T or U only. It is {RNE}[, {reason_new}].",
        ),
        when(
            _left_other_carers,
            "{PLACE} says that the adopters are the current foster carers, but the postcode changed from "
            "{before.PL_POST} to {PL_POST}, and the reason is {RNE}[, {reason_new}].",
        ),
        "{PLACE}[, {placement},] allows the reasons S, T and U only; it is {RNE}[, {reason_new}].",
    ],
    cause="{PLACE} is with the same carers, but the reason for new episode is {RNE}",
    letter=letter(
        "[From {DECOM}: ]{placement}.[ Reason for the change: {reason_new}.]",
        [
            when(lambda f: f.RNE.blank, "It is not recorded why the change was made."),
            (
                "A child who is adopted by the current foster carers stays with them, so the reason recorded for the "
                "change does not fit."
            ),
        ],
        "Did the child stay with the same carers that day? If so, tell us whether the legal status changed too, or "
        "only the placement. If the adopters are other people, change the placement to “not with current foster "
        "carers”.",
    ),
)


def _after_a_stay(f):
    return f.before.PLACE.isin(TEMPORARY)


words(
    "336",
    who="adoption",
    theme=ADOPTION,
    show="PLACE PL_POST URN RNE DECOM DEC",
    culprit=[
        when(lambda f: f.before.PLACE.blank | _same_postcode(f), "before.PLACE"),
        when(lambda f: _other_postcode(f) & ~_after_a_stay(f), "PLACE"),
        "PLACE or before.PLACE",
    ],
    sentence=[
        when(
            lambda f: f.before.PLACE.blank,
            "{PLACE}[, {placement},] must follow fostering or adoption, and the placement type of the episode before "
            "is blank.",
        ),
        when(
            _same_postcode,
            "{PLACE}[, {placement},] follows {before.PLACE}[, {before.placement},] at the same postcode. With the "
            "same carers, the placement before should have been fostering or adoption.",
        ),
        when(
            _after_a_stay,
            "{PLACE}[, {placement},] follows a temporary stay, {before.PLACE}[, {before.placement}]. The episode with "
            "the foster carers between the two is not there.",
        ),
        when(
            _other_postcode,
            "{PLACE} says that the adopters are the current foster carers, but the child came from {before.PLACE}[, "
            "{before.placement},] at another postcode.",
        ),
        "{PLACE}[, {placement},] follows {before.PLACE}[, {before.placement}], which is not fostering or adoption.",
    ],
    cause=[
        when(
            lambda f: f.before.PLACE.blank,
            "{PLACE} is with the current foster carers, but the type of the placement before is blank",
        ),
        "{PLACE} is with the current foster carers, but {before.PLACE} came before",
    ],
    letter=letter(
        "[From {DECOM}: ]{placement}. Before that: {before.placement}.",
        "A child placed for adoption with the current foster carers lived with them as foster carers just before.",
        "With whom did the child live just before? If with the same people as foster carers, tell us since when. If "
        "the adopters are other people, change the placement to “not with current foster carers”.",
    ),
)

# -- the reason for placement change ----------------------------------------------------------------------------------


def _did_not_move(f):
    return same(f, f.after, PLACEMENT) & (f.PL_POST.filled | f.URN.filled)


words(
    "225",
    who="worker",
    theme=MOVES,
    show="REASON_PLACE_CHANGE REC RNE PLACE PL_POST URN PLACE_PROVIDER DECOM DEC",
    culprit=[when(_did_not_move, "after.RNE"), "REASON_PLACE_CHANGE"],
    sentence=[
        when(
            _did_not_move,
            "The next episode starts with {after.RNE}[, {after.reason_new}], but type, postcode, Ofsted number and "
            "provider stayed the same. Probably that reason is wrong.",
        ),
        (
            "The next episode starts[ on {after.DECOM}] with {after.RNE}[, {after.reason_new}], so this one needs the "
            "reason for placement change, and it is blank."
        ),
    ],
    cause=[
        when(_did_not_move, "Placement did not change[ on {after.DECOM}], but the reason says so"),
        "No reason for placement change[ on {after.DECOM}]",
    ],
    letter=[
        when(
            _did_not_move,
            letter(
                "[Until {after.DECOM}: ]{placement}. After that the same. Reason for the change: {after.reason_new}.",
                "The reason says that the placement changed, but kind, address and provider are the same.",
                "Did the child move that day? If so, where to, and why? If only the legal status changed, change the "
                "reason to say so.",
            ),
        ),
        letter(
            "[Until {after.DECOM}: ]{placement}[ ({setting})]. After that: {after.placement}[ ({after.setting})].",
            "It is not recorded why the placement changed.",
            "What was the main reason? For example: planned in the care plan, the carer or the child asked, the "
            "council asked, an allegation, standards of care, the home closed, or only the status of the placement "
            "changed. If the child did not move, tell us.",
        ),
    ],
)


def _reason_here(f):
    return f.REASON_PLACE_CHANGE.filled


def _reason_before(f):
    return f.before.REASON_PLACE_CHANGE.filled


words(
    "226",
    who="worker",
    theme=MOVES,
    show="PLACE REASON_PLACE_CHANGE PL_POST URN DECOM DEC",
    culprit=lambda f: {"REASON_PLACE_CHANGE": _reason_here(f), "before.REASON_PLACE_CHANGE": _reason_before(f)},
    sentence=[
        when(
            lambda f: _reason_here(f) & _reason_before(f),
            "No reason for placement change is asked for a temporary stay, {PLACE}[, {placement}]. The episode before "
            "has {before.REASON_PLACE_CHANGE}[, {before.reason_move}], this one {REASON_PLACE_CHANGE}[, "
            "{reason_move}].",
        ),
        when(
            _reason_here,
            "No reason for placement change is asked at the end of a temporary stay, {PLACE}[, {placement}], but "
            "{REASON_PLACE_CHANGE}[, {reason_move},] is given.",
        ),
        (
            "No reason for placement change is asked before a temporary stay, {PLACE}[, {placement}], but the episode "
            "before has {before.REASON_PLACE_CHANGE}[, {before.reason_move}]."
        ),
    ],
    cause="Reason for placement change is given for a temporary stay ({PLACE})",
    letter=letter(
        "{placement}[ from {DECOM}[ to {DEC}]].[ Reason for moving there: {before.reason_move}.][ Reason for moving "
        "on: {reason_move}.]",
        "A temporary stay is not a move, so no reason is recorded for it.",
        "Did the child go back to the same carers afterwards, or is that the plan? If so, take the reason out. If not, "
        "it was a move: tell us what kind of placement it was.",
    ),
)
words(
    "233",
    who="worker",
    theme=MOVES,
    show="REASON_PLACE_CHANGE DEC REC PLACE DECOM",
    clues={"after": after},
    culprit=[when(lambda f: f.after.exists | f.REC.filled, "DEC"), "REASON_PLACE_CHANGE"],
    sentence=[
        when(
            lambda f: f.after.exists,
            "The reason for placement change is {REASON_PLACE_CHANGE}[, {reason_move}], and the next episode starts "
            "on {after.DECOM}, but this one has no end.",
        ),
        when(
            lambda f: f.REC.filled,
            "The reason for placement change is {REASON_PLACE_CHANGE}[, {reason_move},] and the episode ceased with "
            "{REC}[, {reason_ended}], but it has no end date.",
        ),
        "The reason for placement change is {REASON_PLACE_CHANGE}[, {reason_move}], but the episode is open and none "
        "follows.",
    ],
    cause="Reason for placement change is given, but the episode has no end",
    letter=letter(
        "{placement}[ from {DECOM}], with no end.[ Reason for moving: {reason_move}.][ From {after.DECOM}: "
        "{after.placement}.]",
        "There is a reason for a move, but no day on which the child left.",
        [
            when(
                lambda f: f.after.exists,
                "On which day did the child leave this placement? Enter that day as its end. If the child is still "
                "there, tell us and we will look at the later one.",
            ),
            "Has the child left this placement? If so, on which day, and where to? If not, take the reason out.",
        ],
    ),
)


def _in_header(f):
    return f.table == "Header"


def _looks_like_custody(f):
    return (f.after.PLACE == "R5") | f.after.LS.isin("J1", "J2", "J3")


def _custody(moved_from):
    return letter(
        "Moved on {after.DECOM} from {"
        + moved_from
        + "} to {after.placement}, because the child went into custody. Date of birth {born}.",
        "The child was {after.age} on that day. No child under 10 can be taken into custody.",
        "Why did the child move? Change the reason. If the date of birth is wrong, correct it.",
    )


words(
    "234",
    who="worker",
    theme=MOVES,
    measures=[aged("header.DOB", "after.DECOM", "on the day of the move", least=10)],
    show="REASON_PLACE_CHANGE DOB PLACE LS DECOM DEC",
    culprit=[
        when(lambda f: _looks_like_custody(f) & _in_header(f), "DOB or current.REASON_PLACE_CHANGE"),
        when(_looks_like_custody, "REASON_PLACE_CHANGE or header.DOB"),
        when(_in_header, "current.REASON_PLACE_CHANGE"),
        "REASON_PLACE_CHANGE",
    ],
    born=lambda f: f.DOB.value if _in_header(f) else f.header.DOB.value,
    sentence=(
        "The child moved on {after.DECOM} for the reason CUSTOD, went into custody, and turns 10 only on {birthday_10}."
    ),
    cause="Moved into custody before the 10th birthday ({birthday_10})",
    letter=[when(_in_header, _custody("current.placement")), _custody("placement")],
)

# -- temporary stays --------------------------------------------------------------------------------------------------


def _meets_both(f):
    return went_on(f) & goes_on(f)


# The stay is too long. Where the episodes around it confirm a day, it is the rest that is wrong.
OF_A_STAY = [
    when(_meets_both, "PLACE"),
    when(lambda f: went_on(f) & f.after.exists, "DEC"),
    when(lambda f: goes_on(f) & f.before.exists, "DECOM"),
    "PLACE or DECOM or DEC",
]


def _too_long(sentence):
    confirmed = " The episodes before and after confirm both days, so probably the type is wrong."
    return [when(_meets_both, sentence + confirmed), sentence]


words(
    "375",
    who="worker",
    theme=MOVES,
    measures=[measure("Days", "days", unit="days", most=42, title="Too many days")],
    show="PLACE PL_POST DECOM DEC",
    clues=NEIGHBOURS,
    culprit=OF_A_STAY,
    days=lambda f: days_between(f.DECOM, f.DEC),
    sentence=_too_long(
        "Temporary stay in hospital (T1) from {DECOM} to {DEC} lasts {days} days, at most 42 are possible."
    ),
    cause="Temporary hospital stay (T1) lasts {days} days, at most 42",
    letter=letter(
        "A temporary stay in hospital from {DECOM} to {DEC}, {days} days.",
        "A stay in hospital counts as temporary for six weeks at most.",
        "Are both days right? If so, tell us and we will record the hospital as a placement of its own. If not, correct"
        " the day that is wrong.",
    ),
)

for code, stay, longest, we_have, problem, please, cause in (
    (
        "376",
        "Temporary care while the foster carer was on holiday (T3)",
        21,
        "While the foster carer was on holiday, temporary care from {DECOM} to {DEC}, {days} days.",
        "This counts as temporary for three weeks at most.",
        (
            "Are both days right? If so, tell us with whom the child lived: after three weeks it is a placement of its"
            " own. If not, correct the day that is wrong."
        ),
        "Cover for the carer’s holiday (T3)",
    ),
    (
        "379",
        "Other temporary stay (T4)",
        7,
        "A temporary stay from {DECOM} to {DEC}, {days} days.",
        "A temporary stay of this kind lasts seven days at most.",
        (
            "Are both days right? If so, with whom or where did the child live? Tell us, so that we can record the kind"
            " of placement. If not, correct the day that is wrong."
        ),
        "Temporary stay (T4)",
    ),
):
    words(
        code,
        who="worker",
        theme=MOVES,
        measures=[measure("Days", "days", unit="days", most=longest, title="Too many days")],
        show="PLACE PL_POST DECOM DEC",
        clues=NEIGHBOURS,
        culprit=OF_A_STAY,
        days=lambda f: days_between(f.DECOM, f.DEC),
        sentence=_too_long(f"{stay} from {{DECOM}} to {{DEC}} lasts {{days}} days, at most {longest} are possible."),
        cause=f"{cause} lasts {{days}} days, at most {longest}",
        letter=letter(we_have, problem, please),
    )


def _carers_holidays(f):
    """The temporary stays while the carer was on holiday, with their days."""
    e = f.r.Episodes[f.r.Episodes.PLACE == "T3"]
    return e, days_between(e.DECOM, e.DEC.if_blank(f.r.end))


def _holiday_that_meets(f):
    """Another of the child's stays that began on the day on which this one ended, or ended when it began."""

    def meets(one, other):
        return (other.PLACE == "T3") & ((other.DECOM == one.DEC) | (other.DEC == one.DECOM))

    return another(f.rows, f.r.Episodes, meets)


words(
    "377",
    who="worker",
    theme=MOVES,
    measures=[
        counted("Stays", _carers_holidays, "PLACE", note="T3, from Episodes"),
        measure("Stays", "count", unit="stays", most=2, title="Too many stays"),
    ],
    show="PLACE DECOM DEC RNE",
    clues={"other": _holiday_that_meets},
    culprit=[when(lambda f: f.other.exists, ""), "PLACE"],
    stays=lambda f: stays(f, f.r.Episodes[f.r.Episodes.PLACE == "T3"]),
    sentence=[
        when(
            lambda f: f.other.exists,
            "The child has {count} temporary stays for the foster carer’s holiday (T3), at most 2 are possible. This "
            "one and the one from {other.DECOM} meet, so they may be one stay.",
        ),
        "The child has {count} temporary stays for the foster carer’s holiday (T3), at most 2 are possible.",
    ],
    cause="{count} stays for the foster carer’s holiday (T3), at most 2",
    letter=letter(
        "{count} temporary stays while the foster carer was on holiday[ ({stays})].",
        "There can be two such stays in a year at most.",
        "Was the carer on holiday each time, and did the child go back? Tell us what the others were, for example a "
        "hospital stay, a short stay elsewhere or a move. If two of them were one holiday, tell us.",
    ),
)
words(
    "380",
    who="worker",
    theme=MOVES,
    show="PLACE RNE DECOM",
    culprit=[when(lambda f: f.RNE.blank, "RNE"), "RNE or PLACE"],
    sentence=[
        when(
            lambda f: f.RNE.blank,
            "{PLACE}[, {placement},] has no reason for new episode; a temporary placement begins with P or B, a move "
            "to a new carer.",
        ),
        (
            "{PLACE}[, {placement},] begins with {RNE}[, {reason_new}]; a temporary placement begins with P or B, a"
            " move to a new carer."
        ),
    ],
    cause="Temporary placement {PLACE} does not begin with a move (reason {RNE})",
    letter=letter(
        "A temporary placement ({placement})[ from {DECOM}].",
        "A temporary placement is a move away from the child’s usual carers for a while. This one is not recorded as a "
        "move.",
        "Where did the child usually live when this stay began? If the child was not placed anywhere before, tell us "
        "what kind of placement this was. If the child was there already and only the legal status changed on that "
        "day, tell us.",
    ),
)


def _died(f):
    return f.REC == "E2"


words(
    "381",
    who=[when(_died, "data"), "worker"],
    theme=MOVES,
    show="PLACE REC RNE DECOM DEC",
    clues={"after": after},
    culprit=[when(goes_on, "REC"), "PLACE or REC"],
    sentence=[
        when(
            goes_on,
            "{PLACE}[, {placement},] ends with {REC}[, {reason_ended}], but the next episode begins on the same day, "
            "{DEC}; the reason that fits is X1, care goes on.",
        ),
        "{PLACE}[, {placement},] ends with {REC}[, {reason_ended}]; a temporary placement ends with X1, because "
        "the child goes back to the usual placement.",
    ],
    cause="Left care ({REC}) straight from temporary placement {PLACE}",
    letter=[
        when(
            goes_on,
            letter(
                "A temporary placement ({placement})[ from {DECOM}] to {DEC}, when the child left care[: "
                "{reason_ended}]. Next: {after.placement}, from the same day.",
                "The child cannot leave care and be in a placement from the same day.",
                "Did care go on without a break on {DEC}? If so, tell us and we will put it right. If the child left "
                "care, tell us on which day the child came back.",
            ),
        ),
        letter(
            "A temporary placement ({placement})[ from {DECOM}][ to {DEC}]. Then the child left care[: "
            "{reason_ended}].",
            "After a temporary stay a child goes back to the usual placement. Here the child left care straight from "
            "the temporary one.",
            "Did the child go back to the usual placement before leaving care? If so, on which day? If not, tell us "
            "what kind of placement this was.",
        ),
    ],
)


def _other_kind(f):
    return f.usual.exists & ~same(f, f.usual, "PLACE")


def _other_address(f):
    return f.usual.exists & ~same(f, f.usual, "PL_POST") if f.r.rules_year >= 2026 else False


def _back_elsewhere(f):
    return {"RNE": f.RNE != "P", "PLACE": _other_kind(f), "PL_POST": _other_address(f)}


words(
    "383",
    who="worker",
    theme=MOVES,
    show="RNE PLACE PL_POST URN DECOM DEC",
    culprit=_back_elsewhere,
    sentence=[
        when(
            _other_kind,
            "Before the temporary stay ({before.PLACE}) the placement type was {usual.PLACE}[, {usual.placement}]; "
            "after it {PLACE}[, {placement}].",
        ),
        when(
            _other_address,
            "Before the temporary stay ({before.PLACE}) the placement postcode was {usual.PL_POST}; after it "
            "{PL_POST}.",
        ),
        when(
            lambda f: f.RNE.blank,
            "The episode after the temporary stay ({before.PLACE}) has no reason for new episode; a return begins "
            "with P, a move to a new carer.",
        ),
        (
            "The episode after the temporary stay ({before.PLACE}) begins with {RNE}[, {reason_new}]; a return begins"
            " with P, a move to a new carer."
        ),
    ],
    cause=[
        when(_other_kind, "Placement type {usual.PLACE} before temporary stay {before.PLACE}, {PLACE} after it"),
        when(
            _other_address,
            "Placement postcode {usual.PL_POST} before temporary stay {before.PLACE}, {PL_POST} after it",
        ),
        "After temporary stay {before.PLACE} the next episode begins with {RNE}, not P",
    ],
    letter=[
        when(
            _other_kind,
            letter(
                "{usual.placement}, then[ from {before.DECOM}] a temporary placement ({before.placement}), then[ from "
                "{DECOM}] {placement}.",
                "After a temporary stay a child goes back to the usual placement, but what follows is another kind of "
                "placement.",
                "Did the child go back to the same carers or home? If so, which of the two kinds of placement is right?"
                " If not, the stay was a move: tell us what kind of placement the child was in[ from {before.DECOM}].",
            ),
        ),
        when(
            _other_address,
            letter(
                "{usual.placement}[, at {usual.PL_POST}], then[ from {before.DECOM}] a temporary placement "
                "({before.placement}), then[ from {DECOM}] {placement}[, at {PL_POST}].",
                "After a temporary stay a child goes back to the usual placement, but the postcode is another one.",
                "Did the child go back to the same carers or home? If so, which postcode is right, or did the carers"
                " move house in between? If not, the stay was a move: tell us what kind of placement the child was in["
                " from {before.DECOM}].",
            ),
        ),
        letter(
            "A temporary placement ({before.placement})[ from {before.DECOM}], then[ from {DECOM}] {placement}.",
            "The return from the temporary placement is not recorded as a move.",
            "Did the child go back to the usual carers[ on {DECOM}]? If the legal status changed on that day too, tell "
            "us. If the child did not go back, tell us what happened on that day.",
        ),
    ],
)

# -- what changed from one episode to the next ------------------------------------------------------------------------


def _same_status(f):
    return same(f, f.before, "LS")


def _same_placement(f):
    return same(f, f.before, PLACEMENT)


def _differs(column):
    return lambda f: ~same(f, f.before, column)


def _alone(column):
    """True where that column and no other is at fault."""
    others = [name for name in PLACEMENT.split() if name != column]
    return lambda f: f.culprit(column) & ~np.logical_or.reduce([f.culprit(name) for name in others])


def _only_same_status(f):
    return f.same_status & ~f.moved


words(
    "434",
    who="worker",
    theme=STATUS,
    remedy=[
        when(
            _only_same_status,
            "If nothing changed at all, the two episodes are one: remove the second and leave the first open. If the "
            "legal status did change, correct it.",
        ),
        when(
            lambda f: f.same_status,
            "If only the placement changed, the reason is T with the same carer, P with another one.",
        ),
        when(
            _alone("URN"),
            "If the number was changed by mistake, take the one from the episode before. If the carer moved to another "
            "agency on that day, the reason is U (legal status and placement changed, same carer).",
        ),
        when(
            _alone("PL_POST"),
            "If the child stayed at the same address, take the postcode from the episode before. If the carer moved "
            "house, the reason is U (legal status and placement changed, same carer).",
        ),
        "Legal status and placement changed on one day: the reason is U with the same carer, B with another one.",
    ],
    show="RNE LS PLACE PL_POST URN PLACE_PROVIDER DECOM DEC",
    culprit=[when(_only_same_status, "LS"), when(lambda f: f.same_status, "RNE"), differing(PLACEMENT, "before")],
    sentence=[
        when(
            _only_same_status,
            "The reason for the new episode is L, legal status changed, but the legal status is the same as before "
            "({LS}[, {legal_status}]), and nothing else changed.",
        ),
        when(
            lambda f: f.same_status,
            "The reason for the new episode is L, legal status changed, but the legal status is the same as before "
            "({LS}[, {legal_status}]), and the placement changed.",
        ),
        when(
            _differs("URN"),
            "The reason for the new episode is L, only the legal status changed, but the Ofsted number changed from "
            "{before.URN} to {URN}.",
        ),
        when(
            _differs("PL_POST"),
            "The reason for the new episode is L, only the legal status changed, but the placement postcode changed "
            "from {before.PL_POST} to {PL_POST}.",
        ),
        when(
            _differs("PLACE"),
            "The reason for the new episode is L, only the legal status changed, but the placement type changed from "
            "{before.PLACE}[, {before.placement},] to {PLACE}[, {placement}].",
        ),
        (
            "The reason for the new episode is L, only the legal status changed, but the provider changed from "
            "{before.PLACE_PROVIDER}[, {before.provider},] to {PLACE_PROVIDER}[, {provider}]."
        ),
    ],
    cause=[
        when(lambda f: f.same_status, "Reason L, but the legal status is still {LS}"),
        when(_differs("URN"), "Ofsted number changed on a day when only the legal status should change"),
        when(_differs("PL_POST"), "Placement postcode changed on a day when only the legal status should change"),
        when(_differs("PLACE"), "Placement type changed on a day when only the legal status should change"),
        "Provider changed on a day when only the legal status should change",
    ],
    letter=[
        when(
            _only_same_status,
            letter(
                "Legal status from {DECOM}: {legal_status}. Before that day it was the same.",
                "The record says that the legal status changed on that day, but it did not, and nothing else did.",
                "What changed on {DECOM}? If the legal status, tell us from what to what. If nothing, tell us and we"
                " will join the two.",
            ),
        ),
        when(
            lambda f: f.same_status,
            letter(
                "{placement} from {DECOM}, at {PL_POST}[, {setting}]. Until then: {before.placement}, at "
                "{before.PL_POST}[, {before.setting}]. Legal status, both times: {legal_status}.",
                "The record says that only the legal status changed on that day, but it is the placement that did.",
                "Did the child move to other carers on {DECOM}, or stay with the same carers? If the legal status"
                " changed too, tell us from what to what.",
            ),
        ),
        when(
            _differs("URN"),
            letter(
                "{placement} from {DECOM}, with the Ofsted number {URN}[, {setting}]. Until then it was {before.URN}[, "
                "{before.setting}].",
                "The record says that only the legal status changed that day, but the Ofsted number changed too.",
                "Did the child move, or the carer change agency? If not, tell us which number is right. If so, tell us "
                "what changed and on which day.",
            ),
        ),
        when(
            _differs("PL_POST"),
            letter(
                "{placement} from {DECOM}, at {PL_POST}. Until then at {before.PL_POST}.",
                "The record says that only the legal status changed that day, but the postcode changed too.",
                "Did the child move, or did the carers move house? If so, tell us which and on which day. If not, tell"
                " us which postcode is right.",
            ),
        ),
        when(
            _differs("PLACE"),
            letter(
                "From {DECOM}: {placement}. Until then: {before.placement}.",
                "The record says that only the legal status changed that day, but the kind of placement changed too.",
                "Did the kind of placement change on {DECOM}, with the same carers or with others? If it did not"
                " change, tell us which of the two is right.",
            ),
        ),
        letter(
            "{placement} from {DECOM}[, {setting}]. Provided by: {provider}. Until then by: {before.provider}.",
            "The record says that only the legal status changed that day, but the provider changed too.",
            "Did the child move, or did the provider change? If so, tell us what changed and on which day. If not, "
            "tell us who provides the placement.",
        ),
    ],
)


def _nothing_changed(f):
    return _same_status(f) & _same_placement(f)


words(
    "435",
    who="worker",
    theme=MOVES,
    show="RNE LS PLACE PL_POST URN PLACE_PROVIDER DECOM DEC",
    culprit=[when(_same_placement, "RNE"), "LS"],
    sentence=[
        when(
            _nothing_changed,
            "The reason for the new episode is {RNE}[, {reason_new}], but placement type, postcode, Ofsted number, "
            "provider and legal status are all as before.",
        ),
        when(
            _same_placement,
            "The reason for the new episode is {RNE}[, {reason_new}], but only the legal status changed, from "
            "{before.LS}[, {before.legal_status},] to {LS}[, {legal_status}].",
        ),
        (
            "The reason for the new episode is {RNE}[, {reason_new}], but the legal status changed too, from"
            " {before.LS}[, {before.legal_status},] to {LS}[, {legal_status}]."
        ),
    ],
    cause="Reason {RNE} (only placement changed) does not fit with the episode before",
    letter=[
        when(
            _nothing_changed,
            letter(
                "{placement}[ from {DECOM}][, at {PL_POST}][, {setting}]. Until that day it was the same.",
                "The record says that the placement changed that day, but everything we have about it is as before.",
                "Did the child move[ on {DECOM}], or did the carers move house? If so, tell us the new postcode and the"
                " home or agency. If the child only went to other carers of the same agency, we need their postcode. If"
                " nothing changed, tell us and we will join the two.",
            ),
        ),
        when(
            _same_placement,
            letter(
                "{placement}[ from {DECOM}], as before. Legal status until then: {before.legal_status}. From that day: "
                "{legal_status}.",
                "The record says that the placement changed that day, but only the legal status did.",
                "Did the child move[ on {DECOM}], or did the carers move house? If so, tell us the new postcode and the"
                " home or agency. If not, tell us and we will put it right.",
            ),
        ),
        letter(
            "A move[ on {DECOM}], from {before.placement} to {placement}. Legal status until then: "
            "{before.legal_status}. From that day: {legal_status}.",
            "The record says that only the placement changed that day, but the legal status changed too.",
            "Did both change[ on {DECOM}]? If so, tell us. If the legal status changed on another day, tell us which. "
            "If it did not change, tell us which one is right.",
        ),
    ],
)
words(
    "436",
    who="worker",
    theme=MOVES,
    show="RNE LS PLACE PL_POST URN PLACE_PROVIDER DECOM DEC",
    culprit=[when(_nothing_changed, "RNE or LS"), when(_same_placement, "RNE"), "LS"],
    sentence=[
        when(
            _nothing_changed,
            "The reason for the new episode is {RNE}[, {reason_new}], but legal status, placement type, postcode, "
            "Ofsted number and provider are all as before.",
        ),
        when(
            _same_placement,
            "The reason for the new episode is {RNE}[, {reason_new}], but placement type, postcode, Ofsted number and "
            "provider are all as before.",
        ),
        (
            "The reason for the new episode is {RNE}[, {reason_new}], but the legal status is the same as before"
            " ({LS}[, {legal_status}])."
        ),
    ],
    cause="Reason {RNE} (status and placement changed), but one of them is as before",
    letter=[
        when(
            _nothing_changed,
            letter(
                "{placement}[ from {DECOM}][, at {PL_POST}][, {setting}]. Legal status: {legal_status}. Until that day"
                " it was all the same.",
                "The record says that placement and legal status changed that day, but neither did.",
                "What changed[ on {DECOM}]? If the placement, tell us the new postcode and the home or agency. If the "
                "legal status, tell us from what to what. If nothing, tell us and we will join the two.",
            ),
        ),
        when(
            _same_placement,
            letter(
                "{placement}[ from {DECOM}][, at {PL_POST}][, {setting}], as before. Legal status until then: "
                "{before.legal_status}. From that day: {legal_status}.",
                "The record says that the placement changed with the legal status, but everything we have about it is"
                " as before.",
                "Did the child move[ on {DECOM}], or did the carers move house? If so, tell us the new postcode and the"
                " home or agency. If not, tell us and we will put it right.",
            ),
        ),
        letter(
            "A move[ on {DECOM}], from {before.placement} to {placement}. Legal status, before and after: "
            "{legal_status}.",
            "The record says that the legal status changed with the placement, but it is the same.",
            "Did the legal status change[ on {DECOM}]? If so, from what to what? If not, tell us and we will put it "
            "right.",
        ),
    ],
)
