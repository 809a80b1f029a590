"""What was recorded in a Chair's name, until the Chair has heard it."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "chair_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=True),
        sa.Column("letters", sa.JSON(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("denied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["forum_group.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id", name="pk_chair_note"),
    )
    untold = sa.text("letter_id IS NULL")
    op.create_index(
        "ix_chair_note_untold", "chair_note", ["group_id"], sqlite_where=untold, postgresql_where=untold
    )
    op.create_index("ix_chair_note_letter_id", "chair_note", ["letter_id"])
