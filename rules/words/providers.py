"""Words for rules/providers.py.

Ofsted's list can have several entries for one number: the texts say what all of them allow together.
"""

import numpy as np

from check903.reference import authorities
from check903.reference.groups import FOR_ADOPTION, FOSTERED, OTHER_PLACEMENTS, TEMPORARY
from check903.wording import codes_in, days_between, letter, same, when, words
from check903.wording.clues import before, entry, same_start_last_year
from check903.wording.placeholders import PAGE, cells

THEME = "Homes and providers"
HOMES = ("K1", "K2", "K3", "R3", "S1")
WITHOUT_NUMBER = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY, *OTHER_PLACEMENTS)  # whatever the year
KINDS = {
    "K1": "secure children’s home",
    "K2": "children’s home",
    "K3": "supported accommodation",
    "H5": "semi-independent accommodation",
    "R3": "family centre or mother and baby unit",
    "S1": "residential school",
    **dict.fromkeys(FOR_ADOPTION, "placement for adoption"),
    **dict.fromkeys(FOSTERED[:3], "foster care with relatives or friends"),
    **dict.fromkeys(FOSTERED[3:], "foster care with other carers"),
}
RUN_BY = {
    "PR0": "the parents",
    "PR1": "our own council",
    "PR2": "another council",
    "PR3": "another public body",
    "PR4": "a private company",
    "PR5": "a voluntary organisation",
}


# -- what Ofsted's list says of each row's number ---------------------------------------------------------------------


def _per_number(f, say):
    """What `say` makes of the positions of the list's entries for each row's number; text per row."""
    numbers = cells(f.URN, PAGE)
    known = {number: say(f.r.providers.entries(number)) for number in set(numbers)}
    return np.array([known[number] for number in numbers], object)


def _listed(f, column):
    """What that column has for the number, "B1 1AA or CV1 1AA"; text per row."""
    texts = f.r.providers.table.columns[column]
    return _per_number(f, lambda entries: _either(map(texts.text, entries)))


def _codes(f, column, said=None):
    """The codes of that column, "U4, U5 or U6", or what `said` calls them; text per row."""
    texts, said = f.r.providers.table.columns[column], said or {}

    def codes(entries):
        return _either(said.get(code, code) for at in entries for code in codes_in(texts.text(at)))

    return _per_number(f, codes)


def _either(texts):
    """ "a", "a or b", "a, b, c or 5 others", each once and without blanks."""
    texts = [*filter(None, dict.fromkeys(texts))]
    texts = texts if len(texts) < 8 else [*texts[:3], f"{len(texts) - 3} others"]
    return " or ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def _kinds(f):
    """The kinds of placement that the list gives, in words; text per row."""
    kin, others = KINDS["U1"], KINDS["U4"]
    texts = _codes(f, "PLACE_CODES", KINDS)
    return np.array([text.replace(f"{kin} or {others}", "foster care") for text in texts], object)


def _councils(f):
    """The councils in which the entries lie; text per row."""
    found = f.r.providers.authorities(cells(f.URN, PAGE))
    return np.array([_either(sorted(map(authorities.name, codes))) for codes in found], object)


def _home(f):
    """The setting's name, or what to say where the list has none; text per row."""
    return np.array([name or "this home or agency" for name in cells(f.list.SETTING, PAGE)], object)


def _at(f, postcodes, fits):
    """Name and number of another setting at each row's postcode, where it `fits(its entry, row)`; text per row."""
    listed, found = f.r.providers, np.full(len(f), "", object)
    for row, (own, postcode) in enumerate(zip(cells(f.URN, PAGE), cells(postcodes.compact, PAGE))):
        for at in listed.at_postcode.get(postcode, ()):
            urn, name = (listed.table.columns[column].text(at) for column in ("URN", "SETTING"))
            if urn != own and any(entry.postcode == postcode and fits(entry, row) for entry in listed.rows(urn)):
                found[row] = f"{name} ({urn})" if name else f"number {urn}"
    return found


def _same_kind(f):
    """A setting at the postcode of the placement that offers its type; text per row."""
    places = cells(f.PLACE, PAGE)
    return _at(f, f.PL_POST, lambda entry, row: places[row] in entry.places)


def _successor(f, day):
    """A setting at the postcode of the closed one that offers the type and is registered on `day`; text per row."""
    places = cells(f.PLACE, PAGE)
    return _at(f, f.list.POSTCODE, lambda entry, row: places[row] in entry.places and not entry.end <= day[row])


