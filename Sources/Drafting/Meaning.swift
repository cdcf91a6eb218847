/// What a value of a sample is for.
enum Meaning: Hashable {
    case fullName, firstName, lastName
    /// What looks like a name, of a field whose own says nothing.
    case nameByLook
    /// `name`, `nom`, `имя`: a whole name, or the part of it that no other field is.
    case someName
    case email, phone, organization, position, website
    case network(String)
    case message, topic, date
    /// `utm_source` and its kin.
    case attribution(String)
    /// Captchas, tokens, nonces.
    case machinery
    /// Ids and times that the sender adds.
    case bookkeeping
    case other

    /// What a leaf means, by what it is called and what it holds.
    init(_ leaf: Leaf) {
        let own = Words(leaf.title)
        let inner = Words(leaf.names.last ?? "")
        let outer = leaf.names.count > 1 && leaf.label == nil ? Words(leaf.names[leaf.names.count - 2]) : Words("")
        let isCookie = leaf.names.dropLast().contains { ["cookie", "cookies"].contains(Words($0).joined) }
        if own.has(Vocabulary.machinery) || inner.has(Vocabulary.machinery) || isCookie {
            self = .machinery
        } else if let attribution = Self.attribution(inner) ?? Self.attribution(own) {
            self = .attribution(attribution)
        } else if !leaf.isAnswer || Self.isBookkeeping(leaf, inner) {
            self = .bookkeeping
        } else {
            self =
                Self.byName(own, outer, leaf) ?? Self.byHint(leaf) ?? Self.byLook(leaf, own)
                ?? (Look.isProse(leaf.value) ? .message : .other)
        }
    }

    private static func isBookkeeping(_ leaf: Leaf, _ words: Words) -> Bool {
        guard leaf.label == nil else { return false }
        // `submittedOn` and `created_at` are the sender's.
        let isTime = Look.isDate(leaf.value) || leaf.kind == .number
        return Vocabulary.bookkeeping.contains(words.joined) || (isTime && ["at", "on"].contains(words.words.last))
    }

    private static func attribution(_ words: Words) -> String? {
        if words.words.first == "utm", words.words.count == 2 { return "utm_" + words.words[1] }
        return Vocabulary.attribution.contains(words.joined) ? words.joined : nil
    }

    private static func byName(_ own: Words, _ outer: Words, _ leaf: Leaf) -> Meaning? {
        let value = leaf.value
        if own.has(Vocabulary.email), leaf.isBlank || Look.isEmail(value) { return .email }
        // In Brazil a CEP is a postal code, of eight digits.
        let isPostalCode = own.words == ["cep"] && value.count(where: \.isNumber) <= 8
        let isPhone = !isPostalCode && (own.has(Vocabulary.phone) || outer.has(Vocabulary.phone))
        if isPhone, leaf.isBlank || Look.mayBePhone(value),
            !Look.isEmail(value), value.count < 40
        {
            return .phone
        }
        if own.has(Vocabulary.organization) || outer.has(Vocabulary.organization), own.words.count <= 4 {
            return .organization
        }
        if let network = own.words.first(where: Vocabulary.networks.contains), own.words.count <= 3 {
            return .network(network)
        }
        if let name = name(own, outer, isInside: leaf.names.count > 1) { return name }
        if own.has(Vocabulary.date), Look.isDate(value) { return .date }
        if own.has(Vocabulary.website), !leaf.isBlank, Look.mayBeURL(value), !own.has(Vocabulary.pages),
            !outer.has(Vocabulary.pages)
        {
            return .website
        }
        if own.has(Vocabulary.topic), own.words.count <= 4 { return .topic }
        let isMessage = own.has(Vocabulary.message) || (own.words == ["text"] && outer.has(Vocabulary.message))
        if isMessage, !isChoice(leaf), leaf.kind == .text || leaf.kind == .nothing { return .message }
        if own.has(Vocabulary.position), own.words.count <= 3, leaf.kind == .text { return .position }
        return nil
    }

    /// A name's field is called nothing else beside: `form_name` and `product name` are none.
    private static func name(_ own: Words, _ outer: Words, isInside: Bool) -> Meaning? {
        let words = own.words
        let joined = own.joined
        if Vocabulary.wholeName.contains(joined) { return .fullName }
        if Vocabulary.firstName.contains(joined), joined != "first" { return .firstName }
        if Vocabulary.lastName.contains(joined), joined != "last" { return .lastName }
        if Vocabulary.name.contains(joined), words.count > 1 { return .someName }
        let known = Vocabulary.name.union(Vocabulary.firstName).union(Vocabulary.lastName)
        guard !words.isEmpty, words.contains(where: known.contains),
            words.allSatisfy({ known.contains($0) || Vocabulary.neutral.contains($0) }),
            words.first != "form" && words.first != "user" && words.first != "data"
        else { return nil }
        let isFirst = words.contains(where: Vocabulary.firstName.contains)
        let isLast = words.contains(where: Vocabulary.lastName.contains)
        let isAny = words.contains(where: Vocabulary.name.contains)
        // `first` by itself is one of a name's parts only inside a name.
        if !isAny, words == ["first"] || words == ["last"] {
            guard outer.has(Vocabulary.name) || isInside && outer.words.isEmpty else { return nil }
        } else if words == ["name"] || words.count == 1 {
            guard outer.words.allSatisfy({ known.contains($0) || Vocabulary.neutral.contains($0) }),
                outer.words != ["form"]
            else { return nil }
        }
        switch (isFirst, isLast) {
        case (true, true): return .fullName
        case (true, false): return .firstName
        case (false, true):
            return isAny && words.count > 1 && !words.contains("last") && !words.contains("famille")
                ? .fullName : .lastName
        case (false, false):
            let isWhole = words.contains {
                ["full", "complete", "complet", "completo", "vollstandiger", "voller", "фио", "піб"].contains($0)
            }
            return isWhole || joined == "fullname" || words == ["vor", "nachname"] ? .fullName : .someName
        }
    }

    /// Whether the sender says that it was picked from a list.
    private static func isChoice(_ leaf: Leaf) -> Bool {
        leaf.hint.map { Words($0).has(Vocabulary.choices) } ?? false
    }

    private static func byHint(_ leaf: Leaf) -> Meaning? {
        guard let hint = leaf.hint.map({ Words($0) }) else { return nil }
        if hint.has(Vocabulary.email), leaf.isBlank || Look.isEmail(leaf.value) { return .email }
        if hint.has(Vocabulary.phone), leaf.isBlank || Look.mayBePhone(leaf.value) { return .phone }
        if hint.has(["textarea"]) || hint.joined == "longtext" { return .message }
        return nil
    }

    private static func byLook(_ leaf: Leaf, _ own: Words) -> Meaning? {
        if Look.isEmail(leaf.value) { return .email }
        if Look.isPhoneSurely(leaf.value) { return .phone }
        // A field that is only numbered says nothing of what it holds.
        guard own.words.isEmpty || own.words == ["field"] || own.words == ["input"] else { return nil }
        if Look.isPhone(leaf.value), !Look.isDate(leaf.value), leaf.kind == .text, leaf.value.count >= 9 {
            return .phone
        }
        if Look.isName(leaf.value) { return .nameByLook }
        if Look.isURL(leaf.value), !Look.isFile(leaf.value) { return .website }
        return Look.isProse(leaf.value) ? .message : nil
    }
}
