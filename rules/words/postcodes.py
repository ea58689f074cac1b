"""Words for rules/postcodes.py."""

import numpy as np

from check903.reference.groups import FOR_ADOPTION, FOSTERED
from check903.wording import letter, measure, same, when, words
from check903.wording.clues import before, entry
from check903.wording.declared import filled
from check903.wording.placeholders import PAGE, cells

HOMES = "Homes and providers"
STATUS = "Legal status and reasons"


def _unknown(f, column):
    """True where the postcode is filled in and not in the directory."""
    return getattr(f, column).filled & ~f.r.knows_postcode(getattr(f, column))


def _known(f, column):
    return f.r.knows_postcode(getattr(f, column))


def _both_known(f):
    return _known(f, "HOME_POST") & _known(f, "PL_POST")


def _in_own_area(f, column):
    """True where the postcode lies in the area of the council making the return."""
    return np.array(f.r.postcodes.lookup(cells(getattr(f, column), PAGE)).authority, object) == f.r.authority


def _both(test):
    return lambda f: test(f, "HOME_POST") & test(f, "PL_POST")


def _one(test, column):
    return lambda f: test(f, column)


def _those(test):
    """The culprits are those of the two postcodes for which `test` is True."""
    return lambda f: {column: test(f, column) for column in ("HOME_POST", "PL_POST")}


def _is_blank(f, column):
    return getattr(f, column).blank


def _no_use(f, column):
    return ~_known(f, column)


def _only_placement(test):
    """The placements team knows the postcode of a placement, the social worker that of the child's home."""
    return [when(lambda f: test(f, "PL_POST") & ~test(f, "HOME_POST"), "placements"), "worker"]


# -- the distance -----------------------------------------------------------------------------------------------------