# -- conditions -------------------------------------------------------------------------------------------------------


def _unlisted(f):
    return ~f.list.exists


def _nearly_stand_in(f):
    return f.URN.upper.matches("X+")


def _place_fits(f):
    return f.r.providers.allows_place(f.URN, f.PLACE)


def _provider_fits(f):
    return f.r.providers.allows_provider(f.URN, f.PLACE_PROVIDER)


def _postcode_fits(f):
    return f.r.providers.has_postcode(f.URN, f.PL_POST)


def _place_differs(f):
    return f.PLACE.filled & (_codes(f, "PLACE_CODES") != "") & ~_place_fits(f)


def _provider_differs(f):
    return f.PLACE_PROVIDER.filled & (_codes(f, "PROVIDER_CODES") != "") & ~_provider_fits(f)


def _postcode_differs(f):
    return f.PL_POST.filled & (_listed(f, "POSTCODE") != "") & ~_postcode_fits(f)


LOOK_UP = "Look the right number up in Ofsted’s list, by the setting’s name or postcode."
OTHER_SETTING = "The number belongs to another setting than the one recorded. Look the right one up by the postcode."
BY_POSTCODE = "look the right number up by the postcode."
TAKE_PROVIDER = "Take the provider code that the list gives; if it gives several, ask which it is."


def _at_fault(column):
    """True where that column, and it for sure, is at fault."""
    return lambda f: f.culprit(column)


def _unclear(f):
    return f.unclear


UNLISTED = "Ofsted’s list has no provider with the number {URN}"
UNLISTED_CAUSE = "Ofsted number {URN} is not in Ofsted’s list"
UNLISTED_LETTER = letter(
    "{placement}[, from {DECOM}][, at {PL_POST}], with the Ofsted number {URN}.",
    "Ofsted has no home or agency with this number.",
    "Which home or agency is it? Tell us its name and we will look up the number. If Ofsted does not inspect it, or "
    "it was only registered recently, tell us that.",
)


def _listed_last_year(f):
    """True where last year's return has another number for the episode, which is in the list."""
    return f.last.URN.clashes_with(f.URN) & f.r.providers.known(f.last.URN)


words(
    "1008",
    who=[when(_nearly_stand_in, "data"), "placements"],
    theme=THEME,
    show="URN PLACE PLACE_PROVIDER PL_POST DECOM DEC",
    clues={"last": same_start_last_year},
    culprit="URN",
    there=_same_kind,
    count=lambda f: np.bincount(f.r.Episodes.URN.codes)[f.URN.codes],
    sentence=[
        when(_nearly_stand_in, "{URN} is not in Ofsted’s list. The stand-in for a number is XXXXXXX, seven times X."),
        when(
            _listed_last_year,
            "{URN} is not in Ofsted’s list. Last year the same episode had {last.URN}[, {last.setting}].",
        ),
        when(lambda f: f.there != "", "{URN} is not in Ofsted’s list. At {PL_POST} it has {there}."),
        when(
            lambda f: f.count >= 5, "{URN} is not in Ofsted’s list and stands in {count} episodes: probably a stand-in."
        ),
        "{URN} is not in Ofsted’s list.",
    ],
    cause=UNLISTED_CAUSE,
    letter=[
        when(
            _listed_last_year,
            letter(
                "{placement}[, from {DECOM}], with the Ofsted number {URN}. Last year we had {last.URN}[, "
                "{last.setting}].",
                "Ofsted has no home or agency with the number {URN}.",
                "Is it still the one of last year? If so, tell us and we will put its number back. If it is another "
                "one, tell us its name and we will look up the number. If it was registered only recently, tell us.",
            ),
        ),
        when(
            lambda f: f.there != "",
            letter(
                "{placement}[, from {DECOM}][, at {PL_POST}], with the Ofsted number {URN}.",
                "Ofsted has no home or agency with this number. At this postcode it has {there}.",
                "Does the child live there? If it is another home or agency, tell us its name and we will look up the "
                "number. If it was registered only recently, tell us that.",
            ),
        ),
        UNLISTED_LETTER,
    ],
)


# -- what is there, and differs from the list -------------------------------------------------------------------------


def _no_kind_listed(f):
    return f.places == ""


def _wrong_number_for_place(f):
    return _provider_differs(f) & _postcode_differs(f)


def _wrong_place(f):
    return _provider_fits(f) & _postcode_fits(f)


IS_ANOTHER_KIND = "{URN}[, {setting},] is {places} ({kinds}) in Ofsted’s list, and this is {PLACE}[, {placement}]. "

