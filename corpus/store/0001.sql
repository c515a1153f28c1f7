-- The first layout of a store. What each column holds stands in codebook.py.

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    records INTEGER NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'partly')),
    media_type TEXT NOT NULL,
    page_count INTEGER,
    encoding TEXT,
    family TEXT NOT NULL,
    title TEXT NOT NULL,
    document_number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    period TEXT NOT NULL,
    period_text TEXT NOT NULL,
    bulletin TEXT NOT NULL,
    numbers INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    contradicted INTEGER NOT NULL,
    improbable INTEGER NOT NULL,
    suspect INTEGER NOT NULL,
    unchecked INTEGER NOT NULL,
    digits_in_document INTEGER NOT NULL,
    digits_in_entries INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_bulletin ON documents (bulletin);
CREATE INDEX documents_by_period ON documents (period DESC, id);

CREATE TABLE ledger (
    path TEXT NOT NULL,
    member TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER,
    state TEXT NOT NULL CHECK (state IN ('read', 'partly', 'skipped', 'failed')),
    reason TEXT NOT NULL,
    reason_zh TEXT NOT NULL,
    reader TEXT NOT NULL,
    records INTEGER NOT NULL,
    asked TEXT NOT NULL,
    PRIMARY KEY (path, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_by_sha256 ON ledger (sha256);

CREATE TABLE manifest (
    path TEXT NOT NULL,
    member TEXT NOT NULL,
    field TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (path, member, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE pages (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    width REAL,
    height REAL,
    rotation INTEGER,
    recognised INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'partly', 'failed')),
    reason TEXT NOT NULL,
    reason_zh TEXT NOT NULL,
    PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    reason_zh TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraphs (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    role TEXT NOT NULL,
    article TEXT,
    text TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    phrase INTEGER NOT NULL REFERENCES phrases (id),
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX paragraphs_by_phrase ON paragraphs (phrase);

CREATE TABLE tables (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    tbl INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    pages TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    PRIMARY KEY (document, tbl)
) STRICT, WITHOUT ROWID;

CREATE TABLE table_columns (
    document INTEGER NOT NULL,
    tbl INTEGER NOT NULL,
    col INTEGER NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, tbl, col),
    FOREIGN KEY (document, tbl) REFERENCES tables (document, tbl) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE table_rows (
    document INTEGER NOT NULL,
    tbl INTEGER NOT NULL,
    row INTEGER NOT NULL,
    label TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent INTEGER,
    statement TEXT,
    PRIMARY KEY (document, tbl, row),
    FOREIGN KEY (document, tbl) REFERENCES tables (document, tbl) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE table_cells (
    document INTEGER NOT NULL,
    tbl INTEGER NOT NULL,
    n INTEGER NOT NULL,
    row INTEGER NOT NULL,
    col INTEGER,
    rowspan INTEGER NOT NULL,
    colspan INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    phrase INTEGER REFERENCES phrases (id),
    PRIMARY KEY (document, tbl, n),
    FOREIGN KEY (document, tbl) REFERENCES tables (document, tbl) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX cells_by_phrase ON table_cells (phrase) WHERE phrase IS NOT NULL;

CREATE TABLE table_values (
    document INTEGER NOT NULL,
    tbl INTEGER NOT NULL,
    row INTEGER NOT NULL,
    col INTEGER NOT NULL,
    ref TEXT NOT NULL,
    raw TEXT NOT NULL,
    value TEXT,
    places INTEGER NOT NULL,
    unit TEXT NOT NULL,
    base_unit TEXT NOT NULL,
    approx TEXT,
    missing TEXT,
    size TEXT,
    period TEXT NOT NULL,
    state TEXT,
    reason TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    title_phrase INTEGER REFERENCES phrases (id),
    row_phrase INTEGER REFERENCES phrases (id),
    col_phrase INTEGER REFERENCES phrases (id),
    PRIMARY KEY (document, tbl, row, col),
    FOREIGN KEY (document, tbl) REFERENCES tables (document, tbl) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX values_by_title ON table_values (title_phrase, row_phrase, col_phrase);
CREATE INDEX values_by_row ON table_values (row_phrase, col_phrase, title_phrase);
CREATE INDEX values_by_col ON table_values (col_phrase, row_phrase, title_phrase);

CREATE TABLE figures (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    metric TEXT NOT NULL,
    metric_key TEXT NOT NULL,
    entity TEXT NOT NULL,
    raw TEXT NOT NULL,
    value TEXT,
    places INTEGER,
    unit TEXT NOT NULL,
    base_unit TEXT NOT NULL,
    approx TEXT,
    size TEXT,
    period TEXT NOT NULL,
    role TEXT NOT NULL,
    base TEXT NOT NULL,
    base_ref TEXT,
    change_against TEXT NOT NULL,
    change_kind TEXT NOT NULL,
    article TEXT,
    text TEXT NOT NULL,
    links TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    state TEXT,
    reason TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    entity_phrase INTEGER REFERENCES phrases (id),
    metric_phrase INTEGER REFERENCES phrases (id),
    text_phrase INTEGER REFERENCES phrases (id),
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_entity ON figures (entity_phrase);
CREATE INDEX figures_by_metric ON figures (metric_phrase);
CREATE INDEX figures_by_text ON figures (text_phrase);

CREATE TABLE findings (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    result TEXT NOT NULL,
    basis TEXT NOT NULL,
    reason TEXT,
    attribution TEXT NOT NULL,
    consequence TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule_text TEXT NOT NULL,
    formula TEXT NOT NULL,
    printed TEXT NOT NULL,
    recomputed TEXT NOT NULL,
    difference TEXT NOT NULL,
    power TEXT NOT NULL,
    explained_by TEXT NOT NULL,
    suspects TEXT NOT NULL,
    blocked_by TEXT NOT NULL,
    message TEXT NOT NULL,
    message_zh TEXT NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_result ON findings (result, code);

CREATE TABLE operands (
    document INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    n INTEGER NOT NULL,
    ref TEXT NOT NULL,
    raw TEXT NOT NULL,
    value TEXT,
    role TEXT NOT NULL,
    quote TEXT, page INTEGER, bbox TEXT, boxes TEXT, line INTEGER, char_start INTEGER, char_end INTEGER, node TEXT,
    PRIMARY KEY (document, finding, n),
    FOREIGN KEY (document, finding) REFERENCES findings (document, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (
    sha256 TEXT NOT NULL,
    ref TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    judge TEXT NOT NULL,
    PRIMARY KEY (sha256, ref, judge)
) STRICT, WITHOUT ROWID;

CREATE TABLE phrases (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX phrases_by_hash ON phrases (hash);
CREATE VIRTUAL TABLE phrase_index USING fts5 (characters, content = '', tokenize = 'ascii');
