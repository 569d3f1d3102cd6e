"""Reads form.toml: the fields, uses and signatures of one version, without its words."""

from __future__ import annotations

import tomllib
from typing import Final, get_args

from service.forms.tables import Malformed, Table
from service.registry.consent_records import Establishes
from service.registry.forms import (
    Citation,
    Field,
    FieldKind,
    FormKind,
    FormStatus,
    FormText,
    FormVersion,
    Slot,
    Use,
)

FORM_KINDS: Final[tuple[FormKind, ...]] = get_args(FormKind)
FORM_STATUSES: Final[tuple[FormStatus, ...]] = get_args(FormStatus)
FIELD_KINDS: Final[tuple[FieldKind, ...]] = get_args(FieldKind)


def open_table(content: bytes) -> Table:
    """Open a TOML file. Raises `Malformed`."""
    try:
        return Table(tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Malformed(str(error)) from error


def decode_form(content: bytes, texts: tuple[FormText, ...]) -> FormVersion:
    """Put a form.toml and its texts together. Raises `Malformed`."""
    table = open_table(content)
    version = FormVersion(
        family=table.text("family"),
        version=table.number("version"),
        kind=table.choice("kind", FORM_KINDS),
        status=table.choice("status", FORM_STATUSES),
        order=table.number("order"),
        effective_from=table.day("effective_from"),
        max_months=table.number("max_months") if table.has("max_months") else None,
        roles=table.words("roles"),
        signers=table.words("signers"),
        establishes=_decode_establishes(table.table("establishes")),
        fields=tuple(_decode_field(each) for each in table.tables("fields")),
        uses=tuple(_decode_use(each) for each in table.tables("uses")),
        slots=tuple(_decode_slot(each) for each in table.tables("slots")),
        citations=tuple(_decode_citation(each) for each in table.tables("citations")),
        texts=texts,
    )
    table.check_all_read()
    return version


def _decode_establishes(table: Table) -> Establishes:
    establishes = Establishes(
        opt_in=table.flag("opt_in"),
        free=table.flag("free"),
        informed=table.flag("informed"),
        distinct=table.flag("distinct"),
    )
    table.check_all_read()
    return establishes


def _decode_field(table: Table) -> Field:
    field = Field(
        key=table.text("key"),
        group=table.text("group"),
        kind=table.choice("kind", FIELD_KINDS),
        codes=_optional_words(table, "codes"),
        required=table.has("required") and table.flag("required"),
    )
    table.check_all_read()
    return field


def _decode_use(table: Table) -> Use:
    use = Use(key=table.text("key"), purpose=table.text("purpose"), channels=table.words("channels"))
    table.check_all_read()
    return use


def _decode_slot(table: Table) -> Slot:
    slot = Slot(
        key=table.text("key"),
        cases=table.words("cases"),
        signers=_optional_words(table, "signers"),
        date_key=table.text("date_key") if table.has("date_key") else None,
        required=table.has("required") and table.flag("required"),
    )
    table.check_all_read()
    return slot


def _decode_citation(table: Table) -> Citation:
    citation = Citation(
        law=table.text("law"),
        article=table.text("article"),
        block=table.text("block"),
        valid_from=table.day("valid_from"),
    )
    table.check_all_read()
    return citation


def _optional_words(table: Table, key: str) -> tuple[str, ...]:
    return table.words(key) if table.has(key) else ()
