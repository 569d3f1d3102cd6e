"""Random consents: papers that cover the post, then spoiled in one of the ways that rules R6 to R20 name."""

from random import Random

from tests.oracle.scene import Facts
from tests.oracle.vocabulary import ACTIVITIES, CHANNELS_ONCE, LIMITS, chance, day, near

EVIDENCE = {
    "parent": ["declared", "none", "register"],
    "tutor_minor": ["judgment", "judgment", "will", "none", "letter"],
    "tutor_person": ["judgment", "judgment", "judgment", "homologation", "none"],
    "mandatary_person": ["homologation", "judgment", "homologation", "mandate_copy"],
    "temporary_representative": ["judgment", "letter"],
}


def papers(rng: Random, post: Facts, person: Facts, signers: list[str]) -> list[Facts]:
    """One paper or two by each signer; now and then none at all."""
    if chance(rng, 0.06):
        return []
    made = [paper(rng, post, signer) for signer in signers]
    if chance(rng, 0.25):
        made.append(paper(rng, post, rng.choice(signers)))
    for found in made:
        near_birthday(rng, person, found)
    rng.shuffle(made)
    return made


def paper(rng: Random, post: Facts, signer: str) -> Facts:
    """A good paper, spoiled about one time in two."""
    found: Facts = {
        "id": f"C{rng.randrange(10**9):09}",
        "signed": day(post["date"], -rng.choice([0, 1, 30, 30, 60, 300])),
        "expires": rng.choice([None, day(post["date"], 0), day(post["date"], 100), day(post["date"], 300)]),
        "signer": signer,
        "evidence": rng.choice(EVIDENCE.get(signer, ["none"])),
        "media": sorted({post["medium"], "name", "voice"}),
        "channels": CHANNELS_ONCE,
        "purposes": [post["purpose"], "training"],
    }
    if post.get("discloses_health") and chance(rng, 0.7):
        found["covers_health"] = True
    if signer == "parent" and chance(rng, 0.4):
        found["signer_id"] = rng.choice(["A", "B"])
    for _ in range(rng.choice([0, 0, 0, 0, 0, 1, 1, 2])):
        found.update(spoiled(rng, post))
    return found


def near_birthday(rng: Random, person: Facts, found: Facts) -> None:
    """Signatures on the eve, the day and the morrow of the 14th and 18th birthdays."""
    dob = person.get("dob")
    if not dob or dob.endswith("-02-29") or not chance(rng, 0.3):
        return
    birthday = f"{int(dob[:4]) + rng.choice([14, 18])}{dob[4:]}"
    if day(found["signed"], -600) < birthday < day(found["signed"], 300):
        found["signed"] = near(rng, birthday)


def spoiled(rng: Random, post: Facts) -> dict[str, object]:
    """One way in which a paper may fail, or only look as if it did."""
    on = post["date"]
    ways: list[dict[str, object]] = [
        {"form": "verbal"},
        {"opt_in": False},
        {"free": False},
        {"informed": False},
        {"distinct": False},
        {"withdrawn": near(rng, on)},
        {"withdrawn": near(rng, on)},
        {"signed": near(rng, on)},
        {"expires": near(rng, on)},
        {"expires": None, "signed": day(on, -rng.choice([27, 28, 31, 365, 730, 731, 732]))},
        {"media": rng.choice([["any"], [], ["photo"], [post["medium"]], [post["medium"], "video"]])},
        {"channels": rng.choice([["any"], [], ["intranet"], ["facebook"]])},
        {"purposes": rng.choice([["any"], [], ["training"], ["promotion"]])},
        {"activity": rng.choice(ACTIVITIES)},
        {"activity": post.get("activity")},
        {"cited": False},
        {"belongs_to": "P9"},
        {"id_status": rng.choice(["unknown", "bad_check", "ok"])},
        {"integrity": rng.choice(["hash_mismatch", "scan_undocumented", "scan_undocumented"])},
        {"signature": "unverified"},
        {"signature": "unverified"},
        {"limits": rng.sample(LIMITS, rng.choice([1, 2]))},
        {"limits": rng.sample(LIMITS, 1)},
        {"limits": ["no_tag"]},
        {"covers_health": True},
    ]
    return rng.choice(ways)
