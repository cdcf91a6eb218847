import BoardCRM

extension SandboxDeal {
    /// The deal as `offer/create` and `offer/get` answer it: the attributes and their types are the third-party reference's, that an unset
    /// one is null is inferred.
    var answer: SandboxValue {
        let created = SandboxValue.text(SandboxClock.dateTime(createdAt))
        return [
            "id": .integer(id.value),
            "column_id": .integer(columnID.value),
            "lead_id": lead.map { .integer($0.id.value) } ?? .null,
            "reason_id": nil,
            "comment_cnt": .integer(Int64(commentCount)),
            "created_at": created,
            "updated_at": created,
            "finished_at": nil,
            "deadline": deadline.map { .text($0.description) } ?? .null,
            "startline": nil,
            "deadline_status": nil,
            "deadline_done": false,
            "source": "api",
            "service_id": nil,
            "lead": lead?.answer ?? .null,
        ]
    }
}

extension SandboxLead {
    /// The lead as `lead/get` answers it.
    var answer: SandboxValue {
        var members = [SandboxValue.Member(name: "id", value: .integer(id.value))]
        for attribute in LeadAttribute.allCases {
            let value = attributes[attribute].map { SandboxValue($0) } ?? .null
            members.append(.init(name: attribute.rawValue, value: value))
        }
        members.append(.init(name: "created_at", value: .text(SandboxClock.dateTime(createdAt))))
        return .object(members)
    }
}

extension SandboxField {
    /// The field as `field/list` answers it; the words of `entity` and `type` are inferred.
    var answer: SandboxValue {
        [
            "id": .integer(id.value),
            "alias": .text(alias.text),
            "entity": "offer",
            "title": .text(title),
            "type": .text(kind.rawValue),
            "required": .boolean(isRequired),
            "maxLength": maxLength.map { .integer(Int64($0)) } ?? .null,
            "isHidden": .boolean(isHidden),
            "protected": .boolean(isProtected),
            "fromApi": true,
            "sorting": .integer(id.value),
        ]
    }
}
