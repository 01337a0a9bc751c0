"""Retention: a deletion is asked for, waits, is taken back or certified; what is held stays; nothing else is deleted."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

T, N = sa.String, sa.Integer

STANDING_HOLD = (
    "EXISTS (SELECT 1 FROM hold WHERE hold.person = {person} "
    "AND NOT EXISTS (SELECT 1 FROM hold_lifted WHERE hold_lifted.hold = hold.id))"
)
OVER = (
    "(EXISTS (SELECT 1 FROM taken_back WHERE taken_back.deletion = deletion.id) "
    "OR EXISTS (SELECT 1 FROM certificate WHERE certificate.deletion = deletion.id))"
)
BELONGS = (
    "SELECT CASE NEW.kind WHEN 'person' THEN deletion.person = NEW.id "
    "WHEN 'session' THEN deletion.person = (SELECT person FROM session WHERE id = NEW.id) "
    "WHEN 'entry' THEN deletion.person = "
    "(SELECT person FROM session WHERE id = (SELECT session FROM entry WHERE id = NEW.id)) "
    "WHEN 'hold' THEN deletion.person = (SELECT person FROM hold WHERE id = NEW.id) END "
    "FROM deletion JOIN certificate ON certificate.deletion = deletion.id WHERE deletion.id = NEW.deletion"
)


def refuse(name: str, on: str, when: str, why: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {on} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END")


def upgrade() -> None:
    tables()
    requests()
    kept()
    # what nothing logs is witnessed in another way from now on: the data must not pass for what was closed before
    op.execute("UPDATE setting SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'commits'")


def tables() -> None:
    op.create_table(
        "deletion",
        sa.Column("id", T, nullable=False),
        sa.Column("person", T, nullable=False),
        sa.Column("why", T, nullable=False),
        sa.Column("asked_at", T, nullable=False),
        sa.Column("asked_by", T, nullable=False),
        sa.Column("due", T, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletion"),
        sa.CheckConstraint("due > asked_at", name="ck_deletion_waits"),
    )
    op.create_index("ix_deletion_person", "deletion", ["person"])
    op.create_index("ix_session_left", "session", ["person"], sqlite_where=sa.text("closing = 'not_now'"))
    op.create_table(
        "taken_back",
        sa.Column("deletion", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.PrimaryKeyConstraint("deletion", name="pk_taken_back"),
        sa.ForeignKeyConstraint(["deletion"], ["deletion.id"], name="fk_taken_back_deletion"),
    )
    op.create_table(
        "certificate",
        sa.Column("deletion", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("agreed_by", T, nullable=False),
        sa.Column("kind", T, nullable=False),
        sa.Column("sessions", N, nullable=False),
        sa.Column("entries", N, nullable=False),
        sa.Column("drafts", N, nullable=False),
        sa.Column("others", N, nullable=False),
        sa.Column("hash", T, nullable=False),
        sa.PrimaryKeyConstraint("deletion", name="pk_certificate"),
        sa.ForeignKeyConstraint(["deletion"], ["deletion.id"], name="fk_certificate_deletion"),
    )
    op.create_table(
        "erased",
        sa.Column("kind", T, nullable=False),
        sa.Column("id", T, nullable=False),
        sa.Column("deletion", T, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_erased"),
        sa.ForeignKeyConstraint(["deletion"], ["certificate.deletion"], name="fk_erased_deletion"),
    )
    op.create_index("ix_erased_deletion", "erased", ["deletion"])
    op.create_table(
        "hold",
        sa.Column("id", T, nullable=False),
        sa.Column("person", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("reason", T, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hold"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_hold_person"),
    )
    op.create_index("ix_hold_person", "hold", ["person"])
    op.create_table(
        "hold_lifted",
        sa.Column("hold", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("reason", T, nullable=False),
        sa.PrimaryKeyConstraint("hold", name="pk_hold_lifted"),
        sa.ForeignKeyConstraint(["hold"], ["hold.id"], name="fk_hold_lifted_hold"),
    )


def requests() -> None:
    """What must be so before a deletion is asked for, taken back, certified, and before a row is named as erased."""
    refuse(
        "deletion_once",
        "INSERT ON deletion",
        f"EXISTS (SELECT 1 FROM deletion WHERE person = NEW.person AND NOT {OVER}) "
        f"OR {STANDING_HOLD.format(person='NEW.person')}",
        "not to be deleted",
    )
    refuse(
        "taken_back_in_time",
        "INSERT ON taken_back",
        "EXISTS (SELECT 1 FROM certificate WHERE deletion = NEW.deletion)",
        "not to be taken back",
    )
    refuse(
        "certificate_due",
        "INSERT ON certificate",
        f"NOT EXISTS (SELECT 1 FROM deletion WHERE id = NEW.deletion AND due <= NEW.at AND NOT {OVER} "
        f"AND NOT {STANDING_HOLD.format(person='deletion.person')})",
        "not to be deleted",
    )
    refuse("erased_certified", "INSERT ON erased", f"({BELONGS}) IS NOT 1", "not to be deleted")
    refuse(
        "hold_once",
        "INSERT ON hold",
        STANDING_HOLD.format(person="NEW.person"),
        "held already",
    )


def kept() -> None:
    """What is only ever added to, and goes only where a certificate names it."""
    op.execute("DROP TRIGGER entry_no_delete")
    op.execute("DROP TRIGGER session_kept")
    for table in ("person", "session", "entry", "hold"):
        refuse(
            f"{table}_kept",
            f"DELETE ON {table}",
            f"NOT EXISTS (SELECT 1 FROM erased WHERE kind = '{table}' AND id = OLD.id)",
            "only ever added to",
        )
    refuse(
        "hold_lifted_kept",
        "DELETE ON hold_lifted",
        "NOT EXISTS (SELECT 1 FROM erased WHERE kind = 'hold' AND id = OLD.hold)",
        "only ever added to",
    )
    for table in ("deletion", "taken_back", "certificate", "erased"):
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
        )
    for table in ("deletion", "taken_back", "certificate", "erased", "hold", "hold_lifted"):
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
        )
    for table, columns in {
        "person": "id, code_name, area, real_name, made_at, made_by",
        "session": "id, person, number, started_at, author, pack",
    }.items():
        op.execute(
            f"CREATE TRIGGER {table}_as_begun BEFORE UPDATE OF {columns} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
        )
