"""A mailbox: its items by folder, found by index, with a log of changes for readers that come back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from tests.standins.post_office.items import Folder, Item, Person


@dataclass
class Mailbox:
    """The mailbox of a person or of the service.

    ``automatic_reply`` is the text sent to everybody who writes, empty while switched off. ``full`` refuses
    new items. ``forbidden`` refuses everybody, as a mailbox without rights does; ``delegates`` are addresses
    whose owners may open it besides its own. ``bounces`` returns what is sent to it; ``may_not_send`` lets
    nothing out. ``passing`` is the ResponseCode of a state that passes, in which nothing can be written.
    """

    person: Person
    password: str = "secret"
    automatic_reply: str = ""
    full: bool = False
    forbidden: bool = False
    bounces: bool = False
    may_not_send: bool = False
    passing: str = ""
    delegates: tuple[str, ...] = ()
    replied_to: set[str] = field(default_factory=set)
    number: int = 0
    change: int = 0
    items: dict[str, Item] = field(default_factory=dict)
    _folders: dict[Folder, dict[str, None]] = field(default_factory=dict)
    _logs: dict[Folder, list[tuple[int, str, bool]]] = field(default_factory=dict)
    _index: dict[tuple[Folder, str, object], dict[str, None]] = field(default_factory=dict)
    _indexed: dict[str, list[tuple[Folder, str, object]]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.person.address

    def put(self, item: Item, folder: Folder) -> Item:
        """Keep a new item, giving it its id."""
        item.folder = folder
        item.id = f"{self.number:x}-{self.change + 1:x}"
        self.items[item.id] = item
        self._folders.setdefault(folder, {})[item.id] = None
        self.touch(item)
        return item

    def touch(self, item: Item) -> None:
        """Take note that an item has changed: its change number, the log of its folder, the indexes."""
        self.change += 1
        item.change = self.change
        self._logs.setdefault(item.folder, []).append((self.change, item.id, False))
        self._forget_indexed(item.id)
        places = [(item.folder, name, value) for name, value in _indexed_values(item)]
        for place in places:
            self._index.setdefault(place, {})[item.id] = None
        self._indexed[item.id] = places

    def mark_read(self, item: Item) -> None:
        """Somebody has opened an item, which readers are told of as such."""
        if not item.read:
            item.read = True
            self.change += 1
            item.change = self.change
            self._logs.setdefault(item.folder, []).append((self.change, item.id, True))

    def remove(self, item_id: str) -> Item:
        """Take an item out for good; its folder's readers will be told that it is gone."""
        item = self.items.pop(item_id)
        del self._folders[item.folder][item_id]
        self.change += 1
        self._logs.setdefault(item.folder, []).append((self.change, item_id, False))
        self._forget_indexed(item_id)
        return item

    def move(self, item_id: str, folder: Folder) -> Item:
        """Put an item into another folder, where it has a new id, as in Exchange."""
        return self.put(self.remove(item_id), folder)

    def in_folder(self, folder: Folder) -> list[Item]:
        """The items of a folder, oldest first."""
        return [self.items[item_id] for item_id in self._folders.get(folder, ())]

    def count(self, folder: Folder) -> int:
        return len(self._folders.get(folder, ()))

    def find(self, folder: Folder, name: str, value: object) -> list[Item]:
        """Items by an equal ``message_id``, ``conversation`` or extended property, oldest first."""
        return [self.items[item_id] for item_id in self._index.get((folder, name, value), ())]

    def find_anywhere(self, name: str, value: object) -> Iterator[Item]:
        for folder in Folder:
            yield from self.find(folder, name, value)

    def changes(self, folder: Folder, since: int, limit: int) -> tuple[dict[str, bool], int, bool]:
        """Return the ids that changed in a folder after change number ``since``, in the order of their
        changes.

        Each id comes once, with true where the item has been read and nothing else changed. The second value
        is the number to go on from, and the third is true where no changes are left. An id that is no longer
        in ``items`` has been removed. The cost grows with the changes, not with the mailbox.
        """
        log = self._logs.get(folder, [])
        changes: dict[str, bool] = {}
        reached = since
        for place in range(bisect_right(log, since, key=itemgetter(0)), len(log)):
            number, item_id, only_read = log[place]
            if item_id not in changes and len(changes) == limit:
                return changes, reached, False
            changes[item_id] = only_read and changes.get(item_id, True)
            reached = number
        return changes, reached, True

    def _forget_indexed(self, item_id: str) -> None:
        for place in self._indexed.pop(item_id, ()):
            items = self._index[place]
            items.pop(item_id, None)
            if not items:
                del self._index[place]


def _indexed_values(item: Item) -> Iterable[tuple[str, object]]:
    yield "message_id", item.message_id
    yield "conversation", item.conversation
    if item.meeting:
        yield "uid", item.meeting.uid
    for name, value in item.properties.items():
        if isinstance(value, (str, int)):
            yield name, value
