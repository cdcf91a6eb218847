/// What became of one submission of a batch, once the batch is committed and synced.
public enum Appended: Sendable, Hashable {
    /// It is stored.
    case stored
    /// Nothing was stored: an earlier submission, whose id this is, has the same repeat key, or is this very one.
    case duplicate(of: SubmissionID)
    /// Nothing was stored: another submission has the first half of its id. It can be appended again under a new id.
    case idTaken
}
