"""Words for rules/placements.py."""

from check903.reference.groups import OTHER_PLACEMENTS, TEMPORARY
from check903.wording import letter, when, words

HOMES = "Homes and providers"
ADOPTION = "Adoption and permanence"
CODES = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")
ADOPTION_FIELDS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")


def _no_kind(f):
    return f.PLACE.blank


def _with_parents(f):
    return f.PLACE == "P1"


def _without_provider(f):
    return f.PLACE.isin(*TEMPORARY, "Z1", *OTHER_PLACEMENTS)


def _has_a_number(f):
    return f.URN.filled & (f.URN != "XXXXXXX")


def _at_home(f):
    """True where the placement has the postcode of the child's home."""
    return f.PL_POST.filled & f.PL_POST.compact.same_as(f.HOME_POST.compact)


# -- a provider where there is none, or none where there is one -------------------------------------------------------

words(
    "178",
    who="data",
    theme=HOMES,
    show="PLACE_PROVIDER PLACE URN DECOM",
    culprit="PLACE_PROVIDER",
    sentence=[
        when(
            lambda f: f.PLACE_PROVIDER.isin(CODES),
            "The provider is {PLACE_PROVIDER}[, {provider}], but should be blank for {PLACE}[, {placement}].",
        ),
        "The provider “{PLACE_PROVIDER}” is not a permitted code. The codes are PR0, parents, to PR5, voluntary "
        "sector.",
    ],
    cause=[
        when(lambda f: f.PLACE_PROVIDER.isin(CODES), "Provider {PLACE_PROVIDER} is given for {PLACE}, which has none"),
        "Provider “{PLACE_PROVIDER}” is not a permitted code",
    ],
)
words(
    "213",
    who="data",
    theme=HOMES,
    show="PLACE_PROVIDER PLACE DECOM DEC",
    culprit="PLACE_PROVIDER",
    sentence="The provider is {PLACE_PROVIDER}[, {provider}], but should be blank for {PLACE}[, {placement}].",
    cause="Provider {PLACE_PROVIDER} is given for {PLACE}, which has none",
)
words(
    "526",
    who=[when(_with_parents, "data"), "placements"],
    theme=HOMES,
    show="PLACE_PROVIDER PLACE URN PL_POST DECOM",
    culprit=[when(_no_kind, "PLACE_PROVIDER PLACE"), "PLACE_PROVIDER"],
    sentence=[
        when(_no_kind, "Placement type and provider are both blank."),
        when(_with_parents, "The provider is blank. For P1, with own parents, it is PR0, parents."),
        "The provider is blank, but needed for {PLACE}[, {placement}].",
    ],
    cause=[when(_no_kind, "Placement type and provider are blank"), "Provider of placement {PLACE} is blank"],
    letter=[
        when(
            _no_kind,
            letter(
                "A placement[, from {DECOM}][, at {PL_POST}][, {setting}].",
                "Neither the kind of placement nor who provides it is filled in.",
                "What kind of placement is it, and who provides it: our own council, another council, another public "
                "body such as the NHS, a private company, a charity, or the parents?",
            ),
        ),
        letter(
            "{placement}[, from {DECOM}][, at {PL_POST}][, {setting}].",
            "It is not recorded who provides the placement.",
            "Who provides it: our own council, another council, another public body such as the NHS, a private "
            "company or a charity?",
        ),
    ],
)


# -- P2 after October 2023 --------------------------------------------------------------------------------------------

words(
    "217t",
    who="placements",
    theme=HOMES,
    show="PLACE DECOM DEC PL_POST",
    culprit=[when(lambda f: f.DECOM > "2023-10-28", "PLACE"), "DEC"],
    sentence=[
        when(
            lambda f: f.DEC.blank,
            "P2, independent living, could be used until 28/10/2023, and this episode is still open.",
        ),
        when(
            lambda f: f.DEC.unreadable,
            "P2, independent living, could be used until 28/10/2023, and this episode’s end, “{DEC}”, isn’t a valid "
            "date.",
        ),
        "P2, independent living, could be used until 28/10/2023, and this episode ended on {DEC}.",
    ],
    cause="Independent living (P2) goes on after 28 October 2023",
    letter=letter(
        "Independent living[, from {DECOM}][ to {DEC}].",
        "This kind of placement cannot be recorded after 28 October 2023.",
        "Where did the child live after that day? Tell us the kind of place and, if Ofsted registers it, its name. If "
        "care ended by then, tell us the day and what followed.",
    ),
)


