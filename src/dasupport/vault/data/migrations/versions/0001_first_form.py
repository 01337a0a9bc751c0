"""The first form: people, sessions, entries that are only ever added to, drafts, what is due, and a chained log."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

T = sa.String


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", T, nullable=False),
        sa.Column("code_name", T, nullable=False),
        sa.Column("area", T, nullable=False),
        sa.Column("real_name", T, nullable=False),
        sa.Column("made_at", T, nullable=False),
        sa.Column("made_by", T, nullable=False),
        sa.Column("last_seen", T, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("code_name", name="uq_person_code_name"),
    )
    op.create_index("ix_person_last_seen", "person", ["last_seen"])
    op.create_table(
        "session",
        sa.Column("id", T, nullable=False),
        sa.Column("person", T, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("started_at", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("pack", T, nullable=False),
        sa.Column("place", T, nullable=False),
        sa.Column("closing", T, nullable=False),
        sa.Column("sealed_at", T, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_session_person"),
    )
    op.create_index("ix_session_person", "session", ["person"])
    op.create_index("ix_session_open", "session", ["started_at"], sqlite_where=sa.text("sealed_at IS NULL"))
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", T, nullable=False),
        sa.Column("session", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("kind", T, nullable=False),
        sa.Column("item", T, nullable=False),
        sa.Column("part", T, nullable=False),
        sa.Column("words", T, nullable=False),
        sa.Column("source", T, nullable=False),
        sa.Column("known", T, nullable=False),
        sa.Column("told", T, nullable=False),
        sa.Column("detail", T, nullable=False),
        sa.Column("supersedes", T, nullable=False),
        sa.Column("reason", T, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_entry"),
        sa.UniqueConstraint("id", name="uq_entry_id"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_entry_session"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_session", "entry", ["session"])
    op.create_table(
        "draft",
        sa.Column("session", T, nullable=False),
        sa.Column("kind", T, nullable=False),
        sa.Column("item", T, nullable=False),
        sa.Column("part", T, nullable=False),
        sa.Column("words", T, nullable=False),
        sa.Column("source", T, nullable=False),
        sa.Column("known", T, nullable=False),
        sa.Column("told", T, nullable=False),
        sa.Column("detail", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.PrimaryKeyConstraint("session", "kind", "item", "part", name="pk_draft"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_draft_session"),
    )
    op.create_table(
        "due",
        sa.Column("entry", T, nullable=False),
        sa.Column("session", T, nullable=False),
        sa.Column("due", T, nullable=False),
        sa.Column("label", T, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_due"),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"], name="fk_due_entry"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_due_session"),
    )
    op.create_index("ix_due_due", "due", ["due"])
    op.create_table(
        "review",
        sa.Column("id", T, nullable=False),
        sa.Column("session", T, nullable=False),
        sa.Column("state", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("words", T, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.ForeignKeyConstraint(["session"], ["session.id"], name="fk_review_session"),
    )
    op.create_index("ix_review_session", "review", ["session"])
    op.create_table(
        "party_wall",
        sa.Column("person", T, nullable=False),
        sa.Column("other", T, nullable=False),
        sa.Column("author", T, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.PrimaryKeyConstraint("person", "other", name="pk_party_wall"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_party_wall_person"),
        sa.ForeignKeyConstraint(["other"], ["person.id"], name="fk_party_wall_other"),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", T, nullable=False),
        sa.Column("actor", T, nullable=False),
        sa.Column("action", T, nullable=False),
        sa.Column("object", T, nullable=False),
        sa.Column("object_hash", T, nullable=False),
        sa.Column("mac", T, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_event"),
    )
    op.create_table(
        "setting",
        sa.Column("key", T, nullable=False),
        sa.Column("value", T, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    for table in ("entry", "event"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
            )
    op.execute(
        "CREATE TRIGGER entry_sealed BEFORE INSERT ON entry WHEN NEW.kind <> 'addendum' "
        "AND (SELECT sealed_at FROM session WHERE id = NEW.session) IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'sealed'); END"
    )
    op.execute(
        "CREATE TRIGGER draft_sealed BEFORE INSERT ON draft WHEN NEW.kind <> 'addendum' "
        "AND (SELECT sealed_at FROM session WHERE id = NEW.session) IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'sealed'); END"
    )
    op.execute(
        "CREATE TRIGGER session_sealed BEFORE UPDATE ON session WHEN OLD.sealed_at IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'sealed'); END"
    )
    op.execute(
        "CREATE TRIGGER session_kept BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'only ever added to'); END"
    )