words(
    "219",
    who=[when(lambda f: _nearly_stand_in(f) | (f.list.exists & _no_kind_listed(f)), "data"), "placements"],
    theme=THEME,
    remedy=[
        when(_unlisted, LOOK_UP),
        when(_at_fault("PLACE"), "Take the placement type that the list gives; if it gives several, ask which it is."),
        when(_at_fault("URN"), OTHER_SETTING),
        when(_unclear, "If the number is right, take the type that the list gives. If it isn’t, " + BY_POSTCODE),
        "",
    ],
    show="URN PLACE PLACE_PROVIDER PL_POST DECOM SETTING PLACE_CODES PROVIDER_CODES POSTCODE REG_END",
    culprit=[
        when(_unlisted, "URN"),
        when(_no_kind_listed, ""),
        when(lambda f: f.PLACE.blank | _wrong_place(f), "PLACE"),
        when(_wrong_number_for_place, "URN"),
        "URN or PLACE",
    ],
    places=lambda f: _codes(f, "PLACE_CODES"),
    kinds=_kinds,
    home=_home,
    sentence=[
        when(lambda f: _unlisted(f) & f.PLACE.filled, UNLISTED + ", so it offers no {PLACE}[, {placement}]."),
        when(_unlisted, UNLISTED + ", and the placement type is blank."),
        when(_no_kind_listed, "Ofsted’s list gives no placement type for {URN}[, {setting}]."),
        when(
            lambda f: f.PLACE.blank,
            "The placement type is blank; Ofsted’s list gives {places} ({kinds}) for {URN}[, {setting}].",
        ),
        when(_wrong_place, IS_ANOTHER_KIND + "Postcode and provider agree, so probably the type is wrong."),
        when(
            _wrong_number_for_place,
            IS_ANOTHER_KIND + "Postcode and provider differ too, so probably the number is wrong.",
        ),
        IS_ANOTHER_KIND + "One of the two is wrong.",
    ],
    cause=[
        when(_unlisted, UNLISTED_CAUSE),
        when(_no_kind_listed, "Ofsted’s list gives no placement type for {URN}"),
        when(lambda f: f.PLACE.blank, "Placement type is blank, Ofsted’s list gives {places} for {URN}"),
        when(lambda f: f.culprit("URN"), "Ofsted number {URN} belongs to another kind of place"),
        "Placement type {PLACE} is not one that Ofsted gives for {URN}",
    ],
    letter=[
        when(_unlisted, UNLISTED_LETTER),
        letter(
            "{placement}[, from {DECOM}][, at {PL_POST}], with the Ofsted number {URN}[, {setting}].",
            [
                when(lambda f: f.PLACE.blank, "Ofsted has this number as: {kinds}."),
                when(_wrong_place, "Ofsted has this number as: {kinds}. Postcode and provider are right."),
                when(
                    _wrong_number_for_place,
                    "Ofsted has this number as: {kinds}. The postcode and who runs it do not fit either.",
                ),
                "Ofsted has this number as: {kinds}. Either the kind of placement or the number is wrong.",
            ],
            "Does the child live with or through {home}? If so, which kind of placement is it? If not, tell us the "
            "name of the right home or agency.",
        ),
    ],
)


def _no_postcode_listed(f):
    return f.postcodes == ""


def _fits_but_for_the_postcode(f):
    return _place_fits(f) & _provider_fits(f)


def _fits_in_nothing(f):
    return _place_differs(f) & _provider_differs(f)


IS_ELSEWHERE = "Ofsted’s list has {URN}[, {setting},] at {postcodes}, and the placement is at {PL_POST}. "

