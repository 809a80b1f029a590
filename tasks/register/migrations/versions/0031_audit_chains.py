"""The audit trail has a chain for each group, and each row the run of a flow that wrote it."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("audit", sa.Column("chain", sa.Uuid(), nullable=False, server_default="0" * 32))
    op.add_column("audit", sa.Column("run", sa.Uuid(), nullable=True))
    op.create_index("ix_audit_chain", "audit", ["chain", "seq"])
    in_a_run = sa.text("run IS NOT NULL")
    op.create_index("ix_audit_run", "audit", ["run"], sqlite_where=in_a_run, postgresql_where=in_a_run)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.schema.CreateSequence(sa.Sequence("audit_seq")))
        op.execute("SELECT setval('audit_seq', (SELECT coalesce(max(seq), 0) + 1 FROM audit), false)")
