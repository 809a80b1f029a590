"""What a template may not do, whoever wrote it: each hostile one is stopped and named, within bounds."""

from __future__ import annotations

import io
import shutil
import time
import tracemalloc
from pathlib import Path

import docx
import pytest

import samples
from config.settings import ROOT
from forum.documents import Agenda
from forum.letters.meetings import Moved
from forum.letters.papers import Papers
from forum.text.problem import Problem
from tasks.documents.letters.print_letter import LetterPrinter, letter_faults
from tasks.documents.word.print_document import DocumentPrinter

pytestmark = pytest.mark.thorough

LETTERS, DOCUMENTS = ROOT / "templates" / "email", ROOT / "templates" / "documents"
SECONDS, BYTES = 3, 100_000_000  # with every allocation looked at, which takes thrice as long
DOUBLING = "{% set x = 'ab' %}" + "{% set x = x ~ x %}" * 60
HOSTILE = {
    # out of the sandbox
    "a class": "{{ items.__class__ }}",
    "a class as an item": "{{ items['__class__'] }}",
    "a class by a filter": "{{ items|attr('__class__') }}",
    "a class by map": "{{ items|map(attribute='__class__')|list|join }}",
    "a class by a longer map": "{{ items|map(attribute='title.__class__.__mro__')|list|join }}",
    "a class by sum": "{{ items|sum(attribute='__class__', start='') }}",
    "a class by selectattr": "{{ items|selectattr('__class__')|list|length }}",
    "a class by min": "{{ items|min(attribute='__class__') }}",
    "a class by a test": "{{ items|select('sameas', 1)|list|length }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "mro": "{{ ''.mro() }}",
    "a command": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "a command by a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "the globals of a macro": "{% macro m() %}{% endmacro %}{{ m.environment }}",
    "the context": "{{ self._TemplateReference__context }}",
    "a block": "{{ self.letter() }}",
    "lipsum": "{{ lipsum(n=10) }}",
    "joiner": "{{ joiner() }}",
    "namespace": "{{ namespace(a=1) }}",
    "dict": "{{ dict(a=1) }}",
    "range": "{{ range(3)|list|length }}",
    "format": "{{ '{0.__class__}'.format(items) }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': items}) }}",
    "format of a kept method": "{% set f = '{0.__class__}'.format %}{{ f(items) }}",
    "the filter format": "{{ '%1000000000s'|format('x') }}",
    "percent": "{{ '%1000000000s' % 'x' }}",
    "xmlattr": "{{ {'onclick': 'x'}|xmlattr }}",
    "tojson": "{{ items|tojson }}",
    "safe": "{{ '<script>'|safe }}",
    "pprint": "{{ items|pprint }}",
    "do": "{% do items.append(1) %}",
    "append": "{{ [1].append(2) }}",
    "update": "{{ {}.update({'a': 1}) }}",
    "a method of a date": "{{ meeting.date.today() }}",
    "a method of a text": "{{ 'a'.encode('utf-8') }}",
    "strftime": "{{ meeting.date.strftime('%Y' * 99) }}",
    "translate": "{{ 'a'.translate({}) }}",
    "splatted": "{{ 'a b'.split(*['b']) }}",
    "splatted names": "{{ 'a b'.split(**{'sep': 'b'}) }}",
    "a caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "with": "{% with a = 1 %}{{ a }}{% endwith %}",
    "a name from a template": "{% from '_base/parts.md' import tap %}",
    "include": "{% include '_base/parts.md' %}",
    "include of what lies outside": "{% include '../../.env' %}",
    "import of what lies outside": "{% import '../../.env' as x %}",
    "import by a whole path": "{% import '/etc/passwd' as x %}",
    "import of a link": "{% import 'linked.txt' as x %}",
    "import of what is worked out": "{% import code as x %}",
    "import of itself": "{% import 'papers/papers.md' as x %}",
    "import of itself, twice": "{% import 'twice.txt' as x with context %}",
    # a budget made larger
    "a refund": "{% set x = [1]|map(' made', -999999999)|list %}" * 3 + "{{ ('a' * 300000000)|length }}",
    "a refund by turns": "{% set x = [why]|map(' turns', -99999999)|map('list')|list %}" * 3
    + "{{ ('a' * 300000000)|length }}",
    "a text by a filter of ours": "{{ [[items, items]]|map(' together')|list|length }}",
    # without end
    "a long text": "{{ 'a' * 10**9 }}",
    "a long text, without a power": "{{ 'a' * 1000000000 }}",
    "a long text the other way round": "{{ 999999999 * 'a' }}",
    "a long list": "{{ ([1] * 999999999)|length }}",
    "a large power": "{{ 9**9**9 }}",
    "a large number": "{{ 999999999 * 999999999 }}",
    "a very large number": "{{ " + "9" * 5000 + " }}",
    "large numbers again and again": "{% set x = 99999 %}" + "{% set x = x * x %}" * 60 + "{{ x }}",
    "a large range": "{% for x in range(1000000000) %}x{% endfor %}",
    "loops in loops": "{% for a in why %}" * 8 + "x" + "{% endfor %}" * 8,
    "loops in loops that print nothing": "{% for a in why %}" * 8 + "{% endfor %}" * 8,
    "loops whose condition is never true": "{% for a in why if a == 'no' %}" * 1
    + "{% endfor %}"
    + "{% for a in why %}" * 7
    + "{% for b in why if b == 'no' %}{% endfor %}"
    + "{% endfor %}" * 7,
    "more loops than Python nests": "{% for a in why %}" * 30 + "x" + "{% endfor %}" * 30,
    "a loop over what it lengthens": "{% for a in 'ab' * 900000 %}{% for b in a %}{% endfor %}{% endfor %}",
    "a loop that calls itself": "{% for a in items recursive %}{{ loop(items) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}"
    + "{{ m(n ~ 'a') if n|length < 40 }}" * 2
    + "{% endmacro %}{{ m('') }}",
    "macros that double": "".join(
        f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(60)
    ).replace("m0()", "why")
    + "{{ m60() }}",
    "a text that doubles": DOUBLING + "{{ x }}",
    "a text that doubles and is not printed": DOUBLING,
    "a text that doubles by a plus": "{% set x = 'ab' %}" + "{% set x = x + x %}" * 60,
    "a text that doubles by join": "{% set x = 'ab' %}" + "{% set x = [x, x]|join %}" * 60,
    "a text that grows by join": "{% set x = 'ab' * 500000 %}{{ [" + "x," * 9000 + "]|join }}",
    "a text that grows by ~": "{% set x = 'ab' * 500000 %}{{ " + "x ~ " * 9000 + "x }}",
    "a list that doubles": "{% set x = [1] %}" + "{% set x = x + x %}" * 60,
    "a list in lists": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}",
    "lists in lists, compared": "{% set x = [1] %}{% set y = [1] %}"
    + "{% set x = [x, x] %}{% set y = [y, y] %}" * 60
    + "{{ x == y }}",
    "lists in lists, joined": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 3 + "{{ [x]|join }}",
    "lists in a dict": "{% set x = {} %}" + "{% set x = {1: x, 2: x} %}" * 60,
    "a list of signs": "{{ ('a' * 1900000)|list|list|list|length }}",
    "many words": "{{ ('a ' * 900000).split(' ')|length }}",
    "a list printed": "{{ items }}",
    "a joined list of lists": "{{ [[1, 2]]|join }}",
    "looking through a long text": "{% set x = 'a' * 1000000 %}" + "{% for a in why %}" * 3
    + "{% if 'b' in x %}{% endif %}" + "{% endfor %}" * 3,
    "counting in a long text": "{% set x = 'a' * 1000000 %}{% for a in why %}{{ x.count('b') }}{% endfor %}",
    "much text in a loop": "{% for a in why %}{% for b in why %}" + "x" * 15_000 + "{% endfor %}{% endfor %}",
    "much text in a macro": "{% macro m() %}" + "x" * 15_000 + "{% endmacro %}"
    "{% for a in why %}{{ m() ~ m() }}{% endfor %}",
    "marks without end": "\n{% for a in why %}" + "[![*" * 3_700 + "{% endfor %}",
    "brackets in brackets": "{{ " + "(" * 9_000 + "1" + ")" * 9_000 + " }}",
    "lists nested in the source": "{{ " + "[" * 2_000 + "]" * 2_000 + "|length }}",
    "nots": "{{ " + "not " * 9_000 + "1 }}",
    "minuses": "{{ " + "-" * 9_000 + "1 }}",
    "ifs in ifs": "{% if why %}" * 2_000 + "{% endif %}" * 2_000,
    "a very long file": "x" * 3_000_000,
    "very many tags": "{{ why }}" * 5_500,
    "an odd call": "{{ 'a'.split() }}",
    "no number": "{{ 'a' - 1 }}",
    "no index": "{{ why['x'] }}",
    "no filter for it": "{{ why|full_date }}",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Letter templates to be spoilt; beside them lies what no letter may read."""
    (tmp_path / ".env").write_text("MASE_EXCHANGE_PASSWORD=canary", encoding="utf-8")
    folder = shutil.copytree(LETTERS, tmp_path / "templates" / "email")
    (folder / "linked.txt").symlink_to(tmp_path / ".env")
    (folder / "twice.txt").write_text("{% import 'twice.txt' as x with context %}" * 2, encoding="utf-8")
    return folder


def stopped(folder: Path, template: str) -> str:
    """Why a letter with this in its body is not printed; it takes little time and memory to find out."""
    (folder / "papers" / "papers.md").write_text("Subject: Papers\n" + template, encoding="utf-8")
    tracemalloc.start()
    begun = time.thread_time()
    try:
        with pytest.raises(Problem) as raised:
            LetterPrinter(folder).print(samples.sample_of(Papers))
        taken, (_, most) = time.thread_time() - begun, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (taken < SECONDS, most < BYTES) == (True, True), (taken, most)
    return raised.value.sentence


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_letter_template_is_stopped_and_named(folder: Path, name: str) -> None:
    sentence = stopped(folder, HOSTILE[name])
    assert sentence.startswith("The letter template "), sentence
    assert "canary" not in sentence
    assert any(
        place in sentence for place in ("papers/papers.md", ".env", "/etc/passwd", "linked.txt", "twice.txt")
    )


def test_what_a_hostile_template_does_is_said_with_the_template_and_its_line(folder: Path) -> None:
    assert stopped(folder, "{{ items.__class__ }}") == (
        "The letter template papers/papers.md, line 2, does what no template may: it asks for “__class__”. "
        "Take it out there, and find out who wrote it."
    )
    assert (
        "papers/papers.md, line 3, does what no template may: it prints too much, or never ends"
        in stopped(folder, "{% for a in why %}\n" + "{% for b in why %}" * 4 + "{% endfor %}" * 5)
    )


def test_a_command_in_a_template_is_not_run_by_a_check(folder: Path) -> None:
    sign = folder / "sign"
    (folder / "_base" / "parts.md").write_text(
        "{{ cycler.__init__.__globals__.os.system('touch " + str(sign) + "') }}", encoding="utf-8"
    )
    (fault,) = letter_faults(LetterPrinter(folder), [samples.sample_of(Moved)])
    assert "_base/parts.md, line 1, does what no template may" in fault
    assert not sign.exists()


ALSO_IN_WORD = (
    "mro", "a command", "a command by a macro", "the context", "lipsum", "namespace", "range", "percent",
    "the filter format", "xmlattr", "append", "include", "a name from a template", "with", "a long text",
    "a large power",
    "more loops than Python nests", "a macro that calls itself", "a text that doubles", "a list in lists",
    "nots", "ifs in ifs",
)  # fmt: skip
DOCUMENT = {name: HOSTILE[name].replace("why", "group") for name in ALSO_IN_WORD} | {
    "loops in loops": "{% for a in group %}" * 8 + "x" + "{% endfor %}" * 8,
    "a class of a value": "{{ place.__class__ }}",
    "a refund": HOSTILE["a refund"],
    "brackets": "{" * 100_000,
    "tags that are not closed": "{{" * 20_000,
    "statements that are not closed": "{% " * 20_000,
    "comments that are not closed": "{# " * 20_000,
    "tags closed by those of others": "{{ #}" * 20_000,
    "rows that are not closed": "{%tr " * 20_000,
    "a tag in a tag": "{{ {{ a }} }}",
    "very many tags": "{{ a }}" * 100_000,
    "a method of a date": "{{ date.today() }}",
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENT)
def test_a_hostile_word_template_is_stopped_and_named(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(DOCUMENTS, tmp_path / "documents")
    file = docx.Document(io.BytesIO((folder / "agenda.docx").read_bytes()))
    file.add_paragraph(DOCUMENT[name])
    file.save(str(folder / "agenda.docx"))
    begun = time.thread_time()
    with pytest.raises(Problem, match=r"agenda\.docx"):
        DocumentPrinter(folder).print(samples.sample_of(Agenda))
    assert time.thread_time() - begun < SECONDS


def test_signs_that_become_long_in_word_are_charged(tmp_path: Path) -> None:
    folder = shutil.copytree(DOCUMENTS, tmp_path / "documents")
    file = docx.Document(io.BytesIO((folder / "agenda.docx").read_bytes()))
    written = file.add_paragraph().add_run("{{ '\\t' * 20000 }}")
    written.font.name = "x" * 5_000
    file.save(str(folder / "agenda.docx"))
    with pytest.raises(Problem, match=r"agenda\.docx does what no template may: it prints too much"):
        DocumentPrinter(folder).print(samples.sample_of(Agenda))
