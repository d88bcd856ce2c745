"""Everything that reaches a browser or a disk, as texts, and the own names and codes of States in them."""

import io
import json
import re
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
from babel import Locale
from babel.core import get_global
from pypdf import PdfReader
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from simulator.data.states import load_states

KNOWN = Locale.parse("en").territories
CODES = {
    code for code, of in get_global("territory_aliases").items() if re.fullmatch("[A-Z]{3}", code) and of[0] in KNOWN
}
CODES -= {"PNG"}  # a form of picture too; its State is found by its name
NAMES = {state.name for state in load_states()}
OWN = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(NAMES | CODES, key=len, reverse=True))) + r")(?!\w)")
# Every text of the page: attributes and what is typed, in the parts that components keep to themselves too.
PAGE = """() => {
  const found = new Set();
  const visit = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) visit(node.shadowRoot);
      for (const one of node.attributes) { found.add(one.name); found.add(one.value); }
      if ("value" in node) found.add(String(node.value));
      for (const child of node.childNodes) if (child.nodeType === 3 || child.nodeType === 8) found.add(child.data);
    }
  };
  visit(document);
  return [...found, location.href, document.title];
}"""


def own(texts):
    """Own names and codes of States, each with a text that has it."""
    found = {}
    for text in texts:
        for one in OWN.finditer(text):
            found.setdefault(one[0], text[max(0, one.start() - 60) : one.end() + 60])
    return found


def of_message(payload):
    """Every text of what the server sent: of each field, of tables cell by cell."""
    yield from _fields(ForwardMsg.FromString(payload))


def _fields(message):
    for field, value in message.ListFields():
        values = list(value) if field.is_repeated else [value]
        if field.type == field.TYPE_MESSAGE and field.message_type.GetOptions().map_entry:
            values = [one for pair in value.items() for one in pair]
        for one in values:
            if isinstance(one, str):
                yield one
            elif isinstance(one, bytes):
                yield from _bytes(one)
            elif hasattr(one, "ListFields"):
                yield from _fields(one)


def _bytes(content):
    try:
        table = pa.ipc.open_stream(content).read_all()
    except pa.ArrowInvalid:
        yield content.decode("utf-8", "replace")
    else:
        yield from of_table(table.to_pandas())


def of_table(table):
    yield from map(str, [*table.columns, *table.index.names])
    for cells in (table.index, *(table.iloc[:, place] for place in range(table.shape[1]))):
        yield from {str(cell) for cell in cells}


def of_file(name, content):
    """Every text of a file, and its name."""
    yield name
    ending = name.rsplit(".", 1)[-1]
    if ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            yield from (book.read(one).decode("utf-8") for one in book.namelist())
    elif ending == "parquet":
        table = pq.read_table(io.BytesIO(content))
        yield from of_table(table.to_pandas())
        yield from (part.decode() for pair in (table.schema.metadata or {}).items() for part in pair)
    elif ending == "pdf":
        read = PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in read.pages)
        yield json.dumps({key: str(value) for key, value in (read.metadata or {}).items()})
        yield from (str(note.get_object()) for page in read.pages for note in page.get("/Annots", ()))
    else:
        yield content.decode("utf-8")
