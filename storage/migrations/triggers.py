"""What revision 0001 puts around the audit log, which only ever grows."""

SQLITE = (
    """
    CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_moves_head AFTER INSERT ON audit
    BEGIN UPDATE audit_heads SET hash = NEW.hash WHERE workspace = NEW.workspace; END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$
    """,
    """
    CREATE FUNCTION audit_move_head() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE audit_heads SET hash = NEW.hash WHERE workspace = NEW.workspace;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_moves_head AFTER INSERT ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_move_head()
    """,
)

TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
