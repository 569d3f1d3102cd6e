"""Random people, one family a function: adults, children, parents, the deceased, staff, public figures..."""

from random import Random

from tests.oracle import cases_lpj, cases_papers
from tests.oracle.scene import Facts
from tests.oracle.vocabulary import born, chance, day, near


def shown(rng: Random, post: Facts) -> list[str]:
    """What the person is recognised by; mostly what the medium shows."""
    usual = {"photo": ["face"], "video": ["face", "voice"], "voice": ["voice"], "name": ["name"]}
    extra = [
        "first_name",
        "tattoo",
        "room_number",
        "home",
        "wheelchair",
        "team_shirt",
        "name_on_board",
        "voice",
        "name",
    ]
    marks = list(usual.get(post["medium"], ["name"])) if chance(rng, 0.85) else []
    return marks + (rng.sample(extra, rng.choice([1, 2])) if chance(rng, 0.25) or not marks else [])


def person(rng: Random, post: Facts, ref: str, role: str = "user") -> Facts:
    return {"ref": ref, "role": role, "identifiable_by": shown(rng, post)}


def adult(rng: Random, post: Facts, ref: str, role: str = "") -> Facts:
    role = role or rng.choice(
        ["user", "user", "former_user", "relative", "volunteer", "visitor", "attendee", "media"]
    )
    found = person(rng, post, ref, role)
    if chance(rng, 0.1):
        found["adult_attested"] = True
    else:
        found["dob"] = born(rng, post["date"], rng.choice([18, 18, 19, 40, 70]))
    signers = rng.choice(
        [["self"]] * 14 + [["self", "self"], ["spouse"], ["parent"], ["parent", "self"], ["assistant"]]
    )
    found["consents"] = cases_papers.papers(rng, post, found, signers)
    return found


def represented(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref)
    status, usual = rng.choice(
        [
            ("capable", "self"),
            ("tutorship", "tutor_person"),
            ("tutorship", "tutor_property"),
            ("mandate_homologated", "mandatary_person"),
            ("mandate_not_homologated", "mandatary_person"),
            ("temporary_representation", "temporary_representative"),
            ("assisted", "self"),
            ("assisted", "assistant"),
            ("de_facto_incapable", "self"),
            ("later_incapable", "self"),
        ]
    )
    found["capacity"] = {"status": status}
    if chance(rng, 0.4):
        found["capacity"]["self_decides_personal"] = chance(rng, 0.5)
    if chance(rng, 0.4):
        found["capacity"]["wish"] = rng.choice(["agrees", "agrees", "unknown", "objects"])
    if status == "temporary_representation" and chance(rng, 0.8):
        found["capacity"]["scope"] = rng.choice(["image_publication", "image_publication", "sale_of_house"])
    signers = [usual if chance(rng, 0.9) else rng.choice(["self", "spouse", "tutor_person"])]
    found["consents"] = cases_papers.papers(rng, post, found, signers)
    return found


def minor(rng: Random, post: Facts, ref: str, age_and_signers: tuple[int, list[str]]) -> Facts:
    age, signers = age_and_signers
    found = person(rng, post, ref, rng.choice(["user"] * 5 + ["relative", "volunteer", "attendee"]))
    found["dob"] = born(rng, post["date"], age)
    found["consents"] = cases_papers.papers(rng, post, found, signers)
    if chance(rng, 0.25):
        found["parents"] = {"conflict": chance(rng, 0.5)}
        if chance(rng, 0.6):
            found["parents"]["other_parent"] = rng.choice(["agrees", "refused", "unknown"])
    if chance(rng, 0.1):
        found["minor_wish"] = rng.choice(["refuses", "refuses", "agrees_or_not_asked"])
    if chance(rng, 0.15):
        found["emancipated"] = rng.choice(["simple", "simple", "full"])
    return found


def child(rng: Random, post: Facts, ref: str) -> Facts:
    some: list[list[str]] = (
        [["parent"]] * 6 + [["tutor_minor"]] * 3 + [["parent", "parent"], ["self"], ["self", "parent"]]
    )
    some += [
        ["grandparent"],
        ["parent_deprived"],
        ["grandparent", "self"],
        ["tutor_minor", "parent"],
        ["dpj_director"],
    ]
    return minor(rng, post, ref, (rng.choice([0, 5, 10, 13, 13]), rng.choice(some)))


def teen(rng: Random, post: Facts, ref: str) -> Facts:
    some: list[list[str]] = (
        [["self", "parent"]] * 6 + [["self"]] * 2 + [["parent"]] * 2 + [["self", "tutor_minor"]] * 2
    )
    some += [
        ["self", "parent_deprived"],
        ["grandparent"],
        ["self", "self", "parent"],
        ["self", "parent", "parent"],
    ]
    return minor(rng, post, ref, (rng.choice([14, 14, 15, 17, 17]), rng.choice(some)))


