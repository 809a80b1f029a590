"""Forged and genuine mails, through every gateway and to the register."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings import ROOT, Settings
from config.wiring import open_office
from forum.inbox.mailbox_items import Outcome
from tasks.duties.members.workbook import apply_import
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.protocol.mailer import Mailer
from tasks.register.database.clock import SetClock
from tasks.register.tables import DispatchRow
from tests.standins.exchange.server import ENDPOINT, ExchangeStandIn
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT
from tests.tasks.mail.incoming.forgeries.case import Case
from tests.tasks.mail.incoming.forgeries.end_to_end import read_from_a_folder
from tests.tasks.mail.incoming.forgeries.gateways import OURS, at_a_server, in_a_folder, is_taken
from tests.tasks.mail.incoming.forgeries.genuine import genuine
from tests.tasks.mail.incoming.forgeries.results import forged_results
from tests.tasks.mail.incoming.forgeries.senders import forged_senders

Taken = Mapping[str, bool]  # by the name of each mail that was read
PLACES = ("folder", "exchange", "graph", "AGREE AGENDA", "RELEASE")


def main() -> None:
    forged, true = [*forged_results(), *forged_senders()], list(genuine())
    with TemporaryDirectory() as made, ExitStack() as stack:
        folder = Path(made)
        outside = [case for case in (*forged, *true) if not case.is_inside]
        read: dict[str, Taken] = {
            "folder": _named(in_a_folder(outside, folder / "folder")),
            "exchange": _named(at_a_server([*forged, *true], *stack.enter_context(_exchange()))),
            "graph": _named(at_a_server([*forged, *true], *stack.enter_context(_graph()))),
            "AGREE AGENDA": _decided(folder / "agree", outside, "AGREE AGENDA", _chairs_letter),
            "RELEASE": _decided(folder / "release", outside, "RELEASE", _pack_letter),
        }
    print(f"{'taken of those read':38}" + "".join(f"{place:>15}" for place in PLACES))
    for kind, cases in _by_kind(forged):
        print(f"{kind:38}" + _row(cases, read))
    print(f"\n{'forged (' + str(len(forged)) + ')':38}" + _row(forged, read))
    print(f"{'genuine (' + str(len(true)) + ')':38}" + _row(true, read, without=PLACES[3:]))
    believed = [(place, case) for place in PLACES for case in forged if read[place].get(case.name)]
    refused = [(place, case) for place in PLACES[:3] for case in true if not read[place].get(case.name, True)]
    for place, case in (*believed, *refused):
        print(f"WRONG at {place}: {case.name}")
    sys.exit(bool(believed or refused))


def _named(read: Iterable[tuple[Case, object]]) -> Taken:
    return {case.name: is_taken(case, item) for case, item in read}  # type: ignore[arg-type]


def _by_kind(cases: Sequence[Case]) -> Iterator[tuple[str, list[Case]]]:
    for kind in Counter(case.kind for case in cases):
        yield kind, [case for case in cases if case.kind == kind]


def _row(cases: Sequence[Case], read: Mapping[str, Taken], without: Sequence[str] = ()) -> str:
    cells = []
    for place in PLACES:
        said = [read[place][case.name] for case in cases if case.name in read[place]]
        cells.append("" if place in without else f"{sum(said)} of {len(said)}")
    return "".join(f"{cell:>15}" for cell in cells)


@contextmanager
def _exchange() -> Iterator[tuple[Mailbox, Callable[..., Mailer]]]:
    standin = ExchangeStandIn(PostOffice("unit.example"))
    mailbox = standin.office.open_mailbox(OURS)
    with Server(standin) as server, ExitStack() as opened:

        def open_mailer(authserv_id: str) -> Mailer:
            settings = ExchangeSettings(
                address=OURS,
                endpoint=server.url + ENDPOINT,
                sign_in=SignIn.BASIC,
                username=OURS,
                password="secret",
                authserv_id=authserv_id,
            )
            mailer = ExchangeMailer(settings)
            opened.callback(mailer.close)
            return mailer

        yield mailbox, open_mailer


@contextmanager
def _graph() -> Iterator[tuple[Mailbox, Callable[..., Mailer]]]:
    standin = GraphStandIn(PostOffice("unit.example"))
    mailbox = standin.office.open_mailbox(OURS)
    with listening(standin), ExitStack() as opened:

        def open_mailer(authserv_id: str) -> Mailer:
            settings = GraphSettings(
                address=OURS,
                tenant=standin.tokens.tenant,
                client_id=standin.tokens.client_id,
                client_secret=standin.tokens.client_secret,
                endpoint=f"{standin.root}/v1.0",
                authority=standin.root,
                ca_file=Path(standin.ca_file),
                authserv_id=authserv_id,
            )
            mailer = GraphMailer(settings)
            opened.callback(mailer.close)
            return mailer

        yield mailbox, open_mailer


def _decided(
    folder: Path, cases: Sequence[Case], text: str, letter_of: Callable[[Post], DispatchRow]
) -> Taken:
    """Every forged mail to a register of its own, in answer to a letter that asks for a decision."""
    folder.mkdir()
    clock = SetClock(dt.datetime(2026, 9, 1, 9, 0))
    values = {"database_url": f"sqlite:///{folder}/register.db", "policies": "config", "rehearsal": True}
    office = open_office(Settings.model_validate(values), clock)
    sample = ROOT / "config" / "members-sample.xlsx"
    do(apply_import, office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1))
    post = Post.of(office, clock)
    post.forum.plan_from_december()
    letter = letter_of(post)
    true = {case.name for case in genuine()}
    forged = [case for case in cases if case.name not in true]
    outcomes = read_from_a_folder(post, folder / "mail", forged, text, letter)
    office.register.close()
    return {name: said in (Outcome.RECORDED, Outcome.NOT_UNDERSTOOD) for name, said in outcomes.items()}


def _chairs_letter(post: Post) -> DispatchRow:
    post.forum.on("Thu 14 Jan 2027")
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    post.send()
    return post.sent("chair", CHAIR)


def _pack_letter(post: Post) -> DispatchRow:
    post.agree_agenda(with_paper=True)
    post.forum.on("Fri 15 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("VERBAL", to=post.sent("paper_author", NURSE))
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    post.send()
    return post.sent("pack_check", UNIT)


if __name__ == "__main__":
    main()
