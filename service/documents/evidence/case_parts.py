"""A case as parts in words: what the page and the PDF show alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from service.documents.evidence.case_events import action_of, events_of
from service.documents.evidence.case_people import Fact, Part, parts_of_people
from service.documents.evidence.case_words import CaseTeller
from service.registry.case_records import Case, CaseAct, CaseDecision, CasePost, KnownPaper


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole: a title, what it is, facts about the search, and the parts."""

    title: str
    lead: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


def sheet_of(case: Case, language: str, zone: tzinfo) -> Sheet:
    """Write a case in words."""
    tell = CaseTeller(case, language, zone)
    parts = [
        _timeline(tell),
        *(_post(tell, one) for one in case.posts),
        *(_decision(tell, one) for one in case.decisions),
        *parts_of_people(tell),
        *_proofs(tell),
    ]
    return Sheet(tell("document"), tell("document.lead"), tuple(_search(tell)), tuple(parts))


def _search(tell: CaseTeller) -> list[Fact]:
    case, made = tell.case, tell.moment(tell.case.made_at)
    by = tell("made.by", moment=made, name=tell.user(case.made_by), role=tell.role(case.role))
    facts: list[Fact] = [
        (tell("asked"), (_asked(tell),)),
        (tell("reason"), (case.why,)),
        (tell("made"), (by,)),
        (tell("rules"), (case.rules,)),
    ]
    if case.journal_since is not None:
        key = "journal.whole" if case.journal_whole else "journal.part"
        facts.append((tell("journal"), (tell(key, moment=tell.moment(case.journal_since)),)))
    return facts


def _asked(tell: CaseTeller) -> str:
    key = tell.case.key
    if key.way == "person":
        named = key.who.name if key.who else None
        return tell("way.person.named", name=named) if named else tell("way.person")
    return tell(f"way.{key.way}", text=key.text)


def _timeline(tell: CaseTeller) -> Part:
    heads = (tell("timeline.when"), tell("timeline.what"), tell("timeline.who"))
    rows = tuple((tell.moment(one.at), one.what, one.who) for one in events_of(tell))
    return Part(tell("timeline"), heads=heads, rows=rows)


def _post(tell: CaseTeller, post: CasePost) -> Part:
    record = post.record
    people = tuple(tell.name(number) for one in record.people for number in one.persons)
    facts: list[Fact] = [
        (tell.words("post.state"), (tell.words(f"post.state.{record.state}"),)),
        (tell("post.url"), (record.url or tell("post.none"),)),
        (tell("decision.question"), (tell.question(record.question),)),
        (tell("post.people"), people or (tell("none"),)),
    ]
    if record.text:
        facts.append((tell.words("post.text"), (record.text,)))
    if record.media:
        facts.append((tell("post.media"), tuple(digest for digest, _ in record.media)))
    if post.takedowns:
        facts.append((tell("post.takedowns"), tuple(_takedowns(tell, post))))
    return Part(tell("post", number=tell.number(record.citation)), tuple(facts))


def _takedowns(tell: CaseTeller, post: CasePost) -> list[str]:
    said = []
    for one in post.takedowns:
        asked, due = tell.moment(one.asked_at), tell.moment(one.due_at)
        if one.removed_at is not None:
            done = tell.moment(one.removed_at)
            said.append(tell("post.takedown.done", asked=asked, done=done, name=tell.user(one.done_by)))
        else:
            key = "post.takedown.urgent" if one.urgent else "post.takedown"
            said.append(tell(key, asked=asked, due=due))
    return said


def _decision(tell: CaseTeller, decision: CaseDecision) -> Part:
    record, then, now = decision.record, decision.then, decision.now
    whole = then.whole is not None
    people = tuple(tell.name(number) for met in record.matched for number in met if number)
    facts: list[Fact] = [
        (tell("decision.by"), (tell.by(record.by, record.role, record.via),)),
        (tell("decision.question"), (tell.question(record.question) if record.question else "",)),
        (tell("decision.people"), people or (tell("nobody"),)),
        (tell("decision.then"), (tell.answer(then.answer),)),
        (tell("decision.reasons"), tell.reasons(then.reasons, whole=whole)),
        (tell("decision.now"), (tell.answer(now.answer),)),
        (tell("decision.reasons.now"), tell.reasons(now.reasons, whole=whole)),
    ]
    if then.conditions:
        words = tuple(tell.words(f"condition.{one}") for one in then.conditions)
        facts.append((tell("decision.conditions"), words))
    if then.whole is not None:
        facts.append((tell("verdict"), (tell.legal(f"verdict.{then.whole.verdict}"),)))
    if decision.known:
        facts.append((tell("decision.papers"), tuple(_known(tell, one) for one in decision.known)))
    rules = "decision.rules.same" if decision.same_rules else "decision.rules.other"
    again = "decision.again.same" if decision.reproduced else "decision.again.other"
    facts += [(tell("decision.rules"), (tell(rules),)), (tell("decision.again"), (tell(again),))]
    heading = tell("decision", action=action_of(tell, record.action), moment=tell.moment(record.at))
    return Part(heading, tuple(facts))


def _known(tell: CaseTeller, paper: KnownPaper) -> str:
    now, number = tell.words(f"state.{paper.now}").lower(), tell.number(paper.id)
    if paper.then is None:
        return tell("decision.paper.later", number=number, now=now)
    then = tell.words(f"state.{paper.then}").lower()
    return tell("decision.paper", number=number, then=then, now=now)


def _proofs(tell: CaseTeller) -> list[Part]:
    checkpoint = tell.case.checkpoint
    if checkpoint is None:
        return [Part(tell("proofs"), lead=tell("proofs.none"))]
    size = tell("proofs.checkpoint.value", size=checkpoint.size, moment=tell.moment(checkpoint.at))
    facts: tuple[Fact, ...] = (
        (tell("proofs.checkpoint"), (size,)),
        (tell("proofs.note"), tuple(line for line in checkpoint.note.split("\n") if line)),
    )
    acts = [act for post in tell.case.posts for act in post.acts]
    acts += [act for file in tell.case.files for act in file.acts]
    heads = (tell("timeline.when"), tell("timeline.what"), tell("proofs.place"), tell("proofs.proof"))
    rows = tuple(_leaf(tell, one) for one in sorted(acts, key=_when))
    return [Part(tell("proofs"), facts, lead=tell("proofs.lead"), heads=heads, rows=rows)]


def _when(act: CaseAct) -> tuple[datetime, bool, int]:
    place = act.leaf.place
    return act.act.at, place is None, place or 0


def _leaf(tell: CaseTeller, act: CaseAct) -> tuple[str, ...]:
    leaf = act.leaf
    proof = tell("proofs.later")
    if leaf.proof is not None:
        proof = tell.words.count("case.proofs.proof.value", len(leaf.proof))
    place = "" if leaf.place is None else str(leaf.place)
    return (tell.moment(act.act.at), tell.act(act.act), place, proof)
