/// The tables of the store, version by version.
struct Schema: Sendable {
    /// Marks the file as BoardBridge's (`PRAGMA application_id`): "BBrg".
    static let applicationID: Int64 = 0x4242_7267

    /// What brings a store from each version to the next; a step is never changed once it was released.
    let steps: [String]

    /// The version these steps lead to (`PRAGMA user_version`); 0 is an empty file.
    var version: Int64 { Int64(steps.count) }

    /// What this program reads and writes.
    static let current = Schema(steps: [version1])

    /// `id` and `id_low` are the halves of the UUID; the first is unique in a store and is the row's own key, so that
    /// there is no second unique index to keep. A waiting row has `due_at`; an attempt under way has `attempt_started_at`
    /// instead, which leaves the row's size as it was. What is written once and read seldom stands last.
    ///
    /// `attempts` is the diary: a row is added at the end of each attempt, says where the submission goes, and takes it
    /// there in the same statement. `tally` counts rows by form and state: the store adds new ones once a transaction,
    /// and triggers follow the rest.
    private static let version1 = """
        CREATE TABLE submissions (
            id INTEGER PRIMARY KEY,
            id_low INTEGER NOT NULL,
            state INTEGER NOT NULL,
            due_at INTEGER,
            attempt_started_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            attempts_before_round INTEGER NOT NULL DEFAULT 0,
            form TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            changed_at INTEGER,
            pending_since INTEGER,
            deal_id INTEGER,
            lead_id INTEGER,
            reason TEXT,
            problems BLOB,
            repeat_key BLOB,
            request_id TEXT NOT NULL,
            content_type TEXT NOT NULL,
            client_address TEXT NOT NULL,
            deal BLOB,
            headers BLOB NOT NULL,
            query BLOB NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX submissions_by_state ON submissions (state, due_at);
        CREATE UNIQUE INDEX submissions_by_repeat_key ON submissions (repeat_key) WHERE repeat_key IS NOT NULL;

        CREATE TABLE attempts (
            submission INTEGER NOT NULL,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            detail TEXT,
            state INTEGER NOT NULL,
            due_at INTEGER,
            deal_id INTEGER,
            lead_id INTEGER,
            reason TEXT,
            problems BLOB,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tally (
            form TEXT NOT NULL,
            state INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (form, state)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER attempt_ended AFTER INSERT ON attempts BEGIN
            UPDATE submissions
            SET state = NEW.state, due_at = NEW.due_at, attempt_started_at = NULL, changed_at = NEW.ended_at,
                deal_id = NEW.deal_id, lead_id = NEW.lead_id, reason = NEW.reason, problems = NEW.problems
            WHERE id = NEW.submission;
        END;
        CREATE TRIGGER submission_moved AFTER UPDATE OF state ON submissions WHEN OLD.state <> NEW.state BEGIN
            UPDATE tally SET count = count - 1 WHERE form = OLD.form AND state = OLD.state;
            INSERT INTO tally (form, state, count) VALUES (NEW.form, NEW.state, 1)
                ON CONFLICT (form, state) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER submission_removed AFTER DELETE ON submissions BEGIN
            UPDATE tally SET count = count - 1 WHERE form = OLD.form AND state = OLD.state;
            DELETE FROM attempts WHERE submission = OLD.id;
        END;
        """
}