words(
    "164",
    who=[when(_both_known, "data"), "worker"],
    theme=HOMES,
    show="PL_DISTANCE HOME_POST PL_POST PLACE DECOM LS",
    culprit="PL_DISTANCE",
    sentence=(
        "The distance between home[ ({HOME_POST})] and placement[ ({PL_POST})] is {PL_DISTANCE} miles. It must be "
        "between 0 and 999.9."
    ),
    cause="Distance of {PL_DISTANCE} miles between home and placement is impossible",
    letter=letter(
        "[The child’s own home: {HOME_POST}. ]{placement}[, from {DECOM}][, at {PL_POST}][, {setting}].",
        "The distance between the two is given as {PL_DISTANCE} miles, which cannot be.",
        "Check both postcodes and correct the wrong one. If the child used to be an unaccompanied asylum-seeking "
        "child, tell us: then no distance is asked for.",
    ),
)
words(
    "454",
    who="worker",
    theme=HOMES,
    measures=[measure("Distance", lambda f: f.PL_DISTANCE.number, unit="miles", most=350, title="Too far")],
    show="PL_DISTANCE HOME_POST PL_POST PLACE URN DECOM",
    culprit=[
        when(lambda f: f.HOME_POST.filled & ~_in_own_area(f, "HOME_POST") & _in_own_area(f, "PL_POST"), "HOME_POST"),
        "HOME_POST or PL_POST",
    ],
    sentence=(
        "From home[ ({HOME_POST}[, {home_council}])] to the placement[ ({PL_POST}[, {council}])] it is {PL_DISTANCE} "
        "miles, more than 350."
    ),
    cause="Placement is {PL_DISTANCE} miles from home: {HOME_POST} to {PL_POST}",
    letter=letter(
        "{placement}[, from {DECOM}][, at {PL_POST}[ in {council}]].[ The child’s own home: {HOME_POST}[ in "
        "{home_council}].]",
        "The two are {PL_DISTANCE} miles apart.",
        "Is the child placed that far from home? If so, tell us. If not, tell us which postcode is wrong, and the "
        "right one.",
    ),
)
CANNOT = "The distance cannot be worked out: "
ASK_HOME = "Tell us the postcode where the child lived before coming into care."
ASK_PLACE = "Tell us the postcode where the child is placed."
ASK_BOTH = "Tell us the postcode where the child lived before coming into care, and the one where the child is placed."
CAME_ALONE = " If the home was abroad or is not known, or the child came to this country alone to seek asylum, tell us."
words(
    "392a",
    who=[when(_both_known, "data"), *_only_placement(_no_use)],
    theme=HOMES,
    show="PL_DISTANCE HOME_POST PL_POST PLACE DECOM LS",
    culprit=[when(_both_known, "PL_DISTANCE"), _those(_no_use)],
    remedy=[
        when(_both_known, "Leave the distance blank in your files: it is worked out from the two postcodes."),
        "Fill in or correct the postcode. The distance is worked out from both.",
    ],
    sentence=[
        when(
            _both_known,
            "There is no distance, although both postcodes ({HOME_POST} and {PL_POST}) are in the postcode directory.",
        ),
        when(_both(_is_blank), CANNOT + "the home postcode and the placement postcode are blank."),
        when(
            lambda f: _is_blank(f, "HOME_POST") & _unknown(f, "PL_POST"),
            CANNOT
            + "the home postcode is blank, and the placement postcode, {PL_POST}, is not in the postcode directory.",
        ),
        when(
            lambda f: _unknown(f, "HOME_POST") & _is_blank(f, "PL_POST"),
            CANNOT
            + "the home postcode, {HOME_POST}, is not in the postcode directory, and the placement postcode is blank.",
        ),
        when(
            _both(_unknown),
            CANNOT + "neither the home postcode, {HOME_POST}, nor the placement postcode, {PL_POST}, is in the "
            "postcode directory.",
        ),
        when(_one(_is_blank, "HOME_POST"), CANNOT + "the home postcode is blank."),
        when(_one(_unknown, "HOME_POST"), CANNOT + "the home postcode, {HOME_POST}, is not in the postcode directory."),
        when(_one(_is_blank, "PL_POST"), CANNOT + "the placement postcode is blank."),
        CANNOT + "the placement postcode, {PL_POST}, is not in the postcode directory.",
    ],
    cause=[
        when(_both_known, "There is no distance from home: {HOME_POST} to {PL_POST}"),
        "Distance from home cannot be worked out: {HOME_POST} to {PL_POST}",
    ],
    letter=[
        when(
            _both(_no_use),
            letter(
                "{placement}[, from {DECOM}]. Postcode of the child’s own home: {HOME_POST}. Postcode of the "
                "placement: {PL_POST}.",
                "Without the right postcodes we cannot tell how far away from home the child is placed.",
                ASK_BOTH + CAME_ALONE,
            ),
        ),
        when(
            _one(_no_use, "HOME_POST"),
            letter(
                "{placement}[, from {DECOM}]. Postcode of the child’s own home: {HOME_POST}.",
                "Without the right postcode of the home we cannot tell how far away the child is placed.",
                ASK_HOME + CAME_ALONE,
            ),
        ),
        letter(
            "{placement}[, from {DECOM}][, {setting}]. Postcode of the placement: {PL_POST}.",
            "Without the right postcode of the placement we cannot tell how far from home the child is placed.",
            ASK_PLACE + " If the place is abroad, tell us.",
        ),
    ],
)
words(
    "406",
    who="data",
    theme="Asylum-seeking children",
    show="PL_DISTANCE HOME_POST PL_POST DECOM UASC SEX DOB DUC",
    culprit=[when(lambda f: f.HOME_POST.filled, "HOME_POST PL_DISTANCE"), "PL_DISTANCE"],
    this_year=lambda f: _seeker(f, "header") | _seeker(f, "uasc"),
    sentence=[
        when(
            lambda f: f.this_year,
            "There is a distance of {PL_DISTANCE} miles from home, but the child is an unaccompanied asylum seeker "
            "this year and has no home here to measure from.",
        ),
        "There is a distance of {PL_DISTANCE} miles from home, but the child was an unaccompanied asylum seeker last "
        "year and has no home here to measure from.",
    ],
    cause="Distance of {PL_DISTANCE} miles from home for an asylum-seeking child",
)


def _seeker(f, name):
    return getattr(f, name).exists if f.has(name) else np.zeros(len(f), bool)


# -- postcodes that are not there, or not known -----------------------------------------------------------------------

