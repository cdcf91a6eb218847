/// An attribute of a lead; the raw value is BoardCRM's own name for it.
public enum LeadAttribute: String, CaseIterable, Sendable {
    /// The lead's name.
    case name
    /// The e-mail address.
    case email
    /// The first phone number.
    case phone
    /// A further phone number.
    case addPhone = "add_phone"
    /// The organization the lead works for.
    case organization
    /// The lead's position there.
    case position
    /// A free note.
    case note
    /// The address of a website.
    case website
    /// A Skype name.
    case skype
    /// A Telegram name.
    case telegram
    /// A Facebook name or page.
    case facebook
    /// A VK name or page.
    case vk
}