# -- how care ended ---------------------------------------------------------------------------------------------------


def _has_adoption_data(f):
    return f.rows.first_of(f.r.AD1[f.r.AD1.any_filled(*ADOPTION_FIELDS)]).exists


words(
    "390",
    who="adoption",
    theme=ADOPTION,
    show="REC PLACE DECOM DEC LS",
    culprit=[when(lambda f: _no_kind(f) | _has_adoption_data(f), "PLACE"), "REC or PLACE"],
    sentence=[
        when(
            _no_kind,
            "{REC}[, {reason_ended},] ends a placement for adoption, A3 to A6, but the placement type is blank.",
        ),
        "{REC}[, {reason_ended},] ends a placement for adoption, A3 to A6, but this is {PLACE}[, {placement}].",
    ],
    cause=[
        when(_no_kind, "Adopted ({REC}), but the placement type is blank"),
        "Adopted ({REC}) from placement {PLACE}, not from one for adoption",
    ],
    letter=letter(
        "Left care[ on {DEC}] by adoption. Placement[ from {DECOM}] until that day: {placement}.",
        "Before an adoption order a child is placed for adoption with the adopters. We have no such placement.",
        "On which day was the child placed for adoption? With foster carers who already looked after the child, or "
        "with others? Under a placement order, or with the parents’ consent? If the child was not adopted, tell us "
        "how care ended.",
    ),
)
words(
    "516",
    who="worker",
    theme=ADOPTION,
    show="REC PLACE DECOM DEC PL_POST URN",
    culprit=[when(_no_kind, "PLACE"), "REC or PLACE"],
    sentence=[
        when(_no_kind, "{REC}, {reason_ended}, but the placement type is blank. It must be foster care, U1 to U6."),
        "{REC}, {reason_ended}, but the child was in {PLACE}[, {placement}], not in foster care (U1 to U6).",
    ],
    cause=[
        when(_no_kind, "Guardianship to foster carers ({REC}), but the placement type is blank"),
        "Guardianship to foster carers ({REC}), but the placement was {PLACE}",
    ],
    letter=letter(
        "Left care[ on {DEC}]: special guardianship to the former foster carers. Placement until that day: "
        "{placement}[, {setting}].",
        [
            when(_no_kind, "We do not know whether the child was in foster care until that day."),
            "Until that day the child was not in foster care.",
        ],
        "Who is the special guardian? The foster carer of this or an earlier placement, a relative or friend, or "
        "somebody else? If the child was in foster care to the end, tell us.",
    ),
)


# -- a provider that does not go with the placement -------------------------------------------------------------------

LIVED_WITH_PARENTS = (
    "Did the child live with a parent or another person with parental responsibility? If so, change the provider to "
    "the parents. If not, tell us where the child lived"
)


def _parents(code, who, provider, given, cause=None, otherwise=()):
    """A provider other than the parents for P1; `otherwise`: culprits, sentence and letter for other placements."""
    other_culprit, other_sentence, other_letter = otherwise or ([], [], [])
    asked = LIVED_WITH_PARENTS + (" and who provided it." if otherwise else ".")
    words(
        code,
        who=[when(lambda f: _with_parents(f) & _at_home(f) & ~_has_a_number(f), "data"), who],
        theme=HOMES,
        show="PLACE PLACE_PROVIDER DECOM DEC LS URN PL_POST HOME_POST",
        culprit=[
            *other_culprit,
            when(_has_a_number, "PLACE"),
            when(lambda f: _with_parents(f) & _at_home(f), "PLACE_PROVIDER"),
            "PLACE or PLACE_PROVIDER",
        ],
        sentence=[
            when(
                _with_parents,
                f"The placement is P1, {{placement}}, but the provider is {provider}. With P1 it is PR0, the parents.",
            ),
            *other_sentence,
        ],
        cause=cause or f"Provider is {provider}, which does not go with placement {{PLACE}}",
        letter=[
            when(
                _with_parents,
                letter(
                    f"{{placement}}[, from {{DECOM}}][, {{setting}}]. The provider is given as {given}.",
                    "When a child is placed with parents, the parents count as the provider.",
                    asked,
                ),
            ),
            *other_letter,
        ],
    )


