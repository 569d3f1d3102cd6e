"""Versions of the policy on social media, of the netiquette and of its moderation list (10 974; rules R79).

A version is drafted by one, approved by another, and kept for good: each is read later as it was then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from service.registry.incidents import check_lengths
from service.registry.moments import today
from service.registry.permissions import can, check_may
from service.registry.policy_contents import check_content, compare, pack, unpack
from service.registry.policy_records import PolicyName, PolicyRecord
from service.registry.recording import changing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.policy_contents import ChangedPart, PolicyContent
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

NAMES: Final = ("social_media", "netiquette", "moderation")
CONCERNS: Final = ("staff", "rirtf")
LONGEST: Final = {"title": 150, "changed": 1000}
NOBODY: Final = 0
"""Whose key seals what a version says: it is about no person."""
MOST: Final = 1000
SENDING: Final = "policy_sending"
"""Work left by an approval: write to resource responsables."""
Standing: TypeAlias = Literal["draft", "coming", "in_force", "replaced"]


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A version as somebody proposes it."""

    name: str
    title: str
    starts_on: date
    content: PolicyContent
    changed: str = ""
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """A version with what it says, the one before it, and what differs from that."""

    record: PolicyRecord
    standing: Standing
    content: PolicyContent
    before: PolicyRecord | None
    differences: tuple[ChangedPart, ...]
    names: dict[int, str]
    """Of who wrote and who approved it, by user number."""


def draft_policy(ports: Ports, caller: Caller, new: NewPolicy) -> PolicyRecord:
    """Keep a version as a draft; an earlier draft of the same text makes way for it."""
    check_may(caller, "draft_policies")
    check_codes(("/name", new.name, NAMES), *each_code("/concerns", new.concerns, CONCERNS))
    check_lengths({name: getattr(new, name) for name in LONGEST}, LONGEST, ("title",))
    check_content(new.name, new.content)
    media_type, content = pack(new.name, new.content)
    blob = ports.random(16).hex()
    ports.blobs.put(NOBODY, blob, content)  # before the act that names it, as with every original
    with changing(ports, caller) as change:
        number = change.writer.next_number("entry")
        known = versions_of(change.writer, new.name)
        approved = [one for one in known if one.approved_at is not None]
        if approved and not new.changed.strip():
            raise Invalid(Fault("/changed", "MISSING"))
        _drop(change, (one for one in known if one.step == "draft"))
        draft = PolicyRecord(
            number=number,
            state="open",
            made_at=ports.clock(),
            made_by=caller.user,
            name=cast("PolicyName", new.name),
            version=1 + max((one.version for one in approved), default=0),
            title=new.title.strip(),
            changed=new.changed.strip(),
            starts_on=new.starts_on,
            concerns=tuple(one for one in CONCERNS if one in new.concerns),
            media_type=media_type,
            sha256=sha256(content).hexdigest(),
            blob=blob,
        )
        return put_policy(change, "policy_drafted", draft)


def approve_policy(ports: Ports, caller: Caller, number: int) -> PolicyRecord:
    """Approve a draft that somebody else wrote; it counts from its day on, and then replaces the one before.

    Raises `NotAllowed` to whoever wrote it, `Conflict` for what is no draft any more.
    """
    check_may(caller, "approve_policies")
    with changing(ports, caller) as change:
        draft = load_policy(change.writer, number)
        if draft.step != "draft":
            raise Conflict("ALREADY_DONE")
        if draft.made_by == caller.user:
            raise NotAllowed("FOUR_EYES")
        now = ports.clock()
        approved = replace(draft, step="approved", approved_at=now, approved_by=caller.user)
        put_policy(change, "policy_approved", approved)
        replace_earlier(change, today(ports))
        if "rirtf" in approved.concerns:
            change.later(SENDING, None, now, policy=str(number))
    return approved


