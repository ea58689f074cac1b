"""Words for rules/extra/placements.py."""

from functools import partial

from check903.wording import measure, same, when, words

moves = partial(words, who="placements", theme="Placement dates and moves")
homes = partial(words, who="placements", theme="Homes and providers")
AGAIN = "The child left care on {DEC} ({REC}) and came back on {after.DECOM}, {days} days later"

moves(
    "W16",
    show="DECOM DEC REC RNE PLACE PL_POST",
    culprit="DEC or after.DECOM",
    sentence=[when(lambda f: same(f, f.after, "PLACE PL_POST"), f"{AGAIN}, to the same placement."), f"{AGAIN}."],
    cause="Out of care for {days} days",
)
moves(
    "W17",
    show="DECOM DEC REC DOB",
    culprit="DEC",
    sentence="The child turned 18 on {birthday_18}, and the episode that began on {DECOM} is still open.",
    cause="Still open after the 18th birthday, {birthday_18}",
)
moves(
    "W18",
    show="RNE PLACE PL_POST URN DECOM",
    culprit="RNE",
    sentence="Begun on {DECOM} as {reason_new} ({RNE}), but postcode {PL_POST} and Ofsted number {URN} are as before.",
    cause="Move to where the child was, {PL_POST}",
)
moves(
    "W19",
    show="DECOM DEC RNE PLACE",
    sentence="{stays} stays of a week or less between {since} and {until}.",
    cause="Many short stays from {since}",
)
moves(
    "W20",
    show="PLACE DECOM DEC",
    culprit="DEC",
    sentence="The {PLACE} placement that began on {DECOM} has gone on for {days} days; it may take {limit}.",
    cause="Temporary placement since {DECOM}",
    measures=[measure("Temporary placement", "days", unit="days", most="limit", title="Too long")],
)
homes(
    "W21",
    show="HOME_POST DECOM RNE",
    culprit="HOME_POST",
    sentence="From {DECOM} on the home postcode is {HOME_POST}; in the episode of {day} it was {earlier}.",
    cause="Home postcode {earlier}, then {HOME_POST}",
)
homes(
    "W22",
    show="PL_POST PLACE DECOM",
    culprit="PL_POST",
    sentence="{children} children in care live at {PL_POST}, in foster care, with parents or placed for adoption.",
    cause="{children} children at {PL_POST}",
)
homes(
    "W22B",
    show="HOME_POST DECOM",
    culprit="HOME_POST",
    sentence="{children} children in care have the home postcode {HOME_POST}, and came in on different days.",
    cause="{children} children from {HOME_POST}",
)
homes(
    "W24",
    show="URN PL_POST PLACE DECOM",
    culprit="PL_POST or other.PL_POST",
    sentence="Ofsted number {URN} stands with {PL_POST} here and with {other.PL_POST} in the episode of {other.DECOM}.",
    cause="Ofsted number {URN} with two postcodes",
)
homes(
    "W24B",
    show="URN PL_POST PLACE DECOM",
    culprit="URN or other.URN",
    sentence="{PL_POST} stands with Ofsted number {URN} here, and with {other.URN} in the episode of {other.DECOM}.",
    cause="{PL_POST} with two Ofsted numbers",
)
homes(
    "W25",
    show="PL_DISTANCE PLACE HOME_POST PL_POST DECOM",
    culprit="HOME_POST or PL_POST",
    sentence="From {DECOM} {placement} ({PLACE}), {miles} miles from home.",
    cause="{miles} miles from home",
)
homes(
    "W26",
    show="PLACE DECOM DOB",
    culprit="PLACE",
    sentence="The child was {age} years old when the placement in a children’s home (K2) began on {DECOM}.",
    cause="In a children’s home at {age}",
)