def _not_run_by(code, provider, given, no_council, ask):
    """527 and 528: a council as the provider of P1, R2 or R5, which Ofsted does not register."""
    _parents(
        code,
        "placements",
        provider,
        given,
        otherwise=(
            [],
            [f"The placement is {{PLACE}}[, {{placement}}], but the provider is {provider}. {no_council}"],
            [
                letter(
                    f"{{placement}}[, from {{DECOM}}][, {{setting}}]. The provider is given as {given}.",
                    "A council does not run a place like this.",
                    "Who runs the place: the NHS or another public body, a private firm or a voluntary organisation? "
                    + ask,
                )
            ],
        ),
    )


_not_run_by(
    "527",
    "PR1, own council",
    "our own council",
    "A council does not provide this type itself.",
    "If the child lived in another kind of place, tell us which.",
)
_not_run_by(
    "528",
    "PR2, another council",
    "another council",
    "A council does not provide this type.",
    "If another council did provide it, tell us what kind of place it was.",
)


def _list_says(test):
    """True where Ofsted's list is loaded, has the number, and `test` of the list holds."""
    return lambda f: f.r.has_list and f.r.providers.known(f.URN) & test(f, f.r.providers)


_parents(
    "529",
    "placements",
    "PR3, another public body",
    "a public body other than a council, such as the NHS",
    otherwise=(
        [
            when(_list_says(lambda f, listed: listed.allows_place(f.URN, f.PLACE)), "PLACE_PROVIDER"),
            when(_list_says(lambda f, listed: listed.allows_provider(f.URN, f.PLACE_PROVIDER)), "PLACE"),
            when(lambda f: _has_a_number(f) & ~_with_parents(f), "PLACE or PLACE_PROVIDER"),
        ],
        [
            "The placement is {PLACE}[, {placement}], but the provider is PR3, another public body such as the NHS. "
            "It cannot provide this type."
        ],
        [
            letter(
                "{placement}[, from {DECOM}][, {setting}]. The provider is given as a public body other than a "
                "council, such as the NHS.",
                "Such a body does not provide this kind of placement.",
                "Who provides it: our own council, another council, a private firm or a voluntary organisation? If it "
                "is the NHS or another public body, tell us what kind of place it is.",
            )
        ],
    ),
)
_parents(
    "530",
    "worker",
    "PR4, private",
    "a private company",
    cause="Provider is private (PR4) for a child placed with parents (P1)",
)
_parents(
    "531",
    "worker",
    "PR5, voluntary sector",
    "a voluntary organisation",
    cause="Provider is voluntary (PR5) for a child placed with parents (P1)",
)
words(
    "550",
    who=[when(_without_provider, "data"), "placements"],
    theme=HOMES,
    show="PLACE PLACE_PROVIDER DECOM DEC LS URN PL_POST HOME_POST",
    culprit=[
        when(_no_kind, "PLACE"),
        when(lambda f: _without_provider(f) | _has_a_number(f), "PLACE_PROVIDER"),
        when(_at_home, "PLACE"),
        "PLACE or PLACE_PROVIDER",
    ],
    sentence=[
        when(
            _no_kind,
            "The provider is PR0, parents, which goes only with P1, with own parents, but the placement type is blank.",
        ),
        "The provider is PR0, parents, which goes only with P1, with own parents, but the placement is {PLACE}[, "
        "{placement}].",
    ],
    cause=[
        when(_no_kind, "Provider is the parents (PR0), but the placement type is blank"),
        "Provider is the parents (PR0), but the placement is {PLACE}, not P1",
    ],
    letter=letter(
        "{placement}[, from {DECOM}][, {setting}]. The parents are given as the provider.",
        [
            when(
                _no_kind,
                "Parents are the provider only where the child is placed with them, and the kind of placement is not "
                "filled in.",
            ),
            "Parents are the provider only where the child is placed with them.",
        ],
        "Did the child live with a parent or another person with parental responsibility? If so, change the kind of "
        "placement to that. If not, tell us who provides it: our own council, another council, another public body, a "
        "private firm or a voluntary organisation.",
    ),
)
