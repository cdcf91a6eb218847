/// A rule's `decimal`: what stands before a number's fraction.
enum DecimalMark: String, CaseIterable, Sendable {
    /// `1,500.00`: commas, spaces and apostrophes stand between thousands.
    case point
    /// `1.500,00`: points, spaces and apostrophes stand between thousands.
    case comma
    /// Found out from the number; what can be read in two ways is not guessed at.
    case auto
}