def list_policies(ports: Ports, caller: Caller) -> tuple[PolicyRecord, ...]:
    """List every version, by text and the newest first; drafts are for those who write them."""
    check_may(caller, "read_policies")
    writes = can(caller, "draft_policies")
    with ports.store.reading() as reader:
        found = reader.list_entries(PolicyRecord, None, None, MOST)
    seen = [one for one in found if one.step != "dropped" and (writes or one.step != "draft")]
    return tuple(sorted(seen, key=lambda one: (NAMES.index(one.name), -one.version, -one.number)))


def read_policy(ports: Ports, caller: Caller, number: int) -> ShownPolicy:
    """Read one version; a draft is there for those who write them."""
    known = list_policies(ports, caller)
    record = next((one for one in known if one.number == number), None)
    if record is None:
        raise NotFound
    same = [one for one in known if one.name == record.name]
    before = next((one for one in same if one.version < record.version), None)
    content = content_of(ports, record)
    differences = compare(content_of(ports, before), content) if before else ()
    standing = standing_of(record, same, today(ports))
    return ShownPolicy(record, standing, content, before, differences, _names(ports, record))


def kept_content(ports: Ports, caller: Caller, number: int) -> tuple[PolicyRecord, bytes]:
    """Return what a version says, byte for byte, to take along."""
    record = read_policy(ports, caller, number).record
    return record, ports.blobs.get(NOBODY, record.blob)


def content_of(ports: Ports, record: PolicyRecord) -> PolicyContent:
    """Return what a version says."""
    return unpack(record.media_type, ports.blobs.get(NOBODY, record.blob))


def standing_of(record: PolicyRecord, known: Iterable[PolicyRecord], day: date) -> Standing:
    """Tell how a version stands on a day among those of its text: the approved one that began last counts."""
    if record.step == "draft":
        return "draft"
    if not begun(record, day):
        return "coming"
    later = [
        one
        for one in known
        if (one.name, one.step) == (record.name, "approved") and begun(one, day)
        if one.version > record.version
    ]
    return "replaced" if later or record.step != "approved" else "in_force"


def newest_approved(known: Iterable[PolicyRecord]) -> tuple[PolicyRecord, ...]:
    """Return the last approved version of each text, begun or not: the one to acknowledge."""
    newest: dict[str, PolicyRecord] = {}
    for one in sorted(known, key=lambda one: one.version):
        if one.step == "approved":
            newest[one.name] = one
    return tuple(newest.values())


def replace_earlier(change: Change, day: date) -> None:
    """Close the versions that a later one of their text has taken the place of."""
    known = change.writer.list_entries(PolicyRecord, "open", None, MOST)
    for one in known:
        if one.step == "approved" and standing_of(one, known, day) == "replaced":
            gone = replace(one, state="closed", step="replaced", replaced_at=change.ports.clock())
            put_policy(change, "policy_replaced", gone)


def begun(record: PolicyRecord, day: date) -> bool:
    """Tell whether the first day of a version has come."""
    return record.starts_on is None or record.starts_on <= day


def versions_of(reader: Reader, name: str) -> Sequence[PolicyRecord]:
    """List all versions of a text, dropped drafts included."""
    return [one for one in reader.list_entries(PolicyRecord, None, None, MOST) if one.name == name]


def load_policy(reader: Reader, number: int) -> PolicyRecord:
    """Read one version, locked within a change. Raises `NotFound`."""
    record = reader.load_entry(PolicyRecord, number)
    if record is None:
        raise NotFound
    return record


def put_policy(change: Change, kind: str, record: PolicyRecord) -> PolicyRecord:
    """Keep a version with its act, under its own number in the journal."""
    change.put(kind, None, record, why=change.ports.references.seal("policy", record.number))
    return record


def _names(ports: Ports, record: PolicyRecord) -> dict[int, str]:
    with ports.store.reading() as reader:
        users = [reader.load_user(one) for one in {record.made_by, record.approved_by or record.made_by}]
    return {user.number: user.name for user in users if user is not None}


def _drop(change: Change, drafts: Iterable[PolicyRecord]) -> None:
    for one in drafts:
        put_policy(change, "policy_dropped", replace(one, state="closed", step="dropped"))
