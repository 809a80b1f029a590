"""Word files as members send them."""

from __future__ import annotations

import io

from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.documents.office.office_parts import replaced, with_parts

AUTHOR, COMPANY = "Jo Author", "Author & Co"


def a_word_file() -> bytes:
    """Written by Jo, with a comment, a tracked change and a template from her own folder."""
    document = blank_word()
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = AUTHOR
    run = document.add_paragraph("What the group is asked").runs[0]
    document.add_comment([run], text="Is this final?", author=AUTHOR, initials="JA")
    out = io.BytesIO()
    document.save(out)
    tracked = b'<w:ins w:id="9" w:author="Jo Author"><w:r><w:t>added</w:t></w:r></w:ins></w:p>'
    file = replaced(out.getvalue(), "word/document.xml", b"</w:p>", tracked)
    return with_parts(
        file,
        {
            "docProps/app.xml": b"<Properties><Company>Author &amp; Co</Company></Properties>",
            "docProps/custom.xml": b"<Properties><x>Jo Author</x></Properties>",
            "word/people.xml": b"<p><person author='Jo Author'/></p>",
            "customXml/item1.xml": b'<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/'
            b'properties"><who>Jo Author</who></p:properties>',
        },
    )