def protected(rng: Random, post: Facts, ref: str) -> Facts:
    """A child under youth protection, or the like."""
    found = rng.choice([child, teen])(rng, post, ref)
    found["lpj"] = cases_lpj.status(rng, post, rng.choice(["active"] * 5 + ["ended", "ended", "unknown"]))
    if chance(rng, 0.1):
        found["identifies_lpj_family"] = True
    if chance(rng, 0.05):
        found["parent_of_lpj"] = True
    if chance(rng, 0.06):
        found["ycja"] = True
    return found


def parent(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref)
    found["parent_of_lpj"] = True
    if chance(rng, 0.2):
        found["identifies_lpj_family"] = True
    return found


def third(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref, rng.choice(["", "", "rirtf", "staff", "public_figure"]))
    found["identifies_lpj_family"] = True
    return found


def former(rng: Random, post: Facts, ref: str) -> Facts:
    """An adult who was under youth protection, or the YCJA."""
    found = adult(rng, post, ref)
    found["lpj"] = cases_lpj.status(rng, post, rng.choice(["ended", "ended", "active", "unknown", "unknown"]))
    if found["lpj"]["status"] == "unknown" and found.get("dob") and chance(rng, 0.5):
        found["lpj"]["since"] = near(rng, cases_lpj.eighteenth(found["dob"]))
    if chance(rng, 0.15):
        found["ycja"] = True
    return found


def deceased(rng: Random, post: Facts, ref: str) -> Facts:
    return die(rng, post, adult(rng, post, ref))


def deceased_child(rng: Random, post: Facts, ref: str) -> Facts:
    found = rng.choice([child, teen, protected])(rng, post, ref)
    return die(rng, post, found)


def die(rng: Random, post: Facts, found: Facts) -> Facts:
    found["deceased"] = (
        near(rng, post["date"]) if chance(rng, 0.3) else day(post["date"], -rng.randrange(1, 700))
    )
    if chance(rng, 0.2):
        found["consents"] += cases_papers.papers(rng, post, found, ["heir"])
    if chance(rng, 0.15):
        found["consents"] = cases_papers.papers(rng, post, found, ["heir"])
    for paper in found["consents"]:
        if chance(rng, 0.7):
            paper["signed"] = rng.choice([near(rng, found["deceased"]), day(found["deceased"], -90)])
        paper["survives_death"] = chance(rng, 0.6)
        paper["liquidator"] = rng.choice(
            ["no_objection", "no_objection", "no_objection", "objects", "unknown"]
        )
    return found


def staff(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref, rng.choice(["staff", "staff", "former_staff"]))
    if chance(rng, 0.3):
        post["medium"], found["identifiable_by"] = "name", ["name"]
    return found


def rirtf(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref, "rirtf")
    found["resource_clientele"] = rng.choice(["adults", "children"])
    if chance(rng, 0.1):
        del found["resource_clientele"]
    found["kinship"] = chance(rng, 0.3)
    return found


def figure(rng: Random, post: Facts, ref: str) -> Facts:
    found = adult(rng, post, ref, "public_figure")
    if chance(rng, 0.5):
        post["purpose"] = "information"
    found["in_public_function"] = chance(rng, 0.8)
    if chance(rng, 0.3):
        found["dob"], found["adult_attested"] = None, False
    if chance(rng, 0.1):
        found["capacity"] = None
    return found


def incidental(rng: Random, post: Facts, ref: str) -> Facts:
    found = rng.choice([adult, represented, teen, staff])(rng, post, ref)
    post["incidental"] = chance(rng, 0.9)
    post["capture_place"] = rng.choice(["public_outdoor"] * 8 + ["outdoor", "care_area"])
    if chance(rng, 0.6):
        found["consents"] = []
    return found


def hidden(rng: Random, post: Facts, ref: str) -> Facts:
    found = rng.choice([adult, child, protected, parent, third, deceased])(rng, post, ref)
    found["identifiable_by"] = []
    return found


def incomplete(rng: Random, post: Facts, ref: str) -> Facts:
    found = rng.choice([adult, adult, child, protected])(rng, post, ref)
    for key, share in [("dob", 0.5), ("lpj", 0.2), ("capacity", 0.2)]:
        if chance(rng, share):
            found[key] = None
    if chance(rng, 0.2):
        del found["identifiable_by"]
    return found


FAMILIES = (
    adult,
    represented,
    *[child] * 2,
    *[teen] * 2,
    *[protected] * 3,
    parent,
    third,
    former,
    *[deceased] * 2,
    deceased_child,
    staff,
    rirtf,
    figure,
    incidental,
    hidden,
    incomplete,
)
