"""People brought into every situation the rules know, by the registry's own use cases."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from service.domain.court_numbers import luhn
from service.registry import accounts, consents, court_orders, protecting, withdrawing
from service.registry.account_records import Caller
from service.registry.consent_records import Answer, ConsentRecord, Outcomes, SignatureRecord
from service.registry.court_orders import NewOrder, OrderKey
from service.registry.moments import today
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.ports import Ports
from service.registry.protecting import NewCheck
from service.registry.withdrawing import NewWithdrawal

PUBLISHER = Caller(99, "Publi", "publisher", "api")
_UNIQUE = count(1)


@dataclass(frozen=True, slots=True)
class Registrar:
    """Communications and two people of legal, at work in one registry."""

    ports: Ports
    communications: Caller
    legal: Caller
    second: Caller

    @property
    def day(self) -> date:
        return today(self.ports)

    def person(self, name: str, born: date) -> PersonRecord:
        return register_person(
            self.ports, self.communications, NewPerson(Names(name), (RolePeriod("user"),), birth_date=born)
        )

    def adult(self, name: str) -> PersonRecord:
        return self.person(name, date(1984, 3, 27))

    def child(self, name: str, years: int = 10) -> PersonRecord:
        return self.person(name, self.day - timedelta(days=365 * years + 100))

    def paper(self, person: PersonRecord, answer: Answer = "yes", **more: object) -> ConsentRecord:
        """Register what the person signed, or both parents of a child."""
        signers = ("self",) if person.birth_date == date(1984, 3, 27) else ("parent", "parent")
        on = self.day - timedelta(days=20)
        names = {"self": person.names.display, "parent": f"Parent de {person.names.display}"}
        signatures = tuple(
            SignatureRecord(who, f"{names[who]} {place}", on, "paper", signer_id=f"{who} {place}")
            for place, who in enumerate(signers)
        )
        outcomes = (Outcomes(("photo",), ("facebook",), ("information",), answer),)
        form = "adult" if signers == ("self",) else "minor"
        new = consents.NewConsent(person.number, form, "fr", signatures, outcomes, **more)  # type: ignore[arg-type] # fields of a paper
        return consents.register_consent(self.ports, self.communications, new)

    def in_force(self, person: PersonRecord, answer: Answer = "yes", **more: object) -> ConsentRecord:
        """Register a paper and confirm it, signatures verified."""
        paper = self.paper(person, answer, **more)
        return consents.confirm_consent(self.ports, self.communications, paper.id, verified=True)

    def withdraw(self, consent: ConsentRecord) -> None:
        said = NewWithdrawal(self.day, "person", "phone")
        withdrawing.withdraw_consent(self.ports, self.communications, consent.id, said)

    def checked(self, child: PersonRecord, protection: str, outcome: str = "accepted") -> None:
        """Answer the legal check of a child."""
        new = NewCheck(outcome, protection, self.day - timedelta(days=5), "Répondante Unetelle")
        protecting.answer_legal_check(self.ports, self.legal, child.number, new)

    def order(self, child: PersonRecord, conditions: tuple[str, ...] = (), **more: object) -> OrderKey:
        """Enter an order that allows what every paper here grants."""
        on = self.day - timedelta(days=30)
        new = NewOrder(
            court="CQ_youth",
            file_number=court_number(next(_UNIQUE), on.year),
            order_date=on,
            persons=(child.number,),
            media=("photo",),
            channels=("facebook",),
            purposes=("information",),
            conditions=conditions,
            judge="Juge Quelconque",
            district="Bonaventure",
            **more,  # type: ignore[arg-type] # fields of an order
        )
        return court_orders.enter_order(self.ports, self.legal, new)

    def verify(self, order: OrderKey, outcome: str = "verified") -> None:
        """Have another person of legal say whether an order was read right."""
        court_orders.verify_order(self.ports, self.second, order, outcome)

    def ordered(self, child: PersonRecord, conditions: tuple[str, ...] = (), **more: object) -> None:
        """Enter an order and have it verified."""
        self.verify(self.order(child, conditions, **more))


def open_registrar(ports: Ports) -> Registrar:
    """Add the users, and return them at work."""
    callers = [_user(ports, role) for role in ("communications", "legal", "legal")]
    return Registrar(ports, *callers)


def court_number(sequence: int, year: int) -> str:
    """Write a file number of the youth court, with its check digit."""
    digits = f"10041{sequence:06d}{year % 100:02d}"
    return f"100-41-{digits[5:11]}-{digits[11:]}{luhn(digits)}"


def _user(ports: Ports, role: str) -> Caller:
    user = accounts.add_user(ports, accounts.operator(), f"Personne {role}", (role,))
    return Caller(user.number, user.name, role, "api")