NEEDED = " Only short breaks and unaccompanied asylum seekers need none[; the legal status is {LS}[, {legal_status}]]."
NOT_FILLED = "{placement}[, from {DECOM}][, {setting}]."
words(
    "392b",
    who=_only_placement(_is_blank),
    theme=HOMES,
    show="HOME_POST PL_POST LS PLACE URN DECOM",
    culprit=_those(_is_blank),
    remedy=[
        when(_both(_is_blank), "Fill both in."),
        when(
            _one(_is_blank, "HOME_POST"),
            "Fill in where the child lived before coming into care. If it is not known or abroad, leave it blank and "
            "accept it with a note.",
        ),
        "Fill in where the child is placed. If it cannot be given, accept it with a note.",
    ],
    sentence=[
        when(_both(_is_blank), "The home postcode and the placement postcode are blank." + NEEDED),
        when(_one(_is_blank, "HOME_POST"), "The home postcode is blank." + NEEDED),
        "The placement postcode is blank." + NEEDED,
    ],
    cause=[
        when(_both(_is_blank), "Home postcode and placement postcode are blank"),
        when(_one(_is_blank, "HOME_POST"), "Home postcode is blank"),
        "Placement postcode is blank",
    ],
    letter=[
        when(
            _both(_is_blank),
            letter(
                NOT_FILLED,
                "The postcodes of the child’s own home and of the placement are not filled in.",
                ASK_BOTH + CAME_ALONE,
            ),
        ),
        when(
            _one(_is_blank, "HOME_POST"),
            letter(NOT_FILLED, "The postcode of the child’s own home is not filled in.", ASK_HOME + CAME_ALONE),
        ),
        letter(
            NOT_FILLED,
            "The postcode of the placement is not filled in.",
            ASK_PLACE + " If it cannot be given, tell us why.",
        ),
    ],
)
CHECK = (
    "Check it and tell us the right one. If it is right, for example because the house is new, or if {} abroad, tell "
    "us."
)
words(
    "392c",
    who=_only_placement(_unknown),
    theme=HOMES,
    show="HOME_POST PL_POST PLACE URN DECOM",
    culprit=_those(_unknown),
    remedy="Look for a letter O in place of a 0, or two that changed places. If the postcode is right, because a house "
    "is new or the place abroad, accept it with a note.",
    sentence=[
        when(
            _both(_unknown),
            "Neither the home postcode “{HOME_POST}” nor the placement postcode “{PL_POST}” is in the postcode "
            "directory.",
        ),
        when(_one(_unknown, "HOME_POST"), "The home postcode “{HOME_POST}” is not in the postcode directory."),
        "The placement postcode “{PL_POST}” is not in the postcode directory.",
    ],
    cause=[
        when(_both(_unknown), "Postcodes “{HOME_POST}” and “{PL_POST}” are not in the postcode directory"),
        when(_one(_unknown, "HOME_POST"), "Home postcode “{HOME_POST}” is not in the postcode directory"),
        "Placement postcode “{PL_POST}” is not in the postcode directory",
    ],
    letter=[
        when(
            _both(_unknown),
            letter(
                "{placement}[, from {DECOM}], at “{PL_POST}”. The child’s own home: “{HOME_POST}”.",
                "We know of no address in the United Kingdom with either of these postcodes.",
                "Check both and tell us the right ones. If one is right, for example because the house is new, tell "
                "us. If one of the places is abroad, tell us.",
            ),
        ),
        when(
            _one(_unknown, "HOME_POST"),
            letter(
                "Postcode of the child’s own home: “{HOME_POST}”.",
                "We know of no address in the United Kingdom with this postcode.",
                CHECK.format("the home was"),
            ),
        ),
        letter(
            "{placement}[, from {DECOM}][, {setting}], at “{PL_POST}”.",
            "We know of no address in the United Kingdom with this postcode.",
            CHECK.format("the place is"),
        ),
    ],
)


def _nowhere(code, column, cannot, problem):
    """169 and 179: what follows from the placement postcode is not there."""
    words(
        code,
        who=[when(_one(_known, "PL_POST"), "data"), "placements"],
        theme=HOMES,
        show=f"PL_POST {column} PLACE PLACE_PROVIDER URN DECOM",
        culprit=[when(_one(_known, "PL_POST"), column), "PL_POST"],
        sentence=[
            when(_one(_is_blank, "PL_POST"), "The placement postcode is blank, so " + cannot),
            when(
                _one(_unknown, "PL_POST"),
                "The placement postcode “{PL_POST}” is not in the postcode directory, so " + cannot,
            ),
            "The placement postcode, {PL_POST}, is in the postcode directory, but the file says nothing of what "
            "follows from it.",
        ],
        cause=[
            when(_one(_is_blank, "PL_POST"), "Placement postcode is blank"),
            when(_one(_unknown, "PL_POST"), "Placement postcode “{PL_POST}” is not in the postcode directory"),
            "Where the placement at {PL_POST} lies is blank in the file",
        ],
        letter=letter(
            [
                when(_one(_is_blank, "PL_POST"), "{placement}[, from {DECOM}][, {setting}], without a postcode."),
                "{placement}[, from {DECOM}][, {setting}], at “{PL_POST}”.",
            ],
            [
                when(_one(_is_blank, "PL_POST"), "We cannot tell " + problem),
                "There is no such postcode, so we cannot tell " + problem,
            ],
            "Enter the full postcode of the place where the child lives. If that is outside the United Kingdom, or "
            "the address must stay secret, tell us: then it may be right as it is.",
        ),
    )


