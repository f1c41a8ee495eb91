/**
 * The catalogue and its search index. `row` gives the catalogue's own order and ties an item to its
 * index entries. What a hit is ranked by stands ready beside it: folded names and codes, a line each,
 * and the syllables of the first name, so that no query folds a name or asks the pinyin dictionary.
 */
export const catalogueMigration = {
  version: 2,
  sql: `
CREATE TABLE category (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (json_valid(name)),
  position INTEGER NOT NULL,
  picture TEXT
) STRICT;

CREATE TABLE item (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  codes TEXT NOT NULL CHECK (json_valid(codes)),
  name TEXT NOT NULL CHECK (json_valid(name)),
  folded_names TEXT NOT NULL,
  folded_codes TEXT NOT NULL,
  syllables TEXT NOT NULL,
  category_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  sold_by TEXT NOT NULL CHECK (sold_by IN ('count', 'weight')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  tax_rate_basis_points INTEGER NOT NULL CHECK (tax_rate_basis_points BETWEEN 0 AND 10000),
  picture TEXT,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
) STRICT;

CREATE INDEX item_for_sale ON item (row) WHERE is_active = 1;
CREATE INDEX item_by_category ON item (category_id, row) WHERE is_active = 1;

CREATE TABLE item_code (
  key TEXT PRIMARY KEY,
  item_row INTEGER NOT NULL REFERENCES item (row) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX item_code_by_item ON item_code (item_row);

CREATE TABLE catalogue_meta (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  cursor TEXT,
  version TEXT NOT NULL,
  updated_at INTEGER
) STRICT;
INSERT INTO catalogue_meta (only, version) VALUES (1, '');

-- whole names, pinyin, initials and codes, for what begins with the query
CREATE TABLE item_term (
  term TEXT NOT NULL,
  item_row INTEGER NOT NULL REFERENCES item (row) ON DELETE CASCADE,
  PRIMARY KEY (term, item_row)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_term_by_item ON item_term (item_row);

-- three characters and more anywhere; pinyin is written KeKouKeLe, so that only syllables match
CREATE VIRTUAL TABLE item_trigram USING fts5 (
  name, pinyin, initials, code,
  content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);

-- one and two characters anywhere, which trigrams cannot find
CREATE VIRTUAL TABLE item_gram USING fts5 (
  grams,
  content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
);
`,
} as const;
