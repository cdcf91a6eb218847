import BoardCRM

extension LeadAttribute {
    /// What forms call an attribute, where that is no slip of the finger: for hints.
    static let otherWords: [String: LeadAttribute] = [
        "company": .organization, "organisation_name": .organization, "firm": .organization, "full_name": .name,
        "fullname": .name, "first_name": .name, "mail": .email, "email_address": .email, "tel": .phone,
        "telephone": .phone, "mobile": .phone, "phone_number": .phone, "message": .note, "comment": .note,
        "comments": .note, "description": .note, "url": .website, "site": .website, "job": .position, "role": .position,
        "vkontakte": .vk,
    ]
}
