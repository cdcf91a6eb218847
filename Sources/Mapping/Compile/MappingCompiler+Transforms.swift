extension MappingCompiler {
    /// The rule's transforms; those that are none are complained of and left out.
    mutating func transforms(of definition: RuleDefinition) -> TransformChain {
        var steps: [Transform] = []
        for written in definition.transforms {
            switch written.value {
            case .text(let text): steps += chain(text, at: written.place)
            case .call(let name, let arguments):
                if let transform = transform(name, arguments) { steps.append(transform) }
            }
        }
        if steps.count > TransformChain.longest, let place = definition.transforms.first?.place {
            complain("a rule has \(TransformChain.longest) transforms at most; these are \(steps.count)", at: place)
        }
        return TransformChain(steps)
    }

    private mutating func chain(_ text: String, at place: Place) -> [Transform] {
        do {
            return try TransformChain(parsing: text).steps
        } catch {
            // Of a single word its name is enough.
            let isWord = text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "_") }
            complain(
                isWord && !text.isEmpty
                    ? Complaint(error.message, at: place) : error.complaint(about: "transform", text, at: place))
            return []
        }
    }

    private mutating func transform(_ name: Placed<String>, _ arguments: [TransformCall.Argument]) -> Transform? {
        do {
            return try Transform.make(
                name.value, arguments.map { Transform.Argument(label: $0.label?.value, text: $0.value.value) })
        } catch {
            let argument = error.argument.map { arguments[$0] }
            let place = error.isLabel ? argument?.label?.place : argument?.value.place
            complain(error.message, at: place ?? name.place)
            return nil
        }
    }
}
