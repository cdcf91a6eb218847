/// One kept connection of a load generator.
struct LoadConnection {
    let descriptor: Int32
    /// When its request was sent, in nanoseconds; 0 while none is under way.
    var sentAt: UInt64 = 0
    /// The beginning of an answer of which more has to come; nearly always empty.
    var beginning: [UInt8] = []
}
