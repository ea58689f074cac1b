"""How often made-up children have this or that, about as in England."""

from __future__ import annotations

from random import Random

NEEDS = {"N1": 62, "N2": 4, "N3": 4, "N4": 8, "N5": 13, "N6": 2, "N7": 1, "N8": 6}
ETHNICITIES = {
    "WBRI": 66,
    "WOTH": 4,
    "WIRI": 1,
    "WROM": 1,
    "WIRT": 1,
    "MWBC": 5,
    "MWBA": 2,
    "MWAS": 2,
    "MOTH": 3,
    "AIND": 1,
    "APKN": 3,
    "ABAN": 1,
    "AOTH": 2,
    "BAFR": 4,
    "BCRB": 3,
    "BOTH": 2,
    "OOTH": 2,
    "NOBT": 1,
}
AGES = [5, 4, 4, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 10, 12, 13]
MOVE_REASONS = {
    "CARPL": 45,
    "CREQB": 15,
    "CREQO": 10,
    "CHILD": 8,
    "LAREQ": 6,
    "OTHER": 8,
    "STAND": 3,
    "ALLEG": 2,
    "CLOSE": 2,
    "PLACE": 1,
}
HOME_REASONS = {"E4A": 40, "E4B": 8, "E41": 12, "E13": 4, "E45": 8, "E46": 3, "E47": 6, "E3": 1, "E8": 12}
ADULT_REASONS = {"E5": 45, "E6": 10, "E17": 20, "E7": 5, "E8": 20}
WORKER_REASONS = {
    "MANAGE": 3,
    "LEFTRL": 4,
    "ORGRST": 2,
    "TSPROC": 3,
    "ABSENC": 1,
    "CHCHAN": 1,
    "PCCHAN": 1,
    "OTHERS": 1,
}
ADOPTERS = {
    ("2", "MF", "L11"): 60,
    ("2", "MM", "L12"): 8,
    ("2", "FF", "L12"): 8,
    ("2", "MF", "L3"): 8,
    ("2", "FF", "L2"): 3,
    ("2", "MM", "L4"): 3,
    ("1", "F1", "L0"): 8,
    ("1", "M1", "L0"): 2,
}

# Placement -> weight by least age. Provider codes are chosen with it.
PLACEMENTS = {
    0: {"U": 80, "P1": 6, "R3": 2, "U-kin": 14},
    5: {"U": 74, "P1": 6, "U-kin": 16, "K2": 4, "S1": 1},
    11: {"U": 58, "P1": 5, "U-kin": 10, "K2": 20, "S1": 2, "K1": 1, "K2-wales": 1},
    16: {"U": 38, "P1": 4, "U-kin": 6, "K2": 18, "K3": 28, "P3": 1, "R1": 2, "R2": 1, "R5": 2, "Z12": 1},
}


def pick(rng: Random, weights: dict):
    """One of the keys, by weight."""
    (key,) = rng.choices(list(weights), list(weights.values()))
    return key
