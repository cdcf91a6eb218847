internal import BoardCRM
internal import Mapping
internal import Wire

extension PathTrial {
    /// The lines that `rest` and `utm` make of the sample beside rules; a value of several lines is one here.
    func rest(besides rules: [DraftRule], except: [String]) -> [String] {
        var definition = Self.gathering(except: except)
        definition.shortcuts = sender?.shortcuts ?? []
        definition.whole.rest?.within = sender?.within.map { Placed($0, at: Self.place) }
        definition.fields = rules.enumerated().map { index, rule in
            .init(Placed("x\(index)", at: Self.place), rule.definition)
        }
        var lines: [String] = []
        for line in Self.text(definition, payload).split(separator: "\n") {
            if line.hasPrefix("  "), let last = lines.popLast() {
                lines.append(last + " " + line.drop { $0 == " " })
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    /// Whether `utm: auto` finds where the visitor came from.
    var findsCampaign: Bool {
        var definition = MappingDefinition(at: Self.place, columnID: Self.columnID)
        definition.shortcuts = sender?.shortcuts ?? []
        definition.whole.attribution = .init(lines: .target(Placed("fields.rest", at: Self.place)), at: Self.place)
        return Self.text(definition, payload).contains("utm_source: ")
    }

    /// Whether `rest` leaves it out by its name, whatever it holds.
    func isTechnical(_ leaf: Leaf, _ path: String) -> Bool {
        if case .fields = payload, !path.hasPrefix("json(") {
            return leaf.names.count == 1 && leaf.names.allSatisfy(Self.isTechnical)
        }
        return leaf.names.contains(where: Self.isTechnical)
    }

    private static func isTechnical(_ name: String) -> Bool {
        var fields = FormFields()
        fields.append(name: name.utf8, value: "x".utf8)
        return text(gathering(except: []), .fields(fields)).isEmpty
    }

    private static func gathering(except: [String]) -> MappingDefinition {
        var definition = MappingDefinition(at: place, columnID: columnID)
        definition.whole.rest = .init(
            target: Placed("fields.rest", at: place), maximumLength: Placed(100_000, at: place),
            except: except.map { Placed($0, at: place) })
        definition.whole.attribution = .init(lines: .auto, at: place)
        return definition
    }

    private static func text(_ definition: MappingDefinition, _ payload: Payload) -> String {
        guard let alias = Alias("rest"), let mapping = FormMapping.compile(definition).mapping,
            case .mapped(let mapped) = mapping.map(payload), case .text(let text)? = mapped.deal.fields[alias]
        else { return "" }
        return text
    }
}