_nowhere(
    "169", "PL_LA", "the authority of the placement cannot be worked out.", "which council’s area the child lives in."
)
_nowhere(
    "179",
    "PL_LOCATION",
    "it cannot be worked out whether the placement is inside or outside the council’s area.",
    "whether the child lives in our area or outside it.",
)


# -- home and placement -----------------------------------------------------------------------------------------------


def _last_home(f):
    """The home postcode of the child's last episode of last year, where it is another one; text per row."""
    last = f.rows.first_of(f.r.Episodes_last.latest("DECOM"))
    moved = last.HOME_POST.filled & ~same(f, last, "HOME_POST")
    return np.where(moved, np.array(cells(last.HOME_POST, PAGE), object), "")


def _home_is_wrong(f):
    return f.last_home != ""


def _was_at_home(f):
    return (f.before.PLACE == "P1") & same(f, f.before, "PL_POST")


def _listed_elsewhere(f):
    """True where Ofsted's list has the home at another postcode; of foster care it has the agency's office."""
    asked = f.list.exists & f.list.POSTCODE.filled & ~f.PLACE.isin(*FOSTERED, *FOR_ADOPTION)
    return asked & ~f.r.providers.has_postcode(f.URN, f.PL_POST) if f.r.has_list else asked


BOTH_AT = "Home and placement have the same postcode, {PL_POST}"
words(
    "392d",
    who="worker",
    theme=HOMES,
    show="HOME_POST PL_POST PL_DISTANCE PLACE URN DECOM SETTING POSTCODE",
    clues={"before": before, "list": entry},
    culprit=[
        when(_home_is_wrong, "HOME_POST"),
        when(_was_at_home, "PLACE"),
        when(_listed_elsewhere, "PL_POST"),
        "HOME_POST or PL_POST",
    ],
    remedy=[
        when(_home_is_wrong, "Take last year’s home postcode, in every episode of the period of care."),
        "If the child lives with the parents, the type is P1. If a relative lives in the same street, accept it with a "
        "note.",
    ],
    last_home=_last_home,
    sentence=[
        when(_home_is_wrong, BOTH_AT + "; last year the home was at {last_home}."),
        when(
            _was_at_home,
            BOTH_AT + ", with {PLACE}[, {placement}]; in the episode before, the child was there with own parents, P1.",
        ),
        when(_listed_elsewhere, BOTH_AT + "; Ofsted’s list has {URN}[, {setting},] at {list.POSTCODE}."),
        BOTH_AT + ", but the placement type is {PLACE}[, {placement}], not P1, with own parents.",
    ],
    cause="Placement postcode {PL_POST} is the home postcode, but the placement type is {PLACE}",
    letter=letter(
        "{placement}[, from {DECOM}], at {PL_POST}. The child’s own home has the same postcode.[ Last year it was "
        "{last_home}.]",
        "A child who is placed away from home rarely has the same postcode as the home.",
        "Does the child live with a parent? If so, tell us and we will put the placement right. If one of the two "
        "addresses is wrong, correct it. If both are right, for example because a relative lives in the same street, "
        "tell us.",
    ),
)


# -- short breaks -----------------------------------------------------------------------------------------------------


def _only(column, other):
    return lambda f: getattr(f, column).filled & getattr(f, other).blank


