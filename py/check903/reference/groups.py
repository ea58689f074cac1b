"""Codes and columns that belong together, as several rules and screens mean them.

What the code lists (`data/codes.json`) tell is taken from them, so that a new code is added once.
"""

from __future__ import annotations

import re

from check903.reference import codes, schema


def _listed(name: str, pattern: str = ".*") -> tuple[str, ...]:
    """The codes of the list that match the pattern and may be used in any year that can be checked."""
    years = range(schema.FIRST_YEAR, schema.LAST_YEAR + 1)
    listed = dict.fromkeys(code for year in years for code in codes.in_order(name, year))
    return tuple(code for code in listed if re.fullmatch(pattern, code))


# codes of legal status (LS), placement type (PLACE) and reason episode ceased (REC)
SHORT_BREAKS = ("V3", "V4")
TEMPORARY = _listed("PLACE", "T.")
OTHER_PLACEMENTS = _listed("PLACE", "Z1.")
FOSTERED = _listed("PLACE", "U.")
FOR_ADOPTION = _listed("PLACE", "A.")
ADOPTED = ("E11", "E12")
LEFT_CARE = _listed("REC", "E.*")  # all but X1, with which care goes on

# whole lists
PROVIDERS = _listed("PLACE_PROVIDER")
SW_REASONS = _listed("SW_REASON")
UNKNOWN_UPN = _listed("UPN_unknown")

# columns: what is asked about an adoption (AD1), about a care leaver (OC3), about health and offending (OC2)
ADOPTION_DETAILS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
LEAVER_DETAILS = ("IN_TOUCH", "ACTIV", "ACCOM")
YEARLY_HEALTH = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
HELP = ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
HEALTH = ("CONVICTED", "HEALTH_CHECK", *YEARLY_HEALTH, *HELP)
