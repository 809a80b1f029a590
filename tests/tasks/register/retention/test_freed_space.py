"""What was deleted leaves the database's files, or it is said that somebody keeps it there."""

from __future__ import annotations

from sqlalchemy import select

from tasks.register.database.register import Register
from tasks.register.retention.lists import clear_freed_space
from tasks.register.tables import HoldRow


def test_what_others_are_reading_is_said_to_be_there_until_they_have_ended(register: Register) -> None:
    with register.reading() as session:
        session.scalars(select(HoldRow)).all()
        with register.transaction("test") as tx:
            tx.session.add(HoldRow(placed_at=tx.at, reason="A word"))
        said = clear_freed_space(register, {HoldRow.__tablename__}, wait=0)
    assert said.startswith("It is gone from the register, but not yet from the database’s files")
    assert clear_freed_space(register, {HoldRow.__tablename__}) == ""
    with register.transaction("test"):
        pass  # others write as before
