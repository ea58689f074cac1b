"""Words for rules/moves.py."""

from check903.wording import differing, letter, same, when, words

STATUS = "Legal status and reasons"
PLACEMENT = "PLACE PL_POST URN PLACE_PROVIDER"


def _differs(column):
    return lambda f: ~same(f, f.before, column)


def _only_same_status(f):
    return f.same_status & ~f.moved


words(
    "434", who="worker", theme=STATUS, show="RNE LS PLACE PL_POST URN PLACE_PROVIDER DECOM DEC",
    culprit=[when(_only_same_status, "LS"), when(lambda f: f.same_status, "RNE"), differing(PLACEMENT, "before")],
    sentence=[
        when(_only_same_status,
             "The reason for the new episode is L, legal status changed, but the legal status is the same as before ({LS}[, {legal_status}]), "
             "and nothing else changed."),
        when(lambda f: f.same_status,
             "The reason for the new episode is L, legal status changed, but the legal status is the same as before ({LS}[, {legal_status}]), "
             "and the placement changed."),
        when(_differs("URN"), "The reason for the new episode is L, only the legal status changed, but the Ofsted number changed from {before.URN} to {URN}."),
        when(_differs("PL_POST"),
             "The reason for the new episode is L, only the legal status changed, but the placement postcode changed from {before.PL_POST} to {PL_POST}."),
        when(_differs("PLACE"),
             "The reason for the new episode is L, only the legal status changed, but the placement type changed from {before.PLACE}"
             "[, {before.placement},] to {PLACE}[, {placement}]."),
        "The reason for the new episode is L, only the legal status changed, but the provider changed from {before.PLACE_PROVIDER}"
        "[, {before.provider},] to {PLACE_PROVIDER}[, {provider}].",
    ],
    cause=[
        when(lambda f: f.same_status, "Reason L, but the legal status is still {LS}"),
        when(_differs("URN"), "Ofsted number changed on a day when only the legal status should change"),
        when(_differs("PL_POST"), "Placement postcode changed on a day when only the legal status should change"),
        when(_differs("PLACE"), "Placement type changed on a day when only the legal status should change"),
        "Provider changed on a day when only the legal status should change",
    ],
    letter=[
        when(_only_same_status, letter(
            "Legal status from {DECOM}: {legal_status}. Before that day it was the same.",
            "The record says that the legal status changed on that day, but it did not, and nothing else did.",
            "What changed on {DECOM}? If the legal status, tell us from what to what. If nothing, tell us and we will join the two.",
        )),
        when(lambda f: f.same_status, letter(
            "{placement} from {DECOM}, at {PL_POST}[, {setting}]. Until then: {before.placement}, at {before.PL_POST}[, {before.setting}]. "
            "Legal status, both times: {legal_status}.",
            "The record says that only the legal status changed on that day, but it is the placement that did.",
            "Did the child move to other carers on {DECOM}, or stay with the same carers? If the legal status changed too, tell us from what to what.",
        )),
        when(_differs("URN"), letter(
            "{placement} from {DECOM}, with the Ofsted number {URN}[, {setting}]. Until then it was {before.URN}[, {before.setting}].",
            "The record says that only the legal status changed that day, but the Ofsted number changed too.",
            "Did the child move, or the carer change agency? If not, tell us which number is right. If so, tell us what changed and on which day.",
        )),
        when(_differs("PL_POST"), letter(
            "{placement} from {DECOM}, at {PL_POST}. Until then at {before.PL_POST}.",
            "The record says that only the legal status changed that day, but the postcode changed too.",
            "Did the child move, or did the carers move house? If so, tell us which and on which day. If not, tell us which postcode is right.",
        )),
        when(_differs("PLACE"), letter(
            "From {DECOM}: {placement}. Until then: {before.placement}.",
            "The record says that only the legal status changed that day, but the kind of placement changed too.",
            "Did the kind of placement change on {DECOM}, with the same carers or with others? If it did not change, tell us which of the two is right.",
        )),
        letter(
            "{placement} from {DECOM}[, {setting}]. Provided by: {provider}. Until then by: {before.provider}.",
            "The record says that only the legal status changed that day, but the provider changed too.",
            "Did the child move, or did the provider change? If so, tell us what changed and on which day. If not, tell us who provides the placement.",
        ),
    ],
)