words(
    "221",
    who=[when(lambda f: _nearly_stand_in(f) | (f.list.exists & _no_postcode_listed(f)), "data"), "placements"],
    theme=THEME,
    remedy=[
        when(_unlisted, LOOK_UP),
        when(_at_fault("PL_POST"), "Type and provider fit this setting: take the postcode that the list gives."),
        when(_at_fault("URN"), OTHER_SETTING),
        when(_unclear, "If the number is right, take the postcode that the list gives. If it isn’t, " + BY_POSTCODE),
        "",
    ],
    show="PL_POST URN PLACE PLACE_PROVIDER DECOM SETTING POSTCODE PLACE_CODES PROVIDER_CODES REG_END",
    culprit=[
        when(_unlisted, "URN"),
        when(_no_postcode_listed, ""),
        when(lambda f: (f.there != "") | _fits_in_nothing(f), "URN"),
        when(_fits_but_for_the_postcode, "PL_POST"),
        "PL_POST or URN",
    ],
    postcodes=lambda f: _listed(f, "POSTCODE"),
    there=_same_kind,
    home=_home,
    sentence=[
        when(_unlisted, UNLISTED + ", so there is no postcode to compare {PL_POST} with."),
        when(_no_postcode_listed, "Ofsted’s list gives no postcode for {URN}[, {setting}]."),
        when(
            lambda f: f.there != "",
            "Ofsted’s list has {there} at {PL_POST}; the number {URN} is[ {setting},] at {postcodes}. Probably the "
            "number is wrong.",
        ),
        when(_fits_in_nothing, IS_ELSEWHERE + "Type and provider differ too, so probably the number is wrong."),
        when(_fits_but_for_the_postcode, IS_ELSEWHERE + "Type and provider agree, so probably the postcode is wrong."),
        IS_ELSEWHERE + "One of the two is wrong.",
    ],
    cause=[
        when(_unlisted, UNLISTED_CAUSE),
        when(_no_postcode_listed, "Ofsted’s list gives no postcode for {URN}"),
        when(lambda f: f.culprit("URN"), "Ofsted number {URN} belongs to another address than {PL_POST}"),
        "Postcode {PL_POST} is not that of {URN} in Ofsted’s list",
    ],
    letter=[
        when(_unlisted, UNLISTED_LETTER),
        letter(
            "{placement}[, from {DECOM}], at {PL_POST}, with the Ofsted number {URN}[, {setting}].",
            [
                when(lambda f: f.there != "", "Ofsted has {home} at {postcodes}. At {PL_POST} it has {there}."),
                "Ofsted has {home} at {postcodes}.",
            ],
            [
                when(
                    lambda f: f.there != "",
                    "Does the child live at {home} or at {there}? Tell us which. If neither is right, tell us the "
                    "name and postcode.",
                ),
                "Does the child live at {home}? If so, tell us whether it has moved or has a second building at "
                "{PL_POST}; if not, its postcode is {postcodes}. If the child lives elsewhere, tell us the name of "
                "the home.",
            ],
        ),
    ],
)


def _no_provider_listed(f):
    return f.providers == ""


def _has_no_number(f):
    return f.PLACE.isin(*WITHOUT_NUMBER)


def _wrong_number_for_provider(f):
    return _place_differs(f) & _postcode_differs(f)


IS_ANOTHERS = (
    "Ofsted’s list gives {providers} ({run_by}) for {URN}[, {setting}], and the provider here is {PLACE_PROVIDER}[, "
    "{provider}]. "
)