words(
    "398",
    who="data",
    theme=STATUS,
    show="LS HOME_POST PL_POST DECOM DEC",
    culprit=filled("HOME_POST PL_POST"),
    sentence=[
        when(
            _only("HOME_POST", "PL_POST"),
            "The home postcode is {HOME_POST}, but should be blank for {LS}[, {legal_status}].",
        ),
        when(
            _only("PL_POST", "HOME_POST"),
            "The placement postcode is {PL_POST}, but should be blank for {LS}[, {legal_status}].",
        ),
        "The home postcode is {HOME_POST} and the placement postcode {PL_POST}, but both should be blank for {LS}[, "
        "{legal_status}].",
    ],
    cause=[
        when(_only("HOME_POST", "PL_POST"), "Short break ({LS}) has the home postcode {HOME_POST}"),
        when(_only("PL_POST", "HOME_POST"), "Short break ({LS}) has the placement postcode {PL_POST}"),
        "Short break ({LS}) has a home postcode and a placement postcode",
    ],
)
words(
    "214",
    who="data",
    theme=HOMES,
    show="LS PL_POST URN PLACE RNE DECOM DEC",
    culprit=filled("PL_POST URN"),
    sentence=[
        when(
            _only("PL_POST", "URN"),
            "The placement postcode is {PL_POST}, but should be blank for {LS}[, {legal_status}].",
        ),
        when(_only("URN", "PL_POST"), "The Ofsted number is {URN}, but should be blank for {LS}[, {legal_status}]."),
        "The placement postcode is {PL_POST} and the Ofsted number {URN}, but both should be blank for {LS}[, "
        "{legal_status}].",
    ],
    cause=[
        when(_only("PL_POST", "URN"), "Short break ({LS}) has the placement postcode {PL_POST}"),
        when(_only("URN", "PL_POST"), "Short break ({LS}) has the Ofsted number {URN}"),
        "Short break ({LS}) has a placement postcode and an Ofsted number",
    ],
)
words(
    "420",
    who="data",
    theme=STATUS,
    show="LS PL_POST PL_LA DECOM DEC",
    culprit=[when(lambda f: f.PL_POST.filled, "PL_POST"), "PL_LA"],
    sentence=[
        when(
            lambda f: f.PL_POST.filled,
            "The placement is in {PL_LA}[, {council}], by its postcode, {PL_POST}. For {LS}[, {legal_status}], the "
            "place is not asked for.",
        ),
        "The placement is in {PL_LA}[, {council}]. For {LS}[, {legal_status}], the place is not asked for.",
    ],
    cause=[
        when(lambda f: f.PL_POST.filled, "Short break ({LS}) has the placement postcode {PL_POST}"),
        "Short break ({LS}) has the placement authority {PL_LA}",
    ],
)


# -- in whose area ----------------------------------------------------------------------------------------------------

words(
    "411",
    who="data",
    theme=HOMES,
    show="PL_LOCATION PL_LA PL_POST",
    culprit=[
        when(lambda f: _in_own_area(f, "PL_POST"), "PL_LA"),
        when(_one(_known, "PL_POST"), "PL_LOCATION"),
        "PL_LOCATION or PL_LA",
    ],
    sentence=[
        when(
            lambda f: f.PL_LA.blank,
            "The placement is marked IN, inside the council’s area, but its authority is blank.",
        ),
        "The placement is marked IN, inside the council’s area, but its authority is {PL_LA}[, {council}].",
    ],
    cause=[
        when(lambda f: f.PL_LA.blank, "Placement is marked as inside the council’s area, but its authority is blank"),
        "Placement is marked as inside the council’s area, but lies in {PL_LA}[, {council}]",
    ],
)


def _run_by_others(f):
    if not f.r.has_list:
        return False
    return f.list.PROVIDER_CODES.filled & ~f.r.providers.allows_provider(f.URN, f.PLACE_PROVIDER)


def _ours_elsewhere(f):
    if not f.r.has_list:
        return False
    ours = f.list.POSTCODE.filled & f.r.providers.allows_provider(f.URN, f.PLACE_PROVIDER)
    return ours & f.PL_POST.filled & ~f.r.providers.has_postcode(f.URN, f.PL_POST)


words(
    "1015",
    who="placements",
    theme=HOMES,
    show="PLACE_PROVIDER PL_POST PL_LA PL_DISTANCE PLACE URN LS DECOM DEC SETTING PROVIDER_CODES POSTCODE",
    clues={"list": entry},
    culprit=[when(_run_by_others, "PLACE_PROVIDER"), when(_ours_elsewhere, "PL_POST"), "PLACE_PROVIDER or PL_POST"],
    sentence=[
        when(
            _run_by_others,
            "The provider is PR1, own council, but the placement[, at {PL_POST},] is outside the council’s area[, in "
            "{council}], and Ofsted’s list gives {list.PROVIDER_CODES} for {URN}[, {setting}].",
        ),
        when(
            _ours_elsewhere,
            "The provider is PR1, own council, but {PL_POST} is outside the council’s area[, in {council}]. Ofsted’s "
            "list has {URN}[, {setting},] at {list.POSTCODE}.",
        ),
        "The provider is PR1, own council, but the placement[, at {PL_POST},] is outside the council’s area[, in "
        "{council}].",
    ],
    cause="Own provision (PR1)[ at {PL_POST}] outside the council’s area[, in {council}]",
    letter=letter(
        "{placement}[, from {DECOM}][, at {PL_POST}][, {setting}], run by our own council.",
        "This is outside our area[, in {council}]. What our own council runs is nearly always in our own area.",
        "Do we run it? If another council, a company or a charity does, correct the provider. If the postcode is "
        "wrong, correct it. If we do run it there, tell us: then nothing is wrong.",
    ),
)
