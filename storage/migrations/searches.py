"""What revision 0003 puts beside the company's pages so that their words are found."""

SQLITE = (
    """
    CREATE VIRTUAL TABLE company_words USING fts5(
        title, heading, text, content='company_pages', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER company_pages_adds_words AFTER INSERT ON company_pages BEGIN
        INSERT INTO company_words (rowid, title, heading, text)
        VALUES (NEW.id, NEW.title, NEW.heading, NEW.text);
    END
    """,
    """
    CREATE TRIGGER company_pages_drops_words AFTER DELETE ON company_pages BEGIN
        INSERT INTO company_words (company_words, rowid, title, heading, text)
        VALUES ('delete', OLD.id, OLD.title, OLD.heading, OLD.text);
    END
    """,
    """
    CREATE TRIGGER company_pages_changes_words AFTER UPDATE ON company_pages BEGIN
        INSERT INTO company_words (company_words, rowid, title, heading, text)
        VALUES ('delete', OLD.id, OLD.title, OLD.heading, OLD.text);
        INSERT INTO company_words (rowid, title, heading, text)
        VALUES (NEW.id, NEW.title, NEW.heading, NEW.text);
    END
    """,
)
POSTGRESQL = (
    """
    ALTER TABLE company_pages ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', regexp_replace(title, '[/_.@:-]+', ' ', 'g')), 'A')
        || setweight(to_tsvector('english', regexp_replace(heading, '[/_.@:-]+', ' ', 'g')), 'A')
        || setweight(to_tsvector('english', regexp_replace(text, '[/_.@:-]+', ' ', 'g')), 'D')
    ) STORED
    """,
    "ALTER TABLE company_pages ALTER COLUMN words SET STORAGE MAIN",
    "CREATE INDEX ix_company_pages_words ON company_pages USING gin (words)",
)

SEARCHES = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
EXTRA = ("company_words", "words", "ix_company_pages_words")
"""Names that the models do not have; on SQLite the first also begins five tables of FTS5's own."""
