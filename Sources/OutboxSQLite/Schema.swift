import Outbox

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

    /// `submissions` is what came: a row is written once, in the one insert between a post and its answer, and has no index to keep.
    /// `id` and `id_low` are the halves of the UUID; the first is unique in a store and is the row's own key. What is written once and
    /// read seldom stands last.
    ///
    /// `standings` is where each submission stands. A new pending submission has none: it is due from its arrival, and its row is made
    /// later, with many others in one statement, in the order of ids (``WriteSession/sort(atMost:at:)``). `sorting` holds how far that has
    /// come: every submission up to `watermark` has its standing. A waiting row has `due_at`; an attempt under way has
    /// `attempt_started_at` instead, and the lease of who makes it. `uncertain_since` is the beginning of an attempt that may have made the
    /// deal, and `reference` the board's field that carries the submission's id in it. `pending_since` is the beginning of the first
    /// attempt of a round; `attempts_before_round` counts what is none of the round's. `deal` is there when a person has changed the deal;
    /// `sought` is the one that was sent, where that was changed before it was settled what became of it. `board` stands for the address and the
    /// token that the attempt goes by.
    ///
    /// `attempts` is the diary: a row is added at the end of each attempt, says where the submission goes, and takes it there in the
    /// same statement. `interventions` is the diary of what people did. `repeats` makes a repeat recognisable, until a moment or for as long
    /// as its submission is kept; a submission may have several keys, of which its own row shows the first. `repeat_counts` counts the repeats that came. `part` says which element of
    /// its post's list a row is, and `spam_checks` which checks looked at it. `verdicts` says what they found, where they did; while
    /// `question` is there, the submission is pending and neither due nor under way, and `key` waits to be its key in `repeats`. `files` says
    /// which files came with a submission; `key` is what one is called in the folder beside the store, where it is kept. Submissions that
    /// were one post have theirs in common. `notes` is what the courier has to remember over restarts. `fetches` has a row for each of which
    /// only a notice came: while `due_at` is there, the submission is pending and neither due nor under way; `answer` is what was fetched.
    /// `fetch_attempts` is the diary of the tries. `records` are posts that no rule fits, for whoever writes the rules.
    private static let version1 = """
        CREATE TABLE submissions (
            id INTEGER PRIMARY KEY,
            id_low INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            form TEXT NOT NULL,
            request_id TEXT NOT NULL,
            content_type ANY NOT NULL,
            client_address TEXT NOT NULL,
            repeat_key BLOB,
            part INTEGER,
            spam_checks INTEGER,
            deal BLOB,
            headers BLOB NOT NULL,
            query BLOB NOT NULL,
            content BLOB NOT NULL
        ) STRICT;

        CREATE TABLE standings (
            id INTEGER PRIMARY KEY,
            id_low INTEGER NOT NULL,
            state INTEGER NOT NULL,
            form TEXT NOT NULL,
            due_at INTEGER,
            attempt_started_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            attempts_before_round INTEGER NOT NULL DEFAULT 0,
            lease_owner INTEGER,
            lease_until INTEGER,
            uncertain_since INTEGER,
            changed_at INTEGER,
            pending_since INTEGER,
            reference TEXT,
            deal_id INTEGER,
            lead_id INTEGER,
            reason TEXT,
            problems BLOB,
            deal BLOB,
            board INTEGER,
            sought BLOB
        ) STRICT;
        CREATE INDEX standings_by_state ON standings (state, form, due_at);
        CREATE INDEX standings_uncertain ON standings (uncertain_since) WHERE uncertain_since IS NOT NULL;
        CREATE INDEX standings_by_lead ON standings (lead_id) WHERE lead_id IS NOT NULL;

        CREATE TABLE sorting (watermark INTEGER NOT NULL) STRICT;
        INSERT INTO sorting (watermark) VALUES (0);

        CREATE TABLE repeats (
            key BLOB PRIMARY KEY,
            id INTEGER NOT NULL,
            id_low INTEGER NOT NULL,
            until INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX repeats_by_id ON repeats (id);

        CREATE TABLE repeat_counts (
            id INTEGER PRIMARY KEY,
            count INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE attempts (
            submission INTEGER NOT NULL,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            detail TEXT,
            state INTEGER NOT NULL,
            due_at INTEGER,
            uncertain_since INTEGER,
            deal_id INTEGER,
            lead_id INTEGER,
            reason TEXT,
            problems BLOB,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE interventions (
            submission INTEGER NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            person TEXT NOT NULL,
            before TEXT NOT NULL,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE verdicts (
            id INTEGER PRIMARY KEY,
            score INTEGER NOT NULL,
            reasons BLOB NOT NULL,
            question BLOB,
            key BLOB,
            key_until INTEGER
        ) STRICT;
        CREATE INDEX verdicts_open ON verdicts (id) WHERE question IS NOT NULL;

        CREATE TABLE fetches (
            id INTEGER PRIMARY KEY,
            due_at INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            attempts_before_round INTEGER NOT NULL DEFAULT 0,
            tried_since INTEGER,
            answer BLOB
        ) STRICT;
        CREATE INDEX fetches_due ON fetches (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE fetch_attempts (
            submission INTEGER NOT NULL,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            detail TEXT,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE records (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            request_id TEXT NOT NULL UNIQUE,
            form TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            status INTEGER NOT NULL,
            reason TEXT NOT NULL,
            headers BLOB NOT NULL,
            query BLOB NOT NULL,
            content_type TEXT NOT NULL,
            content BLOB NOT NULL,
            content_size INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX records_by_form ON records (form, number);
        CREATE TABLE notes (
            name TEXT PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE files (
            submission INTEGER NOT NULL,
            number INTEGER NOT NULL,
            key TEXT,
            field TEXT NOT NULL,
            name TEXT NOT NULL,
            type TEXT NOT NULL,
            size INTEGER NOT NULL,
            digest BLOB NOT NULL,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX files_by_key ON files (key) WHERE key IS NOT NULL;

        CREATE TRIGGER attempt_ended AFTER INSERT ON attempts BEGIN
            UPDATE standings
            SET state = NEW.state, due_at = NEW.due_at, attempt_started_at = NULL, lease_owner = NULL, lease_until = NULL,
                attempts_before_round = CASE NEW.outcome
                    WHEN \(AttemptOutcome.access.code) THEN attempts WHEN \(AttemptOutcome.misdirected.code) THEN attempts
                    WHEN \(AttemptOutcome.notFound.code) THEN attempts_before_round + 1 ELSE attempts_before_round END,
                pending_since = CASE NEW.outcome
                    WHEN \(AttemptOutcome.access.code) THEN NULL WHEN \(AttemptOutcome.misdirected.code) THEN NULL
                    ELSE pending_since END,
                uncertain_since = NEW.uncertain_since, sought = iif(NEW.uncertain_since IS NULL, NULL, sought), changed_at = NEW.ended_at, deal_id = NEW.deal_id,
                lead_id = NEW.lead_id, reason = NEW.reason, problems = NEW.problems
            WHERE id = NEW.submission;
        END;
        CREATE TRIGGER submission_removed AFTER DELETE ON submissions BEGIN
            DELETE FROM standings WHERE id = OLD.id;
            DELETE FROM attempts WHERE submission = OLD.id;
            DELETE FROM interventions WHERE submission = OLD.id;
            DELETE FROM repeats WHERE id = OLD.id;
            DELETE FROM repeat_counts WHERE id = OLD.id;
            DELETE FROM verdicts WHERE id = OLD.id;
            DELETE FROM fetches WHERE id = OLD.id;
            DELETE FROM fetch_attempts WHERE submission = OLD.id;
            DELETE FROM files WHERE submission = OLD.id;
        END;
        """
}
