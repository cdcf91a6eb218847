import BoardCRM

extension Ledger {
    /// A moment by the board's clock.
    func created(_ milliseconds: Int64) -> String { SandboxClock.dateTime(milliseconds + quirks.clockOffset * 1000) }

    /// The deal as `offer/create` and `offer/get` answer it: the attributes and their types are the third-party reference's, that an unset
    /// one is null is inferred.
    func answer(_ deal: SandboxDeal) -> SandboxValue {
        let created = SandboxValue.text(created(deal.createdAt))
        return [
            "id": .integer(deal.id.value),
            "column_id": .integer(deal.columnID.value),
            "lead_id": deal.lead.map { .integer($0.id.value) } ?? .null,
            "reason_id": nil,
            "comment_cnt": .integer(Int64(deal.commentCount)),
            "created_at": created,
            "updated_at": created,
            "finished_at": nil,
            "deadline": deal.deadline.map { .text($0.description) } ?? .null,
            "startline": nil,
            "deadline_status": nil,
            "deadline_done": false,
            "source": "api",
            "service_id": nil,
            "lead": deal.lead.map(answer) ?? .null,
        ]
    }

    /// The lead as `lead/get` answers it.
    func answer(_ lead: SandboxLead) -> SandboxValue {
        var members = [SandboxValue.Member(name: "id", value: .integer(lead.id.value))]
        for attribute in LeadAttribute.allCases {
            let value = lead.attributes[attribute].map { SandboxValue($0) } ?? .null
            members.append(.init(name: attribute.rawValue, value: value))
        }
        members.append(.init(name: "created_at", value: .text(created(lead.createdAt))))
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