words(
    "224",
    theme=THEME,
    who=[
        when(
            lambda f: _nearly_stand_in(f) | (f.list.exists & (_no_provider_listed(f) | f.PLACE.isin(TEMPORARY))), "data"
        ),
        "placements",
    ],
    remedy=[
        when(_unlisted, LOOK_UP),
        when(_at_fault("PLACE_PROVIDER"), TAKE_PROVIDER),
        when(_at_fault("URN"), OTHER_SETTING),
        when(_unclear, "If the number is right, take the code that the list gives. If it isn’t, " + BY_POSTCODE),
        "",
    ],
    show="PLACE_PROVIDER URN PLACE PL_POST DECOM SETTING PROVIDER_CODES PLACE_CODES POSTCODE",
    culprit=[
        when(_unlisted, "URN"),
        when(_no_provider_listed, ""),
        when(_has_no_number, "URN"),
        when(lambda f: f.PLACE_PROVIDER.blank, "PLACE_PROVIDER"),
        when(_wrong_number_for_provider, "URN"),
        when(_place_fits, "PLACE_PROVIDER"),
        "PLACE_PROVIDER or URN",
    ],
    providers=lambda f: _codes(f, "PROVIDER_CODES"),
    run_by=lambda f: _codes(f, "PROVIDER_CODES", RUN_BY),
    home=_home,
    sentence=[
        when(_unlisted, UNLISTED + ", so there is no provider to compare with."),
        when(_no_provider_listed, "Ofsted’s list gives no provider for {URN}[, {setting}]."),
        when(
            _has_no_number, "The Ofsted number is {URN}[, {setting}], but should be blank for {PLACE}[, {placement}]."
        ),
        when(
            lambda f: f.PLACE_PROVIDER.blank,
            "The provider is blank; Ofsted’s list gives {providers} ({run_by}) for {URN}[, {setting}].",
        ),
        when(
            _wrong_number_for_provider, IS_ANOTHERS + "Type and postcode differ too, so probably the number is wrong."
        ),
        when(_place_fits, IS_ANOTHERS + "The placement type agrees, so probably the provider is wrong."),
        IS_ANOTHERS + "One of the two is wrong.",
    ],
    cause=[
        when(_unlisted, UNLISTED_CAUSE),
        when(_no_provider_listed, "Ofsted’s list gives no provider for {URN}"),
        when(_has_no_number, "Ofsted number {URN} is given for {PLACE}, which has none"),
        when(lambda f: f.PLACE_PROVIDER.blank, "Provider is blank, Ofsted’s list gives {providers} for {URN}"),
        "Provider {PLACE_PROVIDER} is not the one that Ofsted gives for {URN}",
    ],
    letter=[
        when(_unlisted, UNLISTED_LETTER),
        when(
            _has_no_number,
            letter(
                "{placement}[, from {DECOM}], with the Ofsted number {URN}[, {setting}].",
                "Ofsted does not register placements of this kind, so there should be no number.",
                "Did the child live with or through {home}? If so, tell us what kind of placement it was. If not, "
                "tell us and we will take the number out.",
            ),
        ),
        letter(
            [
                when(
                    lambda f: f.PLACE_PROVIDER.blank,
                    "{placement}[, from {DECOM}], with the Ofsted number {URN}[, {setting}]. Who runs it is not "
                    "filled in.",
                ),
                "{placement}[, from {DECOM}], with the Ofsted number {URN}[, {setting}][. Run by: {provider}].",
            ],
            "Ofsted has {home} as run by: {run_by}.",
            [
                when(
                    _wrong_number_for_provider,
                    "Which home or agency is it? Tell us its name and we will look up the number. If it is {home}, "
                    "tell us who runs it.",
                ),
                "Who runs {home}: our council, another council, another public body, a private company or a charity? "
                "If the child lives elsewhere, tell us the name of the home or agency.",
            ],
        ),
    ],
)


# -- registered until -------------------------------------------------------------------------------------------------

CLOSED_BEFORE = "{URN}[, {setting},] was registered until {list.REG_END}; the episode started on {DECOM}."

words(
    "227",
    who="placements",
    theme=THEME,
    remedy=[
        when(lambda f: f.there != "", "Take the number that Ofsted’s list has now at that postcode."),
        "If the child did live there then, " + BY_POSTCODE + " If not, correct the start.",
    ],
    show="URN DECOM PLACE PL_POST SETTING REG_START REG_END POSTCODE",
    culprit=[when(lambda f: f.there != "", "URN"), "URN or DECOM"],
    there=lambda f: _successor(f, f.DECOM.value),
    home=_home,
    sentence=[
        when(lambda f: f.there != "", CLOSED_BEFORE + " Ofsted’s list now has {there} at that postcode."),
        CLOSED_BEFORE,
    ],
    cause="Ofsted number {URN} ended {list.REG_END}, before the episode began",
    letter=letter(
        "{placement}, from {DECOM}, with the Ofsted number {URN}[, {setting}].",
        "Ofsted ended the registration under this number on {list.REG_END}, so it does not cover this stay.",
        [
            when(
                lambda f: f.there != "",
                "At the same address Ofsted now has {there}. Is that the right one? If not, tell us the name of the "
                "home or agency.",
            ),
            "Does {home} have a new number, perhaps with a new name or owner? Tell us which. If the child came "
            "earlier, correct the day. If the child lives elsewhere, tell us the name of the home or agency.",
        ],
    ),
)


def _started_too_late(f):
    return f.DECOM >= f.list.REG_END


