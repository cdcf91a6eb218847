import Foundation
import TestKit
import Testing
import Wire

@testable import Configuration

@Suite("The JSON Schema says what the readers read")
struct SchemaTests {
    @Test("the files in config/schema are what the program prints", arguments: ConfigurationSchema.allCases)
    func files(schema: ConfigurationSchema) throws {
        let path = Repository.path("config/schema/\(schema.rawValue).json")
        let file = try? String(contentsOfFile: path, encoding: .utf8)
        // To mend it: boardbridge schema NAME > config/schema/NAME.json
        #expect(file == schema.text, "config/schema/\(schema.rawValue).json is not what `boardbridge schema` prints")
    }

    @Test("every description stands in the manual")
    func descriptions() throws {
        for (shapes, files) in [
            ([ServiceKeys.shape], ["boardbridge.yaml"]),
            ([FormKeys.shape, RuleKeys.shape], ["forms/reference.yaml", "forms/contact.yaml"]),
            ([LanguageKeys.shape], ["languages/en.yaml"]),
        ] {
            let manual = try files.map { try String(contentsOfFile: Repository.path("config/\($0)"), encoding: .utf8) }
                .joined(separator: "\n").words
            for entry in shapes.flatMap(\.allEntries) where !entry.about.isEmpty {
                #expect(manual.contains(entry.about.words), "\(entry.name): \(entry.about)")
            }
        }
    }

    @Test(
        "good files and bad ones: what Python's jsonschema says of them by the schema agrees with check",
        .enabled(if: ProgramOnPath.find("python3") != nil, "python3 is not on the PATH: nothing to compare with"))
    func agreement() async throws {
        let python = try #require(ProgramOnPath.find("python3"))
        // Where its two libraries are not installed there is nothing to compare with.
        guard try await CommandResult.of(python, ["-c", "import yaml, jsonschema"]).status == 0 else { return }
        let config = Repository.path("config")
        var files = [("service", "\(config)/boardbridge.yaml", false)]
        files += try FileManager.default.contentsOfDirectory(atPath: "\(config)/forms").sorted()
            .map { ("form", "\(config)/forms/\($0)", false) }
        files.append(("language", "\(config)/languages/en.yaml", false))
        files += WrongFile.all.compactMap { file in
            file.schemaRefuses.map {
                (file.isService ? "service" : "form", "\(WrongFile.folder)/\(file.name).yaml", $0)
            }
        }
        try #require(files.count > 25)
        let arguments = files.flatMap { ["\(config)/schema/\($0.0).json", $0.1] }
        let result = try await CommandResult.of(python, ["-c", Self.script] + arguments)
        try #require(result.status == 0, "\(result.errors)")
        for (file, line) in zip(files, result.lines) {
            #expect(line.hasPrefix(file.2 ? "refuses" : "accepts"), "\(file.1): \(line)")
        }
        #expect(result.lines.count == files.count)
    }

    /// Reads YAML as editors do, by the core schema of YAML 1.2, and says what the schema makes of each file.
    private static let script = #"""
        import json, re, sys, yaml, jsonschema
        class Loader(yaml.SafeLoader): yaml_implicit_resolvers = {}
        for tag, form, first in [
            ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"), ("int", r"[-+]?[0-9]+", "-+0123456789"),
            ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
            ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]), ("merge", "<<", "<")]:
            Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(" + form + ")$"), list(first))
        Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
        for schema, path in zip(sys.argv[1::2], sys.argv[2::2]):
            schema = json.load(open(schema))
            jsonschema.Draft7Validator.check_schema(schema)
            try:
                errors = list(jsonschema.Draft7Validator(schema).iter_errors(yaml.load(open(path), Loader)))
                print("refuses: " + errors[0].message[:200].replace("\n", " ") if errors else "accepts")
            except yaml.YAMLError as error:
                print("refuses: no YAML")
        """#
}

extension Shape {
    /// Its keys and those of all mappings in it.
    fileprivate var allEntries: [Shape.Entry] { entries + entries.flatMap { $0.schema.shapes.flatMap(\.allEntries) } }
}

extension Schema {
    fileprivate var shapes: [Shape] {
        switch self {
        case .mapping(let shape): [shape]
        case .either(let schemas): schemas.flatMap(\.shapes)
        case .list(let element, _), .oneOrMore(let element, _): element.shapes
        case .table(_, let values): values.shapes
        case .text, .string, .form, .words, .integer, .boolean, .named: []
        }
    }
}

extension String {
    /// The words alone: without comment signs and line breaks, one blank between two.
    fileprivate var words: String {
        split { $0 == "\n" || $0 == " " || $0 == "#" }.joined(separator: " ")
    }
}
