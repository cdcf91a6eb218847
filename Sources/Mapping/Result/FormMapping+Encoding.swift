import BoardCRM
public import Wire

extension FormMapping {
    /// Makes a deal of a submission as `map` does, and writes it behind `bytes` as `MappedDeal.encoded` does, in one pass and without
    /// a String for what is text already: this is what stands between a post and its answer.
    ///
    /// - Returns: what is wrong, field by field; nothing is written then.
    public func encode(
        _ payload: Payload, context: MappingContext = .empty, behind bytes: inout [UInt8]
    ) -> [Problem] {
        let fields = filePaths == nil ? payload.plainFields : nil
        return encode(fields, behind: &bytes) { Resolver(payload, context, files: filePaths) }
    }

    /// As above, of one part of a post.
    public func encode(
        _ part: PostPart, context: MappingContext = .empty, behind bytes: inout [UInt8]
    ) -> [Problem] {
        let fields = filePaths == nil ? part.payload.plainFields : nil
        let problems = encode(fields, behind: &bytes) { Resolver(part, context, files: filePaths) }
        return part.whole == nil ? problems : problems.map(part.named)
    }

    /// - Parameters:
    ///   - fields: the payload, where a flat name in it stands for a field and nothing else.
    ///   - makeResolver: called when there is more to do than to copy.
    private func encode(
        _ fields: FormFields?, behind bytes: inout [UInt8], _ makeResolver: () -> Resolver
    ) -> [Problem] {
        let concernsDeal = whole?.concernsDeal ?? false
        let start = bytes.count
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var deal = DealWriter(behind: consume taken)
        var problems: [Problem] = []
        let fields = fields ?? FormFields()
        let done = deal.open(copying: concernsDeal ? 0 : plainRules.count, of: self, fields)
        if done < rules.count {
            var resolver = makeResolver()
            if concernsDeal {
                let (values, found) = evaluate(&resolver)
                problems = found
                for (index, value) in values.enumerated() where problems.isEmpty {
                    if let value { deal.set(rules[index], plainRules[index], plainTexts, to: value) }
                }
            } else {
                write(from: done, &resolver, to: &deal, &problems, fields)
            }
        }
        bytes = deal.finished(plainTexts)
        if !problems.isEmpty { bytes.removeSubrange(start...) }
        return problems
    }

    /// Each rule by itself, from one on that is not plain.
    private func write(
        from first: Int, _ resolver: inout Resolver, to deal: inout DealWriter, _ problems: inout [Problem],
        _ fields: FormFields
    ) {
        var index = first
        while index < rules.count {
            rules[index].write(plainRules[index], of: &resolver, to: &deal, plainTexts, &problems)
            index += 1
            // Of what has a problem nothing is kept; what else is wrong is still to be told.
            if problems.isEmpty { index = deal.copy(from: index, of: self, fields) }
        }
    }
}

extension Payload {
    /// The fields of a form that keeps no files: then a flat name stands for a field and nothing else. Nil for any other payload.
    var plainFields: FormFields? {
        guard case .fields(let fields) = self, !fields.keepsFiles else { return nil }
        return fields
    }
}

extension Rule {
    /// Adds its target to the deal, while nothing is wrong, or what is wrong to the problems.
    fileprivate func write(
        _ plain: PlainRule, of resolver: inout Resolver, to deal: inout DealWriter, _ texts: [UInt8],
        _ problems: inout [Problem]
    ) {
        switch evaluate(&resolver) {
        case .value(let value) where problems.isEmpty, .fallback(let value) where problems.isEmpty,
            .shortened(let value, _) where problems.isEmpty:
            deal.set(self, plain, texts, to: value)
        case .value, .fallback, .shortened, .nothing: break
        case .problem(let problem): problem.add(to: &problems)
        }
    }
}