words(
    "228",
    who="placements",
    theme=THEME,
    show="URN DEC DECOM PLACE PL_POST SETTING REG_START REG_END POSTCODE",
    culprit=[when(lambda f: (f.there != "") | _started_too_late(f), "URN"), "URN or DEC"],
    there=lambda f: _successor(f, f.list.REG_END.value),
    home=_home,
    days=lambda f: days_between(f.list.REG_END, f.DEC),
    sentence=[
        when(
            lambda f: f.DEC.blank,
            "{URN}[, {setting},] was registered until {list.REG_END}; the episode has no end and is counted to "
            "{year_end}.",
        ),
        when(
            lambda f: f.DEC.unreadable,
            "{URN}[, {setting},] was registered until {list.REG_END}; the episode’s end, “{DEC}”, isn’t a valid date, "
            "so it is counted to {year_end}.",
        ),
        "{URN}[, {setting},] was registered until {list.REG_END}; the episode ended on {DEC}, {days} days later.",
    ],
    cause="Ofsted number {URN} ended {list.REG_END}, before the episode did",
    letter=letter(
        "{placement}[, from {DECOM}][ to {DEC}], with the Ofsted number {URN}[, {setting}].",
        "Ofsted ended the registration under this number on {list.REG_END}, before the child’s stay ended.",
        [
            when(
                lambda f: f.there != "",
                "At the same address Ofsted now has {there}. Did the child stay when the number changed? If the child "
                "had moved by then, tell us the day and where to.",
            ),
            "Had the child moved by then? If so, tell us the day and where to. If the child stayed, does {home} have "
            "a new number, name or owner? If it closed and the child is still there, tell us.",
        ],
    ),
)


# -- in which council -------------------------------------------------------------------------------------------------


def _said_ours(f):
    return f.PLACE_PROVIDER == "PR1"


def _no_council_listed(f):
    return f.councils == ""


def _wrong_number_for_council(f):
    return _place_differs(f) & _postcode_differs(f)


GIVES = "[ Ofsted’s list gives {providers} ({run_by}).]"

words(
    "229",
    who=[when(_nearly_stand_in, "data"), "placements"],
    theme=THEME,
    remedy=[
        when(_unlisted, LOOK_UP),
        when(_at_fault("PLACE_PROVIDER"), TAKE_PROVIDER),
        when(_at_fault("URN"), OTHER_SETTING),
        "",
    ],
    show="PLACE_PROVIDER URN PLACE PL_POST DECOM SETTING PROVIDER_CODES POSTCODE LA_NAME",
    culprit=[
        when(_unlisted, "URN"),
        when(_provider_fits, "list.POSTCODE"),
        when(_wrong_number_for_council, "URN"),
        "PLACE_PROVIDER",
    ],
    councils=_councils,
    providers=lambda f: _codes(f, "PROVIDER_CODES"),
    run_by=lambda f: _codes(f, "PROVIDER_CODES", RUN_BY),
    home=_home,
    sentence=[
        when(_unlisted, "The provider is PR1, own council, but Ofsted’s list has no provider with the number {URN}."),
        when(
            _no_council_listed,
            "The provider is PR1, own council, but the council of {URN}[, {setting},] cannot be worked out from "
            "Ofsted’s list." + GIVES,
        ),
        when(
            _said_ours,
            "The provider is PR1, own council, but {URN}[, {setting},] is in {councils} by its postcode." + GIVES,
        ),
        "The provider is PR2, another council, but {URN}[, {setting},] is in our own area by its postcode." + GIVES,
    ],
    cause=[
        when(_unlisted, UNLISTED_CAUSE),
        when(_no_council_listed, "Provider is own council (PR1), but the council of {URN} is not known"),
        when(_said_ours, "Provider is own council (PR1), but {URN} is in {councils}"),
        "Provider is another council (PR2), but {URN} is in our own area",
    ],
    letter=[
        when(_unlisted, UNLISTED_LETTER),
        letter(
            "{placement}[, from {DECOM}], with the Ofsted number {URN}[, {setting}]. Run by: {provider}.",
            [
                when(_no_council_listed, "From Ofsted’s information we cannot tell that {home} is ours."),
                when(_said_ours, "Going by its address, {home} is in {councils}, not in our area."),
                "Going by its address, {home} is in our own area.",
            ],
            [
                when(
                    _said_ours,
                    "Who runs {home}? If it is ours although it lies elsewhere, tell us and we will explain it to the "
                    "Department. If another council, a company or a charity runs it, correct that.",
                ),
                "Who runs {home}? If another council runs it in our area, tell us and we will explain it to the "
                "Department. If it is ours, or a company or charity runs it, correct that.",
            ],
        ),
    ],
)

words(
    "241",
    who="placements",
    theme=THEME,
    show="URN PL_POST PL_LA PLACE PLACE_PROVIDER DECOM SETTING LA_NAME POSTCODE PLACE_CODES",
    culprit=[when(_place_differs, "URN"), "URN or PL_POST"],
    councils=_councils,
    home=_home,
    sentence=[
        when(
            _no_council_listed,
            "The councils of {URN}[, {setting},] cannot be worked out from Ofsted’s list, so not whether one is "
            "{council}.",
        ),
        "The placement[, at {PL_POST},] is in {council}, and Ofsted’s list has {URN}[, {setting},] in {councils} only.",
    ],
    cause="Ofsted number {URN} has no premises in {council}",
    letter=letter(
        "Supported accommodation[ from {DECOM}][ at {PL_POST}] in {council}, with the Ofsted number {URN}[, "
        "{setting}].",
        [
            when(_no_council_listed, "From Ofsted’s information we cannot tell that {home} has a place in {council}."),
            "Ofsted has {home} in {councils}, not in {council}.",
        ],
        "Is the postcode right, and is {home} the provider? Correct the one that is wrong. If it has opened a place "
        "in {council}, tell us.",
    ),
)


# -- no number, or none that can be -----------------------------------------------------------------------------------

WHICH = "Which home or agency is it? Tell us its name or its Ofsted number. "

words(
    "218",
    who="placements",
    theme=THEME,
    show="URN PLACE PLACE_PROVIDER PL_POST PL_LA DECOM DEC",
    culprit=[when(lambda f: f.PL_LA.blank, "URN or PL_POST"), "URN"],
    remedy=[
        when(lambda f: f.PLACE.blank, "Fill in the placement type first: it says whether a number is needed."),
        when(
            lambda f: f.PL_LA.blank,
            "Correct the postcode; if the place is in England, look its number up in Ofsted’s list.",
        ),
        "Look the number up in Ofsted’s list, by the setting’s name or postcode, or ask the placements team.",
    ],
    sentence=[
        when(
            lambda f: f.PLACE.blank,
            "The Ofsted number is blank, and so is the placement type, which would say whether one is needed.",
        ),
        when(
            lambda f: f.PL_LA.blank,
            "The Ofsted number is blank, but needed for {PLACE}[, {placement}], in England. The placement postcode "
            "does not tell where the place is.",
        ),
        "The Ofsted number is blank, but needed for {PLACE}[, {placement}][, at {PL_POST}][, in {council}].",
    ],
    cause=[
        when(lambda f: f.PLACE.blank, "No Ofsted number and no placement type[ from {DECOM}]"),
        "No Ofsted number for {PLACE}[ at {PL_POST}][ from {DECOM}]",
    ],
    letter=letter(
        "{placement}[, from {DECOM}][ to {DEC}][, at {PL_POST}].",
        "It is not recorded which home or agency this is: there is no Ofsted number.",
        WHICH + "If the place is outside England, or Ofsted does not register it, tell us that.",
    ),
)
words(
    "230",
    who="placements",
    theme=THEME,
    show="URN PLACE PL_POST PL_LA DECOM DEC",
    culprit=[when(lambda f: f.PL_LA.blank, "URN or PL_POST"), "URN"],
    sentence=[
        when(
            lambda f: f.URN.filled,
            "H5, semi-independent accommodation, needs an Ofsted number from 29/10/2023, and it has the stand-in "
            "{URN}.",
        ),
        "H5, semi-independent accommodation, needs an Ofsted number from 29/10/2023, and it is blank.",
    ],
    cause="No Ofsted number for supported accommodation (H5) after 28 October 2023",
    letter=letter(
        "{placement}[, from {DECOM}][ to {DEC}][, at {PL_POST}].",
        "From 28 October 2023 supported accommodation in England must be registered with Ofsted. There is no Ofsted "
        "number.",
        "Which provider is it? Tell us its name or its Ofsted number. If it was not registered, tell us where the "
        "child lived after 28 October 2023. If the place is outside England, tell us that.",
    ),
)


def _never_registered(f):
    return f.PLACE.isin("P1", *TEMPORARY)


def _at_its_address(f):
    """True where Ofsted's list is loaded and has the number at the postcode of the placement."""
    return f.list.exists & f.PL_POST.filled & _postcode_fits(f) if f.r.has_list else False


def _carried_over(f):
    return same(f, f.before, "URN")


def _number_to_clear(f):
    return ~_at_its_address(f) & (_carried_over(f) | _never_registered(f))


words(
    "222",
    who=[when(_number_to_clear, "data"), "placements"],
    theme=THEME,
    show="PLACE URN PL_POST PLACE_PROVIDER DECOM SETTING POSTCODE PLACE_CODES",
    clues={"before": before, "list": entry},
    culprit=[
        when(_at_its_address, "PLACE"),
        when(lambda f: _number_to_clear(f) | (~f.list.exists & f.r.has_list), "URN"),
        "URN or PLACE",
    ],
    places=lambda f: _codes(f, "PLACE_CODES") if f.r.has_list else "",
    remedy=[
        when(_number_to_clear, "Blank the number: Ofsted registers no placement of this type."),
        "If the type is right, blank the number. If the number is right, take the type that Ofsted’s list gives.",
    ],
    sentence=[
        when(
            _at_its_address,
            "{PLACE}[, {placement},] has no Ofsted number, but {PL_POST} is the address of {URN}[, {setting}][, which "
            "is {places}]. Probably the type is wrong.",
        ),
        when(
            _carried_over,
            "The Ofsted number is {URN}[, {setting}], as in the placement before, but should be blank for {PLACE}[, "
            "{placement}].",
        ),
        "The Ofsted number is {URN}[, {setting}], but should be blank for {PLACE}[, {placement}].",
    ],
    cause="Ofsted number {URN} is given for {PLACE}, which has none",
    letter=letter(
        "{placement}[, from {DECOM}], with the Ofsted number {URN}[, {setting}].",
        "Ofsted does not register placements of this kind, so there should be no number.",
        "Where did the child live? If it was a home or agency that Ofsted registers, tell us its name. If not, tell "
        "us and we will take the number out.",
    ),
)
words(
    "242",
    who=[when(_has_no_number, "data"), "placements"],
    theme=THEME,
    show="URN PLACE PLACE_PROVIDER PL_POST DECOM",
    culprit=[when(lambda f: f.PLACE.blank, "URN or PLACE"), "URN"],
    sentence=[
        when(lambda f: f.PLACE.blank, "The Ofsted number is the stand-in XXXXXXX, and the placement type is blank."),
        when(
            _has_no_number, "The Ofsted number is the stand-in XXXXXXX, but should be blank for {PLACE}[, {placement}]."
        ),
        "The Ofsted number is the stand-in XXXXXXX, which is for fostering and adoption (U1 to U6, A3 to A6) only. "
        "This is {PLACE}[, {placement}].",
    ],
    cause="Ofsted number is the stand-in XXXXXXX, but the placement is {PLACE}",
    letter=letter(
        "{placement}[, from {DECOM}][, at {PL_POST}]. In place of the Ofsted number there is a stand-in.",
        "A stand-in is only for fostering and adoption through an agency that Ofsted does not inspect.",
        "Which home or school is it? Tell us its name or its Ofsted number. If Ofsted does not inspect it, tell us "
        "who does. If the child is fostered or placed for adoption, tell us that.",
    ),
)


def _stand_in(f):
    return f.URN == "XXXXXXX"


def _where_is_known(f):
    return f.PL_LA.isin("SCO", "WAL", "NIR")


def _may_be_a_home_here(f):
    """True for a home that Ofsted's list has, or would have: its number or its postcode is wrong."""
    listed = f.list.exists if f.r.has_list else True
    return f.PLACE.isin(HOMES) & ~_stand_in(f) & _where_is_known(f) & listed


words(
    "243",
    who=[when(_stand_in, "data"), "placements"],
    theme=THEME,
    show="URN PL_POST PL_LA PLACE PLACE_PROVIDER DECOM SETTING POSTCODE",
    clues={"list": entry},
    culprit=[when(_may_be_a_home_here, "URN or PL_POST"), "URN"],
    sentence=[
        when(
            lambda f: _may_be_a_home_here(f) & f.list.POSTCODE.filled & f.PL_POST.filled,
            "{PL_POST} is in {council}, but Ofsted’s list has {URN}[, {setting},] at {list.POSTCODE}. One of the two "
            "is wrong.",
        ),
        when(
            _where_is_known,
            "The placement[, at {PL_POST},] is in {council}. Placements outside England have no Ofsted number, but "
            "{URN}[, {setting},] is given.",
        ),
        "The placement is outside England or confidential ({PL_LA}), so it has no Ofsted number, but {URN}[, "
        "{setting},] is given.",
    ],
    cause="Ofsted number {URN} is given for a placement outside England",
    letter=letter(
        [
            when(
                _where_is_known,
                "{placement}[, from {DECOM}][, at {PL_POST}] in {council}, with the Ofsted number {URN}[, {setting}].",
            ),
            "{placement}[, from {DECOM}], outside England or at an address that is kept confidential, with the Ofsted "
            "number {URN}[, {setting}].",
        ],
        "For a placement outside England no Ofsted number is recorded.",
        "Does the child live at this address? If so, tell us and we will take the number out, even if the agency is "
        "in England. If the address is wrong, correct it.",
    ),
)
